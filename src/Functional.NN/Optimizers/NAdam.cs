using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>NAdam: m ← β₁m + (1 − β₁)g; v ← β₂v + (1 − β₂)g²; m̄ = μₜ₊₁m/(1 − Πₜ₊₁) + (1 − μₜ)g/(1 − Πₜ); θ ← θ − α·m̄/(√v̂ + ε), with μₜ = β₁(1 − ½·0.96^{tψ}), Πₜ = μ₁⋯μₜ, v̂ = v/(1 − β₂ᵗ).</summary>
/// <remarks>Dozat 2016, "Incorporating Nesterov momentum into Adam". Πₜ is a number of the state. The factors of m and g are computed in double and rounded once. Elements of m and v below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α; 0.002 when none is given</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="Epsilon">ε</param>
/// <param name="MomentumDecay">ψ</param>
public sealed record NAdam(Schedule? LearningRate = null, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8, double MomentumDecay = 0.004) : ElementwiseOptimizer
{
    /// <summary>α.</summary>
    public Schedule LearningRate { get; init; } = LearningRate ?? new Constant(0.002);

    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(NAdam)); } = Constants.Decay(Beta1, nameof(NAdam));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(NAdam)); } = Constants.Decay(Beta2, nameof(NAdam));

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(NAdam), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(NAdam), "epsilon");

    /// <summary>ψ, not negative.</summary>
    public double MomentumDecay { get; init => field = Constants.NotNegative(value, nameof(NAdam), "the decay of the momentum"); } = Constants.NotNegative(MomentumDecay, nameof(NAdam), "the decay of the momentum");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public NAdam With(Schedule? learningRate = null, double? beta1 = null, double? beta2 = null, double? epsilon = null, double? momentumDecay = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, Epsilon = epsilon ?? Epsilon, MomentumDecay = momentumDecay ?? MomentumDecay };

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(Parameters<T> θ) => base.Start(θ).With("momentum_product", 1);

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"NAdam({LearningRate}, {Beta1}, {Beta2}, {Epsilon}, {MomentumDecay})");

    private static readonly string[] Vectors = ["mean", "square"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 8;

    internal override IReadOnlyList<string> NumberNames => Numbers;

    private static readonly string[] Numbers = ["momentum_product"];

    internal override void Prepare(long step, Span<double> scalars) => PrepareWith([1], step, scalars);

    internal override void PrepareWith(Span<double> numbers, long step, Span<double> scalars)
    {
        long t = step + 1;
        double α = LearningRate.At(step), now = Momentum(t), next = Momentum(t + 1), product = numbers[0] *= now;
        (scalars[0], scalars[1], scalars[2]) = (α * next / (1 - product * next), α * (1 - now) / (1 - product), 1 / Math.Sqrt(1 - Elementary.Pow(Beta2, t)));
        (scalars[3], scalars[4], scalars[5], scalars[6], scalars[7]) = (Epsilon, Beta1, 1 - Beta1, Beta2, 1 - Beta2);
    }

    /// <summary>μₜ.</summary>
    private double Momentum(long t) => Beta1 * (1 - 0.5 * Elementary.Pow(0.96, t * MomentumDecay));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly AdamMoments<T> moments = new(numbers[4..]);
        private readonly T ofMean = T.CreateTruncating(numbers[0]), ofGradient = T.CreateTruncating(numbers[1]), c = T.CreateTruncating(numbers[2]), ε = T.CreateTruncating(numbers[3]);

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            moments.Update(g, ref state);
            return θ - (ofMean * state.First + ofGradient * g) / (TElements.Sqrt(state.Second) * c + ε);
        }
    }
}
