using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Averaged stochastic gradient descent: θ ← (1 − λη)θ − ηg; a ← a + μ(θ − a), with ηₖ = α/(1 + λαk)^κ and μₖ = 1/max(1, k − t₀) in step k, counted from 0.</summary>
/// <remarks>Polyak and Juditsky 1992 with the rates of Bottou 2012 and of libraries. <see cref="ParameterAverage.Of"/> reads a; up to step t₀ + 1 it is θ. η, 1 − λη and μ are computed in double and rounded once.</remarks>
/// <param name="LearningRate">α; 0.01 when none is given</param>
/// <param name="Decay">λ</param>
/// <param name="Power">κ</param>
/// <param name="AverageFrom">t₀</param>
public sealed record Asgd(Schedule? LearningRate = null, double Decay = 1e-4, double Power = 0.75, double AverageFrom = 1e6) : ElementwiseOptimizer
{
    /// <summary>α.</summary>
    public Schedule LearningRate { get; init; } = LearningRate ?? new Constant(0.01);

    /// <summary>λ, not negative.</summary>
    public double Decay { get; init => field = Constants.NotNegative(value, nameof(Asgd), "the decay"); } = Constants.NotNegative(Decay, nameof(Asgd), "the decay");

    /// <summary>κ, not negative.</summary>
    public double Power { get; init => field = Constants.NotNegative(value, nameof(Asgd), "the power"); } = Constants.NotNegative(Power, nameof(Asgd), "the power");

    /// <summary>t₀, not negative.</summary>
    public double AverageFrom { get; init => field = Constants.NotNegative(value, nameof(Asgd), "the step to average from"); } = Constants.NotNegative(AverageFrom, nameof(Asgd), "the step to average from");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Asgd With(Schedule? learningRate = null, double? decay = null, double? power = null, double? averageFrom = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Decay = decay ?? Decay, Power = power ?? Power, AverageFrom = averageFrom ?? AverageFrom };

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(Parameters<T> θ) => OptimizerState<T>.Zeros(θ).With(ParameterAverage.Vector, θ);

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Asgd({LearningRate}, {Decay}, {Power}, {AverageFrom})");

    private static readonly string[] Vectors = ["average"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 3;

    internal override void Prepare(long step, Span<double> scalars)
    {
        double α = LearningRate.At(step), η = α / Elementary.Pow(1 + Decay * α * step, Power);
        (scalars[0], scalars[1], scalars[2]) = (η, 1 - Decay * η, 1 / Math.Max(1, step - AverageFrom));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T η = T.CreateTruncating(numbers[0]), shrink = T.CreateTruncating(numbers[1]);
        private readonly MovingAverage<T> average = new(numbers[2]);

        public static int Vectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            θ = θ * shrink - η * g;
            state.First = average.Of(state.First, θ);
            return θ;
        }
    }
}
