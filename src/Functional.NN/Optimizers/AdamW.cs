using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>AdamW: Adam's step, and θ ← θ − αλθ before it.</summary>
/// <remarks>Loshchilov and Hutter 2019: the decay is decoupled from the gradient, and as in libraries it is multiplied by the rate. It touches all of θ. 1 − αλ is computed in double and rounded once; the rest is as in <see cref="Adam"/>.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="WeightDecay">λ</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="Epsilon">ε</param>
public sealed record AdamW(Schedule LearningRate, double WeightDecay = 0.01, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-8) : ElementwiseOptimizer
{
    /// <summary>λ, not negative.</summary>
    public double WeightDecay { get; init => field = Constants.NotNegative(value, nameof(AdamW), "the weight decay"); } = Constants.NotNegative(WeightDecay, nameof(AdamW), "the weight decay");

    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(AdamW)); } = Constants.Decay(Beta1, nameof(AdamW));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(AdamW)); } = Constants.Decay(Beta2, nameof(AdamW));

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(AdamW), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(AdamW), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AdamW With(Schedule? learningRate = null, double? weightDecay = null, double? beta1 = null, double? beta2 = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, WeightDecay = weightDecay ?? WeightDecay, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"AdamW({LearningRate}, {WeightDecay}, {Beta1}, {Beta2}, {Epsilon})");

    private static readonly string[] Vectors = ["mean", "square"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 8;

    internal override void Prepare(long step, Span<double> scalars)
    {
        double α = LearningRate.At(step), λ = WeightDecay;
        Adam.Prepare(scalars, step + 1, α, Beta1, Beta2, Epsilon);
        scalars[7] = 1 - α * λ;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Adam.Rule<T> adam = new(numbers);
        private readonly T shrink = T.CreateTruncating(numbers[7]);

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> =>
            adam.Step(θ * shrink, g, ref state);
    }
}
