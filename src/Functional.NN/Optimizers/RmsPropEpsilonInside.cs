using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>RMSProp with δ inside the root: r ← ρr + (1 − ρ)g²; θ ← θ − αg/√(r + δ).</summary>
/// <remarks>Tieleman and Hinton 2012 in the form of Goodfellow, Bengio and Courville 2016, algorithm 8.5, whose δ is 10⁻⁶. 1 − ρ is computed in double and rounded once. Elements of r below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Decay">ρ</param>
/// <param name="Epsilon">δ</param>
public sealed record RmsPropEpsilonInside(Schedule LearningRate, double Decay = 0.9, double Epsilon = 1e-6) : ElementwiseOptimizer
{
    /// <summary>ρ, from 0 to below 1.</summary>
    public double Decay { get; init => field = Constants.Decay(value, nameof(RmsPropEpsilonInside)); } = Constants.Decay(Decay, nameof(RmsPropEpsilonInside));

    /// <summary>δ, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(RmsPropEpsilonInside), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(RmsPropEpsilonInside), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public RmsPropEpsilonInside With(Schedule? learningRate = null, double? decay = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Decay = decay ?? Decay, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"RmsPropEpsilonInside({LearningRate}, {Decay}, {Epsilon})");

    private static readonly string[] Vectors = ["square"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 4;

    internal override void Prepare(long step, Span<double> scalars) => RmsProp.Prepare(scalars, LearningRate.At(step), Decay, Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
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
            return θ - α * g / TElements.Sqrt(r + δ);
        }
    }
}
