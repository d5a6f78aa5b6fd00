using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Momentum: v ← αv − εg; θ ← θ + v.</summary>
/// <remarks>Goodfellow, Bengio and Courville 2016, algorithm 8.2, where α is the momentum and ε the rate. v is that of <see cref="Momentum"/> with the other sign, and θ is the same in every bit. Elements of v below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">ε</param>
/// <param name="Coefficient">α; 0.9 when none is given</param>
public sealed record MomentumByAddition(Schedule LearningRate, Schedule? Coefficient = null) : ElementwiseOptimizer
{
    /// <summary>α, from 0 to below 1 at every step.</summary>
    public Schedule Coefficient { get; init => field = Constants.Decay(value, nameof(MomentumByAddition)); } = Constants.Decay(Coefficient ?? Constants.UsualMomentum, nameof(MomentumByAddition));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public MomentumByAddition With(Schedule? learningRate = null, Schedule? coefficient = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Coefficient = coefficient ?? Coefficient };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"MomentumByAddition({LearningRate}, {Coefficient})");

    private static readonly string[] Vectors = ["velocity"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 2;

    internal override void Prepare(long step, Span<double> scalars) => (scalars[0], scalars[1]) = (LearningRate.At(step), Constants.Decay(Coefficient.At(step), nameof(MomentumByAddition)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T ε = T.CreateTruncating(numbers[0]), α = T.CreateTruncating(numbers[1]);

        public static int Vectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            var v = state.First = TElements.Flushed(α * state.First - ε * g);
            return θ + v;
        }
    }
}
