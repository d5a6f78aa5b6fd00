using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Momentum as libraries have it: b ← μb + (1 − τ)g, and b = g in the first step; θ ← θ − αb, or θ ← θ − α(g + μb) where it is Nesterov's.</summary>
/// <remarks>PyTorch's <c>SGD</c> with <c>momentum</c>, <c>dampening</c> and <c>nesterov</c>: the rate stands outside the buffer, so a falling rate slows the whole buffer at once, and the first gradient is never dampened. 1 − τ is computed in double and rounded once. Elements of b below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Coefficient">μ; 0.9 when none is given</param>
/// <param name="Dampening">τ</param>
/// <param name="LooksAhead">whether the step is Nesterov's</param>
public sealed record DampenedMomentum(Schedule LearningRate, Schedule? Coefficient = null, double Dampening = 0, bool LooksAhead = false) : ElementwiseOptimizer
{
    /// <summary>μ, from 0 to below 1 at every step.</summary>
    public Schedule Coefficient { get; init => field = Constants.Decay(value, nameof(DampenedMomentum)); } = Constants.Decay(Coefficient ?? Constants.UsualMomentum, nameof(DampenedMomentum));

    /// <summary>τ, from 0 to 1.</summary>
    public double Dampening { get; init => field = Constants.Fraction(value, nameof(DampenedMomentum), "the dampening"); } = Constants.Fraction(Dampening, nameof(DampenedMomentum), "the dampening");

    /// <summary>Whether the step is Nesterov's.</summary>
    public bool LooksAhead { get; init; } = LooksAhead;

    /// <summary>The same with other constants; what is not named stays.</summary>
    public DampenedMomentum With(Schedule? learningRate = null, Schedule? coefficient = null, double? dampening = null, bool? looksAhead = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Coefficient = coefficient ?? Coefficient, Dampening = dampening ?? Dampening, LooksAhead = looksAhead ?? LooksAhead };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"DampenedMomentum({LearningRate}, {Coefficient}, {Dampening}, {LooksAhead})");

    private static readonly string[] Vectors = ["buffer"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 4;

    internal override void Prepare(long step, Span<double> scalars)
    {
        double μ = Constants.Decay(Coefficient.At(step), nameof(DampenedMomentum));
        (scalars[0], scalars[1], scalars[2], scalars[3]) = (LearningRate.At(step), step == 0 ? 0 : μ, step == 0 ? 1 : 1 - Dampening, μ);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        LooksAhead ? OptimizerPass.Run(new LookAhead<T>(scalars), θ, g, nextθ, old, next) : OptimizerPass.Run(new Plain<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Plain<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T α = T.CreateTruncating(numbers[0]), kept = T.CreateTruncating(numbers[1]), weight = T.CreateTruncating(numbers[2]), μ = T.CreateTruncating(numbers[3]);

        public static int Vectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            var b = state.First = TElements.Flushed(kept * state.First + weight * g);
            return θ - α * b;
        }
    }

    /// <summary>The same with Nesterov's step.</summary>
    private readonly struct LookAhead<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T α = T.CreateTruncating(numbers[0]), kept = T.CreateTruncating(numbers[1]), weight = T.CreateTruncating(numbers[2]), μ = T.CreateTruncating(numbers[3]);

        public static int Vectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            var b = state.First = TElements.Flushed(kept * state.First + weight * g);
            return θ - α * (g + μ * b);
        }
    }
}
