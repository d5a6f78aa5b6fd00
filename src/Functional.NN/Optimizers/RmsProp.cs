using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>RMSProp: r ← ρr + (1 − ρ)g²; θ ← θ − αg/(√r + δ).</summary>
/// <remarks>Tieleman and Hinton 2012; δ is outside the root. 1 − ρ is computed in double and rounded once. Elements of r below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Decay">ρ</param>
/// <param name="Epsilon">δ</param>
public sealed record RmsProp(Schedule LearningRate, double Decay = 0.9, double Epsilon = 1e-7) : IOptimizer, IFusedOptimizer
{
    /// <summary>ρ, from 0 to below 1.</summary>
    public double Decay { get; init => field = Constants.Decay(value, nameof(RmsProp)); } = Constants.Decay(Decay, nameof(RmsProp));

    /// <summary>δ, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(RmsProp), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(RmsProp), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public RmsProp With(Schedule? learningRate = null, double? decay = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Decay = decay ?? Decay, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, Vectors);

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> => FusedStep.Of(this, θ, g, state);

    /// <inheritdoc/>
    public IOptimizer WithRateTimes(double factor) => this with { LearningRate = LearningRate.Times(factor) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"RmsProp({LearningRate}, {Decay}, {Epsilon})");

    private static readonly string[] Vectors = ["square"];

    IReadOnlyList<string> IFusedOptimizer.VectorNames => Vectors;

    int IFusedOptimizer.ScalarCount => 4;

    void IFusedOptimizer.Prepare(long step, Span<double> scalars) => (scalars[0], scalars[1], scalars[2], scalars[3]) = (LearningRate.At(step), Decay, 1 - Decay, Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    bool IFusedOptimizer.Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T α = T.CreateTruncating(numbers[0]), ρ = T.CreateTruncating(numbers[1]), oneMinusρ = T.CreateTruncating(numbers[2]), δ = T.CreateTruncating(numbers[3]);

        public static int Vectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            var r = state.First = TElements.Flushed(ρ * state.First + oneMinusρ * g * g);
            return θ - α * g / (TElements.Sqrt(r) + δ);
        }
    }
}
