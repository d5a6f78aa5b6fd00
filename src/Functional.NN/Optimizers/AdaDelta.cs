using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>AdaDelta: r ← ρr + (1 − ρ)g²; d = √(u + ε)/√(r + ε)·g; u ← ρu + (1 − ρ)d²; θ ← θ − αd.</summary>
/// <remarks>Zeiler 2012, algorithm 1, which has no rate; libraries multiply by one that is 1 unless told. ε is inside both roots. 1 − ρ is computed in double and rounded once. Elements of r and u below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α; 1 when none is given</param>
/// <param name="Decay">ρ</param>
/// <param name="Epsilon">ε</param>
public sealed record AdaDelta(Schedule? LearningRate = null, double Decay = 0.9, double Epsilon = 1e-6) : ElementwiseOptimizer
{
    /// <summary>α.</summary>
    public Schedule LearningRate { get; init; } = LearningRate ?? new Constant(1);

    /// <summary>ρ, from 0 to below 1.</summary>
    public double Decay { get; init => field = Constants.Decay(value, nameof(AdaDelta)); } = Constants.Decay(Decay, nameof(AdaDelta));

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(AdaDelta), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(AdaDelta), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AdaDelta With(Schedule? learningRate = null, double? decay = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Decay = decay ?? Decay, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"AdaDelta({LearningRate}, {Decay}, {Epsilon})");

    private static readonly string[] Vectors = ["square", "step_square"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 4;

    internal override void Prepare(long step, Span<double> scalars) => RmsProp.Prepare(scalars, LearningRate.At(step), Decay, Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T α = T.CreateTruncating(numbers[0]), ρ = T.CreateTruncating(numbers[1]), oneMinusρ = T.CreateTruncating(numbers[2]), ε = T.CreateTruncating(numbers[3]);

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            var r = state.First = TElements.Flushed(ρ * state.First + oneMinusρ * g * g);
            var d = TElements.Sqrt(state.Second + ε) / TElements.Sqrt(r + ε) * g;
            state.Second = TElements.Flushed(ρ * state.Second + oneMinusρ * d * d);
            return θ - α * d;
        }
    }
}
