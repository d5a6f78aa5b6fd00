using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>RAdam: Adam's m, v and m̂; with ρ∞ = 2/(1 − β₂) − 1 and ρₜ = ρ∞ − 2tβ₂ᵗ/(1 − β₂ᵗ), θ ← θ − α·rₜ·m̂·√(1 − β₂ᵗ)/(√v + ε) where ρₜ > 5, with rₜ = √((ρₜ−4)(ρₜ−2)ρ∞/((ρ∞−4)(ρ∞−2)ρₜ)), and θ ← θ − α·m̂ before that.</summary>
/// <remarks>Liu et al. 2020, "On the variance of the adaptive learning rate and beyond", with the threshold 5 of its code and of libraries (the paper has 4). The factor of m is computed in double and rounded once. Elements of m and v below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="Epsilon">ε</param>
public sealed record RAdam(Schedule LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : ElementwiseOptimizer
{
    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(RAdam)); } = Constants.Decay(Beta1, nameof(RAdam));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(RAdam)); } = Constants.Decay(Beta2, nameof(RAdam));

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(RAdam), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(RAdam), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public RAdam With(Schedule? learningRate = null, double? beta1 = null, double? beta2 = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"RAdam({LearningRate}, {Beta1}, {Beta2}, {Epsilon})");

    private static readonly string[] Vectors = ["mean", "square"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 7;

    internal override void Prepare(long step, Span<double> scalars)
    {
        long t = step + 1;
        double power = Elementary.Pow(Beta2, t), last = 2 / (1 - Beta2) - 1, ρ = last - 2 * t * power / (1 - power);
        bool adaptive = ρ > 5;
        double r = adaptive ? Math.Sqrt((ρ - 4) * (ρ - 2) * last / ((last - 4) * (last - 2) * ρ) * (1 - power)) : 1;
        Adam.Prepare(scalars, t, LearningRate.At(step) * r, Beta1, Beta2, Epsilon);
        scalars[1] = adaptive ? 1 : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly AdamMoments<T> moments = new(numbers[3..]);
        private readonly T α̂ = T.CreateTruncating(numbers[0]), ε = T.CreateTruncating(numbers[2]);
        private readonly bool adaptive = numbers[1] != 0;

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            moments.Update(g, ref state);
            return θ - (adaptive ? α̂ * state.First / (TElements.Sqrt(state.Second) + ε) : α̂ * state.First);
        }
    }
}
