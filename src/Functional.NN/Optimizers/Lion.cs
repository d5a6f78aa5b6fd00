using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Lion: u = sign(β₁m + (1 − β₁)g); m ← β₂m + (1 − β₂)g; θ ← θ − α(u + λθ).</summary>
/// <remarks>Chen et al. 2023, "Symbolic discovery of optimization algorithms": every number moves by the rate; the decay is decoupled from the gradient. sign 0 is 0. 1 − β and αλ are computed in double and rounded once. Elements of m below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α; 0.0001 when none is given</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="WeightDecay">λ</param>
public sealed record Lion(Schedule? LearningRate = null, double Beta1 = 0.9, double Beta2 = 0.99, double WeightDecay = 0) : ElementwiseOptimizer
{
    /// <summary>α.</summary>
    public Schedule LearningRate { get; init; } = LearningRate ?? new Constant(1e-4);

    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(Lion)); } = Constants.Decay(Beta1, nameof(Lion));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(Lion)); } = Constants.Decay(Beta2, nameof(Lion));

    /// <summary>λ, not negative.</summary>
    public double WeightDecay { get; init => field = Constants.NotNegative(value, nameof(Lion), "the weight decay"); } = Constants.NotNegative(WeightDecay, nameof(Lion), "the weight decay");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Lion With(Schedule? learningRate = null, double? beta1 = null, double? beta2 = null, double? weightDecay = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, WeightDecay = weightDecay ?? WeightDecay };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Lion({LearningRate}, {Beta1}, {Beta2}, {WeightDecay})");

    private static readonly string[] Vectors = ["mean"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 6;

    internal override void Prepare(long step, Span<double> scalars)
    {
        double α = LearningRate.At(step);
        (scalars[0], scalars[1], scalars[2], scalars[3], scalars[4], scalars[5]) = (α, α * WeightDecay, Beta1, 1 - Beta1, Beta2, 1 - Beta2);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T α = T.CreateTruncating(numbers[0]), αλ = T.CreateTruncating(numbers[1]), β1 = T.CreateTruncating(numbers[2]), oneMinusβ1 = T.CreateTruncating(numbers[3]), β2 = T.CreateTruncating(numbers[4]), oneMinusβ2 = T.CreateTruncating(numbers[5]);

        public static int Vectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            var u = TElements.Sign(β1 * state.First + oneMinusβ1 * g);
            state.First = TElements.Flushed(β2 * state.First + oneMinusβ2 * g);
            return θ - (α * u + αλ * θ);
        }
    }
}
