using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Rprop: a step size Δ for each number; s = sign(g)·sign(g₋): Δ ← η⁺Δ where s &gt; 0, η⁻Δ where s &lt; 0, kept within [Δmin, Δmax]; where s &lt; 0, g becomes 0; θ ← θ − sign(g)Δ; g₋ = g.</summary>
/// <remarks>Riedmiller and Braun 1993 in the form of Igel and Hüsken 2000 (iRprop⁻) and of libraries: after a change of sign nothing is taken back, and the next step counts as the first. Only the gradient's signs matter, so it is for whole batches. Elements of g₋ below the smallest normal number of the precision become +0.</remarks>
/// <param name="InitialStep">what Δ starts as</param>
/// <param name="EtaMinus">η⁻</param>
/// <param name="EtaPlus">η⁺</param>
/// <param name="SmallestStep">Δmin</param>
/// <param name="LargestStep">Δmax</param>
public sealed record Rprop(double InitialStep = 0.01, double EtaMinus = 0.5, double EtaPlus = 1.2, double SmallestStep = 1e-6, double LargestStep = 50) : ElementwiseOptimizer
{
    /// <summary>What Δ starts as, not negative.</summary>
    public double InitialStep { get; init => field = Constants.NotNegative(value, nameof(Rprop), "the initial step"); } = Constants.NotNegative(InitialStep, nameof(Rprop), "the initial step");

    /// <summary>η⁻, from 0 to 1.</summary>
    public double EtaMinus { get; init => field = Constants.Fraction(value, nameof(Rprop), "eta minus"); } = Constants.Fraction(EtaMinus, nameof(Rprop), "eta minus");

    /// <summary>η⁺, from 1 on.</summary>
    public double EtaPlus { get; init => field = Constants.AtLeast(1, value, nameof(Rprop), "eta plus"); } = Constants.AtLeast(1, EtaPlus, nameof(Rprop), "eta plus");

    /// <summary>Δmin, not negative.</summary>
    public double SmallestStep { get; init => field = Constants.NotNegative(value, nameof(Rprop), "the smallest step"); } = Constants.NotNegative(SmallestStep, nameof(Rprop), "the smallest step");

    /// <summary>Δmax, not negative.</summary>
    public double LargestStep { get; init => field = Constants.NotNegative(value, nameof(Rprop), "the largest step"); } = Constants.NotNegative(LargestStep, nameof(Rprop), "the largest step");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Rprop With(double? initialStep = null, double? etaMinus = null, double? etaPlus = null, double? smallestStep = null, double? largestStep = null) =>
        this with { InitialStep = initialStep ?? InitialStep, EtaMinus = etaMinus ?? EtaMinus, EtaPlus = etaPlus ?? EtaPlus, SmallestStep = smallestStep ?? SmallestStep, LargestStep = largestStep ?? LargestStep };

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(Parameters<T> θ)
    {
        ArgumentNullException.ThrowIfNull(θ);
        return base.Start(θ).With("step", θ.Filled(InitialStep));
    }

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => Rates.Changed(InitialStep, change) == new Constant(InitialStep) ? this
        : throw new NNException("Rprop: it has no learning rate that could be controlled, only a first step; leave the schedule and the rate controller out.");

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Rprop({InitialStep}, {EtaMinus}, {EtaPlus}, {SmallestStep}, {LargestStep})");

    private static readonly string[] Vectors = ["previous", "step"];

    internal override IReadOnlyList<string> VectorNames => Vectors;

    internal override int ScalarCount => 4;

    internal override void Prepare(long step, Span<double> scalars) => (scalars[0], scalars[1], scalars[2], scalars[3]) = (EtaMinus, EtaPlus, SmallestStep, LargestStep);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) =>
        OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next);

    /// <summary>The step on a few elements, with its numbers rounded once.</summary>
    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T ηMinus = T.CreateTruncating(numbers[0]), ηPlus = T.CreateTruncating(numbers[1]), smallest = T.CreateTruncating(numbers[2]), largest = T.CreateTruncating(numbers[3]);

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            var s = TElements.Sign(g) * TElements.Sign(state.First);
            var Δ = state.Second = TElements.Min(TElements.Max(state.Second * TElements.BySign(s, ηPlus, ηMinus, T.One), smallest), largest);
            g = TElements.BySign(s, g, g - g, g);
            state.First = TElements.Flushed(g);
            return θ - TElements.Sign(g) * Δ;
        }
    }
}
