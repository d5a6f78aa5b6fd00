using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Momentum: v ← ηv + αg; θ ← θ − v.</summary>
/// <remarks>Polyak 1964, in the form that keeps the rate inside the velocity; with a constant rate it equals v ← ηv + g, θ ← θ − αv. Elements of v below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Coefficient">η</param>
public sealed record Momentum(Schedule LearningRate, double Coefficient = 0.9) : IOptimizer, IFusedOptimizer
{
    /// <summary>η, from 0 to below 1.</summary>
    public double Coefficient { get; init => field = Constants.Decay(value, nameof(Momentum)); } = Constants.Decay(Coefficient, nameof(Momentum));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Momentum With(Schedule? learningRate = null, double? coefficient = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Coefficient = coefficient ?? Coefficient };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, Vectors);

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> => FusedStep.Of(this, θ, g, state);

    /// <inheritdoc/>
    public IOptimizer WithRateTimes(double factor) => this with { LearningRate = LearningRate.Times(factor) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Momentum({LearningRate}, {Coefficient})");

    private static readonly string[] Vectors = ["velocity"];

    IReadOnlyList<string> IFusedOptimizer.VectorNames => Vectors;

    int IFusedOptimizer.ScalarCount => 2;

    void IFusedOptimizer.Prepare(long step, Span<double> scalars) => (scalars[0], scalars[1]) = (LearningRate.At(step), Coefficient);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool IFusedOptimizer.Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T α = T.CreateTruncating(numbers[0]), η = T.CreateTruncating(numbers[1]);

        public static int Vectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            var v = state.First = TElements.Flushed(η * state.First + α * g);
            return θ - v;
        }
    }
}
