using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>RMSProp: r ← ρr + (1 − ρ)g²; θ ← θ − αg/d with d = √r + δ; centred, μ̄ ← ρμ̄ + (1 − ρ)g and d = √(r − μ̄²) + δ; with momentum, b ← μb + g/d and θ ← θ − αb.</summary>
/// <remarks>
/// Tieleman and Hinton 2012; centred, Graves 2013. δ is outside the root, and <see cref="RmsPropEpsilonInside"/> has it inside. 1 − ρ is computed in double and rounded once.
/// Where rounding makes r − μ̄² negative it counts as 0. Elements of r, μ̄ and b below the smallest normal number of the precision become +0.
/// <para>Two slips are printed in lecture notes, and neither is RMSProp. <em>Without the root</em>, θ ← θ − αg/(r + δ): the step then goes with 1/g, so a gradient ten times
/// smaller makes a step ten times larger, and near a minimum the steps grow without bound. <em>Without the gradient</em>, θ ← θ − α/(√r + δ): the step has no direction,
/// and every number of θ falls for ever, whatever the sign of its gradient.</para>
/// </remarks>
/// <param name="LearningRate">α</param>
/// <param name="Decay">ρ</param>
/// <param name="Epsilon">δ</param>
/// <param name="Centered">whether the mean of the gradient is taken off</param>
/// <param name="Momentum">μ</param>
public sealed record RmsProp(Schedule LearningRate, double Decay = 0.9, double Epsilon = 1e-7, bool Centered = false, double Momentum = 0) : ElementwiseOptimizer
{
    /// <summary>ρ, from 0 to below 1.</summary>
    public double Decay { get; init => field = Constants.Decay(value, nameof(RmsProp)); } = Constants.Decay(Decay, nameof(RmsProp));

    /// <summary>δ, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(RmsProp), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(RmsProp), "epsilon");

    /// <summary>μ, from 0 to below 1.</summary>
    public double Momentum { get; init => field = Constants.Decay(value, nameof(RmsProp)); } = Constants.Decay(Momentum, nameof(RmsProp));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public RmsProp With(Schedule? learningRate = null, double? decay = null, double? epsilon = null, bool? centered = null, double? momentum = null) =>
        this with { LearningRate = learningRate ?? LearningRate, Decay = decay ?? Decay, Epsilon = epsilon ?? Epsilon, Centered = centered ?? Centered, Momentum = momentum ?? Momentum };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"RmsProp({LearningRate}, {Decay}, {Epsilon}{(Centered ? ", centered" : "")}{(Momentum == 0 ? "" : Sentence.Of($", momentum {Momentum}"))})");

    private static readonly string[] Plain = ["square"], WithBuffer = ["square", "buffer"], WithMean = ["square", "mean"], WithBoth = ["square", "mean", "buffer"];

    internal override IReadOnlyList<string> VectorNames => (Centered, Momentum != 0) switch { (false, false) => Plain, (false, true) => WithBuffer, (true, false) => WithMean, _ => WithBoth };

    internal override int ScalarCount => 5;

    internal override void Prepare(long step, Span<double> scalars)
    {
        Prepare(scalars, LearningRate.At(step), Decay, Epsilon);
        scalars[4] = Momentum;
    }

    /// <summary>α, ρ, 1 − ρ and δ.</summary>
    internal static void Prepare(Span<double> scalars, double α, double ρ, double δ) => (scalars[0], scalars[1], scalars[2], scalars[3]) = (α, ρ, 1 - ρ, δ);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal override bool Update<T>(ReadOnlySpan<double> scalars, ReadOnlySpan<T> θ, ReadOnlySpan<T> g, Span<T> nextθ, in StateSpans<T> old, in StateSpans<T> next) => (Centered, Momentum != 0) switch
    {
        (false, false) => OptimizerPass.Run(new Rule<T>(scalars), θ, g, nextθ, old, next),
        (false, true) => OptimizerPass.Run(new BufferedRule<T>(scalars), θ, g, nextθ, old, next),
        (true, false) => OptimizerPass.Run(new CenteredRule<T>(scalars), θ, g, nextθ, old, next),
        _ => OptimizerPass.Run(new CenteredBufferedRule<T>(scalars), θ, g, nextθ, old, next),
    };

    /// <summary>What the rules have in common, with its numbers rounded once.</summary>
    private readonly struct Scale<T>(ReadOnlySpan<double> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T ρ = T.CreateTruncating(numbers[1]), oneMinusρ = T.CreateTruncating(numbers[2]), δ = T.CreateTruncating(numbers[3]);
        public readonly T α = T.CreateTruncating(numbers[0]), μ = T.CreateTruncating(numbers[4]);

        /// <summary>d.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Of<TElements>(TElements g, ref TElements square) where TElements : unmanaged, IElements<TElements, T>
        {
            var r = square = TElements.Flushed(ρ * square + oneMinusρ * g * g);
            return TElements.Sqrt(r) + δ;
        }

        /// <summary>d, centred.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Of<TElements>(TElements g, ref TElements square, ref TElements mean) where TElements : unmanaged, IElements<TElements, T>
        {
            var r = square = TElements.Flushed(ρ * square + oneMinusρ * g * g);
            var m = mean = TElements.Flushed(ρ * mean + oneMinusρ * g);
            return TElements.Sqrt(TElements.Max(r - m * m, T.Zero)) + δ;
        }

        /// <summary>b.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Buffered<TElements>(TElements x, ref TElements buffer) where TElements : unmanaged, IElements<TElements, T> => buffer = TElements.Flushed(μ * buffer + x);
    }

    private readonly struct Rule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Scale<T> scale = new(numbers);

        public static int Vectors => 1;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> =>
            θ - scale.α * g / scale.Of(g, ref state.First);
    }

    private readonly struct BufferedRule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Scale<T> scale = new(numbers);

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> =>
            θ - scale.α * scale.Buffered(g / scale.Of(g, ref state.First), ref state.Second);
    }

    private readonly struct CenteredRule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Scale<T> scale = new(numbers);

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> =>
            θ - scale.α * g / scale.Of(g, ref state.First, ref state.Second);
    }

    private readonly struct CenteredBufferedRule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Scale<T> scale = new(numbers);

        public static int Vectors => 3;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> =>
            θ - scale.α * scale.Buffered(g / scale.Of(g, ref state.First, ref state.Second), ref state.Third);
    }
}
