using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Adam: m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← θ − α·m̂/(√v̂ + ε), with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ).</summary>
/// <remarks>
/// Kingma and Ba 2015, Algorithm 1, with its constants. ε is outside the root, as there. Computed as θ − α̂·m/(c√v + ε) with α̂ = α/(1 − β₁ᵗ) and c = 1/√(1 − β₂ᵗ);
/// these and 1 − β are computed in double and rounded once. Elements of m and v below the smallest normal number of the precision become +0.
/// </remarks>
/// <param name="LearningRate">α</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="Epsilon">ε</param>
public sealed record Adam(Schedule LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : ElementwiseOptimizer
{
    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(Adam)); } = Constants.Decay(Beta1, nameof(Adam));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(Adam)); } = Constants.Decay(Beta2, nameof(Adam));

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(Adam), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(Adam), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Adam With(Schedule? learningRate = null, double? beta1 = null, double? beta2 = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Adam({LearningRate}, {Beta1}, {Beta2}, {Epsilon})");

    private static readonly string[] Vectors = ["mean", "square"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 7;

    internal override void Prepare(long step, Span<double> scalars) => Prepare(scalars, step + 1, LearningRate.At(step), Beta1, Beta2, Epsilon);

    /// <summary>α̂ = α/(1 − β₁ᵗ) and c = 1/√(1 − β₂ᵗ), so that an element takes one root and one division; then the other constants.</summary>
    internal static void Prepare(Span<double> scalars, long t, double α, double β1, double β2, double ε)
    {
        (scalars[0], scalars[1], scalars[2]) = (α / (1 - Elementary.Pow(β1, t)), 1 / Math.Sqrt(1 - Elementary.Pow(β2, t)), ε);
        (scalars[3], scalars[4], scalars[5], scalars[6]) = (β1, 1 - β1, β2, 1 - β2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    internal readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly AdamMoments<T> moments = new(numbers[3..]);
        private readonly T α̂ = T.CreateTruncating(numbers[0]), c = T.CreateTruncating(numbers[1]), ε = T.CreateTruncating(numbers[2]);

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            moments.Update(g, ref state);
            return θ - α̂ * state.First / (TElements.Sqrt(state.Second) * c + ε);
        }
    }
}
