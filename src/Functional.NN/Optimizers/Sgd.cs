using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Stochastic gradient descent: θ ← θ − αg.</summary>
/// <remarks>Whether single samples, mini-batches or the full batch is the batch size's business.</remarks>
/// <param name="LearningRate">α</param>
public sealed record Sgd(Schedule LearningRate) : ElementwiseOptimizer
{
    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Sgd({LearningRate})");

    private static readonly string[] Vectors = [];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 1;

    internal override void Prepare(long step, Span<double> scalars) => scalars[0] = LearningRate.At(step);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T α = T.CreateTruncating(numbers[0]);

        public static int Vectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> =>
            θ - α * g;
    }
}
