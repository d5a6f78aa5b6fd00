using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Nesterov's momentum, with the gradient taken where θ is: v ← ηv + αg; θ ← θ − (ηv + αg).</summary>
/// <remarks>
/// Nesterov 1983 as rewritten by Sutskever et al. 2013 and Bengio et al. 2013: θ here is the look-ahead point, so no second evaluation is needed. The textbook's own form
/// v ← ηv − α∇J(θ + ηv), θ ← θ + v walks over points θ whose look-ahead points θ + ηv are those of this one. Elements of v below the smallest normal number of the precision become +0.
/// </remarks>
/// <param name="LearningRate">α</param>
/// <param name="Coefficient">η; 0.9 when none is given</param>
public sealed record Nesterov(Schedule LearningRate, Schedule? Coefficient = null) : ElementwiseOptimizer
{
    /// <summary>η, from 0 to below 1 at every step.</summary>
    public Schedule Coefficient { get; init => field = Constants.Decay(value, nameof(Nesterov)); } = Constants.Decay(Coefficient ?? Constants.UsualMomentum, nameof(Nesterov));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Nesterov With(Schedule? learningRate = null, Schedule? coefficient = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Coefficient = coefficient ?? Coefficient };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Nesterov({LearningRate}, {Coefficient})");

    private static readonly string[] Vectors = ["velocity"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 2;

    internal override void Prepare(long step, Span<double> scalars) => (scalars[0], scalars[1]) = (LearningRate.At(step), Constants.Decay(Coefficient.At(step), nameof(Nesterov)));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
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
            return θ - (η * v + α * g);
        }
    }
}
