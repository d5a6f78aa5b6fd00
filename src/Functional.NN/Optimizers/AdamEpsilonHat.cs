using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Adam with ε̂: m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; θ ← θ − α√(1 − β₂ᵗ)/(1 − β₁ᵗ)·m/(√v + ε̂).</summary>
/// <remarks>Kingma and Ba 2015, the end of section 2: ε̂ is added before the second moment is corrected, so it is <see cref="Adam"/> with ε = ε̂/√(1 − β₂ᵗ). It is what some libraries call epsilon. The rate with its corrections is computed in double and rounded once. Elements of m and v below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="EpsilonHat">ε̂</param>
public sealed record AdamEpsilonHat(Schedule LearningRate, double Beta1 = 0.9, double Beta2 = 0.999, double EpsilonHat = 1e-8) : ElementwiseOptimizer
{
    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(AdamEpsilonHat)); } = Constants.Decay(Beta1, nameof(AdamEpsilonHat));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(AdamEpsilonHat)); } = Constants.Decay(Beta2, nameof(AdamEpsilonHat));

    /// <summary>ε̂, not negative.</summary>
    public double EpsilonHat { get; init => field = Constants.NotNegative(value, nameof(AdamEpsilonHat), "epsilon"); } = Constants.NotNegative(EpsilonHat, nameof(AdamEpsilonHat), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AdamEpsilonHat With(Schedule? learningRate = null, double? beta1 = null, double? beta2 = null, double? epsilonHat = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, EpsilonHat = epsilonHat ?? EpsilonHat };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"AdamEpsilonHat({LearningRate}, {Beta1}, {Beta2}, {EpsilonHat})");

    private static readonly string[] Vectors = ["mean", "square"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 7;

    internal override void Prepare(long step, Span<double> scalars)
    {
        double correction = Math.Sqrt(1 - Elementary.Pow(Beta2, step + 1));
        Adam.Prepare(scalars, step + 1, LearningRate.At(step) * correction, Beta1, Beta2, EpsilonHat);
        scalars[1] = 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Adam.Rule<T>(scalars), θ, g, nextθ, old, next);

}
