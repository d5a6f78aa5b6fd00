using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>AdaMax: m ← β₁m + (1 − β₁)g; u ← max(β₂u, |g| + ε); θ ← θ − α/(1 − β₁ᵗ)·m/u.</summary>
/// <remarks>Kingma and Ba 2015, algorithm 2, with their rate; the ε there is none of, and libraries add it so that a gradient of zeros divides by no zero. 1 − β₁ and α/(1 − β₁ᵗ) are computed in double and rounded once. Elements of m and u below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α; 0.002 when none is given</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="Epsilon">ε</param>
public sealed record AdaMax(Schedule? LearningRate = null, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : ElementwiseOptimizer
{
    /// <summary>α.</summary>
    public Schedule LearningRate { get; init; } = LearningRate ?? new Constant(0.002);

    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(AdaMax)); } = Constants.Decay(Beta1, nameof(AdaMax));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(AdaMax)); } = Constants.Decay(Beta2, nameof(AdaMax));

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(AdaMax), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(AdaMax), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AdaMax With(Schedule? learningRate = null, double? beta1 = null, double? beta2 = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"AdaMax({LearningRate}, {Beta1}, {Beta2}, {Epsilon})");

    private static readonly string[] Vectors = ["mean", "largest"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 5;

    internal override void Prepare(long step, Span<double> scalars) =>
        (scalars[0], scalars[1], scalars[2], scalars[3], scalars[4]) = (LearningRate.At(step) / (1 - Elementary.Pow(Beta1, step + 1)), Beta1, 1 - Beta1, Beta2, Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T α̂ = T.CreateTruncating(numbers[0]), β1 = T.CreateTruncating(numbers[1]), oneMinusβ1 = T.CreateTruncating(numbers[2]), β2 = T.CreateTruncating(numbers[3]), ε = T.CreateTruncating(numbers[4]);

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            var m = state.First = TElements.Flushed(β1 * state.First + oneMinusβ1 * g);
            var u = state.Second = TElements.Flushed(TElements.Max(TElements.Abs(g) + ε, β2 * state.Second));
            return θ - α̂ * m / u;
        }
    }
}
