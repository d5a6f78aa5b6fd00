using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>AdaGrad with ε inside the root: r ← r + g²; θ ← θ − αg/√(r + ε).</summary>
/// <remarks>Duchi, Hazan and Singer 2011, in the form of many lecture notes. Elements of r below the smallest normal number of the precision become +0.</remarks>
/// <param name="LearningRate">α</param>
/// <param name="Epsilon">ε</param>
public sealed record AdaGradEpsilonInside(Schedule LearningRate, double Epsilon = 1e-7) : ElementwiseOptimizer
{
    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(AdaGradEpsilonInside), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(AdaGradEpsilonInside), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public AdaGradEpsilonInside With(Schedule? learningRate = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"AdaGradEpsilonInside({LearningRate}, {Epsilon})");

    private static readonly string[] Vectors = ["square"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 2;

    internal override void Prepare(long step, Span<double> scalars) => (scalars[0], scalars[1]) = (LearningRate.At(step), Epsilon);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T α = T.CreateTruncating(numbers[0]), ε = T.CreateTruncating(numbers[1]);

        public static int Vectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            var r = state.First = TElements.Flushed(state.First + g * g);
            return θ - α * g / TElements.Sqrt(r + ε);
        }
    }
}
