using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>LAMB: Adam's m̂ and v̂; u = m̂/(√v̂ + ε) + λθ; for each block of θ, θ ← θ − α·(‖θ‖/‖u‖)·u.</summary>
/// <remarks>
/// You et al. 2020, "Large batch optimization for deep learning", algorithm 2 with φ the identity; where ‖θ‖ or ‖u‖ is 0 the ratio is 1. The norms are those of <see cref="Parameters{T}.Norm"/>, of a block.
/// α times the ratio is computed in double and rounded once, the rest is as in <see cref="Adam"/>. Elements of m and v below the smallest normal number of the precision become +0.
/// Biases and the factors of normalisations are often left to plain Adam: <see cref="ParameterGroups"/>.
/// </remarks>
/// <param name="LearningRate">α</param>
/// <param name="WeightDecay">λ</param>
/// <param name="Beta1">β₁</param>
/// <param name="Beta2">β₂</param>
/// <param name="Epsilon">ε</param>
public sealed record Lamb(Schedule LearningRate, double WeightDecay = 0.01, double Beta1 = 0.9, double Beta2 = 0.999, double Epsilon = 1e-6) : IOptimizer, IRunnable
{
    /// <summary>λ, not negative.</summary>
    public double WeightDecay { get; init => field = Constants.NotNegative(value, nameof(Lamb), "the weight decay"); } = Constants.NotNegative(WeightDecay, nameof(Lamb), "the weight decay");

    /// <summary>β₁, from 0 to below 1.</summary>
    public double Beta1 { get; init => field = Constants.Decay(value, nameof(Lamb)); } = Constants.Decay(Beta1, nameof(Lamb));

    /// <summary>β₂, from 0 to below 1.</summary>
    public double Beta2 { get; init => field = Constants.Decay(value, nameof(Lamb)); } = Constants.Decay(Beta2, nameof(Lamb));

    /// <summary>ε, not negative.</summary>
    public double Epsilon { get; init => field = Constants.NotNegative(value, nameof(Lamb), "epsilon"); } = Constants.NotNegative(Epsilon, nameof(Lamb), "epsilon");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Lamb With(Schedule? learningRate = null, double? weightDecay = null, double? beta1 = null, double? beta2 = null, double? epsilon = null) =>
        this with { LearningRate = learningRate ?? LearningRate, WeightDecay = weightDecay ?? WeightDecay, Beta1 = beta1 ?? Beta1, Beta2 = beta2 ?? Beta2, Epsilon = epsilon ?? Epsilon };

    /// <inheritdoc/>
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => OptimizerState<T>.Zeros(θ, Vectors);

    /// <inheritdoc/>
    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> => RunningStep.Of(this, θ, g, state);

    /// <inheritdoc/>
    public IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Lamb({LearningRate}, {WeightDecay}, {Beta1}, {Beta2}, {Epsilon})");

    private static readonly string[] Vectors = ["mean", "square"];

    RunningOptimizer<T> IRunnable.Run<T>(ParameterLayout layout, bool inPlace) => new Run<T>(this, layout);

    /// <summary>First m, v and u, which takes the gradient's place; when all of u is there, θ.</summary>
    private sealed unsafe class Run<T>(Lamb lamb, ParameterLayout layout) : RunningOptimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly RunningVectors<T> _vectors = new(layout, Vectors);
        private readonly GradientSquares<T> _squares = new(layout);
        private readonly double[] _scalars = new double[9], _factors = new double[layout.Count];
        private Directions? _directions;
        private volatile bool _isFinite;
        private long _step;

        public override bool NeedsWhole => true;

        public override OptimizerState<T> State => new(_step, _vectors.Values);

        public override void Load(OptimizerState<T> state)
        {
            _step = state.Step;
            _vectors.Load(state);
        }

        public override void Prepare()
        {
            // α is multiplied in when the ratio is known.
            Adam.Prepare(_scalars, _step + 1, 1, lamb.Beta1, lamb.Beta2, lamb.Epsilon);
            (_scalars[7], _scalars[8]) = (lamb.WeightDecay, lamb.LearningRate.At(_step));
        }

        public override void Gather(WholeGradient<T> whole)
        {
            _isFinite = true;
            (_directions ??= new Directions(this, whole)).DoAll(whole.Crew);
            whole.Changed();
            _squares.TakeAll(whole.Parameters);
            for (int block = 0; block < _factors.Length; block++)
            {
                double θ = _squares.NormOf(block), u = whole.NormOf(block);
                _factors[block] = _scalars[8] * (θ > 0 && u > 0 ? θ / u : 1);
            }
        }

        public override bool Update(in StepRange<T> range) =>
            OptimizerPass.Run(new StepRule<T>(_factors[range.Block]), range.ParameterSpan, range.GradientSpan, range.NextSpan, default, default) && _isFinite;

        public override void Advance()
        {
            _vectors.Advance();
            _step++;
        }

        private sealed class Directions(Run<T> run, WholeGradient<T> whole) : RangeWork(whole.Layout)
        {
            protected override void Do(LayoutRanges.Range range)
            {
                var gradient = new Span<T>(whole.Gradient + range.Start, range.Length);
                var θ = new ReadOnlySpan<T>(whole.Parameters + range.Start, range.Length);
                if (!OptimizerPass.Run(new DirectionRule<T>(run._scalars), θ, gradient, gradient, run._vectors.Now(range.Start, range.Length), run._vectors.Next(range.Start, range.Length)))
                    run._isFinite = false;
            }
        }
    }

    /// <summary>u, and the next moments.</summary>
    private readonly struct DirectionRule<T>(ReadOnlySpan<double> numbers) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly AdamMoments<T> moments = new(numbers[3..]);
        private readonly T correction = T.CreateTruncating(numbers[0]), c = T.CreateTruncating(numbers[1]), ε = T.CreateTruncating(numbers[2]), λ = T.CreateTruncating(numbers[7]);

        public static int Vectors => 2;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T>
        {
            moments.Update(g, ref state);
            return correction * state.First / (TElements.Sqrt(state.Second) * c + ε) + λ * θ;
        }
    }

    /// <summary>θ − f·u, with u in the gradient's place.</summary>
    private readonly struct StepRule<T>(double factor) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T factor = T.CreateTruncating(factor);

        public static int Vectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => θ - factor * g;
    }
}
