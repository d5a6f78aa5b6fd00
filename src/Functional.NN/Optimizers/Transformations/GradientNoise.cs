using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Noise on the gradient that dies away: g ← g + n, n normal with the variance σₖ² = η/(1 + k)^γ in step k, counted from 0.</summary>
/// <remarks>
/// Neelakantan et al. 2015, "Adding gradient noise improves learning for very deep networks", whose γ is 0.55 and whose η is 0.01, 0.3 or 1. The noise of a step and a block comes from the key of the seed,
/// folded with the step and with the block's path, so it is the same on every run. With η = 0 nothing changes.
/// </remarks>
/// <param name="Inner">the optimizer that steps by the noisy gradient</param>
/// <param name="Variance">η</param>
/// <param name="Decay">γ</param>
/// <param name="Seed">gives the noise</param>
public sealed record GradientNoise(IOptimizer Inner, double Variance = 0.01, double Decay = 0.55, int Seed = 0) : OptimizerTransformation(Inner)
{
    /// <summary>η, not negative.</summary>
    public double Variance { get; init => field = Constants.NotNegative(value, nameof(GradientNoise), "the variance"); } = Constants.NotNegative(Variance, nameof(GradientNoise), "the variance");

    /// <summary>γ, not negative.</summary>
    public double Decay { get; init => field = Constants.NotNegative(value, nameof(GradientNoise), "the decay"); } = Constants.NotNegative(Decay, nameof(GradientNoise), "the decay");

    /// <summary>Gives the noise; from 0 on.</summary>
    public int Seed { get; init => field = Constants.AtLeast(0, value, nameof(GradientNoise), "the seed"); } = Constants.AtLeast(0, Seed, nameof(GradientNoise), "the seed");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public GradientNoise With(IOptimizer? inner = null, double? variance = null, double? decay = null, int? seed = null) =>
        this with { Inner = inner ?? Inner, Variance = variance ?? Variance, Decay = decay ?? Decay, Seed = seed ?? Seed };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"GradientNoise({Inner}, {Variance}, {Decay}, {Seed})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(this, inner, layout);

    private sealed unsafe class Run<T>(GradientNoise noise, RunningOptimizer<T> inner, ParameterLayout layout) : GradientRun<T>(inner, layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private const int Stretch = 1024;

        private readonly ulong[] _names = [.. layout.Select(block => RandomKey.NumberOf(block.Path))];
        private readonly RandomKey _seed = RandomKey.FromSeed(noise.Seed).Fold("gradient noise");
        private double _deviation;
        private RandomKey _key;

        protected override bool Changes => _deviation != 0;

        public override void Prepare()
        {
            base.Prepare();
            _deviation = Math.Sqrt(noise.Variance / Elementary.Pow(1 + Step, noise.Decay));
            _key = _seed.Fold(Step);
        }

        // Normal numbers come in pairs, so the noise of a range is drawn from an even place of its block on.
        [SkipLocalsInit]
        protected override void Change(in StepRange<T> range, T* to)
        {
            T* drawn = stackalloc T[Stretch + 1];
            var key = _key.Fold(_names[range.Block]);
            for (int first = 0; first < range.Length; first += Stretch)
            {
                var part = range.Slice(first, Math.Min(Stretch, range.Length - first));
                int place = part.Start - Layout[part.Block].Start, odd = place & 1;
                key.NormalInto(new Span<T>(drawn, part.Length + odd), 0, _deviation, place - odd);
                OptimizerPass.Run(new Rule<T>(), new ReadOnlySpan<T>(drawn + odd, part.Length), part.GradientSpan, new Span<T>(to + first, part.Length), default, default);
            }
        }
    }

    /// <summary>g + n, with the noise in θ's place.</summary>
    private readonly struct Rule<T> : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static int Vectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => g + θ;
    }
}
