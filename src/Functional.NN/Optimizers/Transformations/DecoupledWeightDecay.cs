using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Weight decay beside the step: θ′ ← θ′ − αλθ, where θ′ is what the inner optimizer made of θ.</summary>
/// <remarks>
/// Loshchilov and Hutter 2019; as in libraries the decay is multiplied by a rate, which is its own here: give it the inner optimizer's. Around <see cref="Adam"/> it is <see cref="AdamW"/> up to
/// rounding. αλ is computed in double and rounded once. It touches the chosen blocks: all unless told. With λ = 0 nothing changes.
/// </remarks>
/// <param name="Inner">the optimizer whose step it is beside</param>
/// <param name="LearningRate">α</param>
/// <param name="Decay">λ</param>
/// <param name="Blocks">the blocks that decay; all when none are given</param>
public sealed record DecoupledWeightDecay(IOptimizer Inner, Schedule LearningRate, double Decay, BlockSelection? Blocks = null) : OptimizerTransformation(Inner)
{
    /// <summary>λ, not negative.</summary>
    public double Decay { get; init => field = Constants.NotNegative(value, nameof(DecoupledWeightDecay), "the weight decay"); } = Constants.NotNegative(Decay, nameof(DecoupledWeightDecay), "the weight decay");

    /// <summary>The blocks that decay.</summary>
    public BlockSelection Blocks { get; init; } = Blocks ?? BlockSelection.All;

    /// <summary>The same with other constants; what is not named stays.</summary>
    public DecoupledWeightDecay With(IOptimizer? inner = null, Schedule? learningRate = null, double? decay = null, BlockSelection? blocks = null) =>
        this with { Inner = inner ?? Inner, LearningRate = learningRate ?? LearningRate, Decay = decay ?? Decay, Blocks = blocks ?? Blocks };

    /// <inheritdoc/>
    public override IMinimizer WithRate(Func<Schedule, Schedule> change) => this with { Inner = (IOptimizer)Inner.WithRate(change), LearningRate = Rates.Changed(LearningRate, change) };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"DecoupledWeightDecay({Inner}, {LearningRate}, {Decay}, {Blocks})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(this, inner, layout);

    private sealed class Run<T>(DecoupledWeightDecay decay, RunningOptimizer<T> inner, ParameterLayout layout) : WrapperRun<T>(inner, layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly bool[] _chosen = decay.Blocks.Of(layout);
        private double _amount;

        public override void Prepare()
        {
            base.Prepare();
            _amount = decay.LearningRate.At(Step) * decay.Decay;
        }

        public override bool Update(in StepRange<T> range)
        {
            bool finite = Inner.Update(range);
            return _amount == 0 || !_chosen[range.Block] ? finite : OptimizerPass.Run(new Rule<T>(_amount), range.ParameterSpan, range.NextSpan, range.NextSpan, default, default) && finite;
        }
    }

    /// <summary>θ′ − αλθ, with θ′ in the gradient's place.</summary>
    private readonly struct Rule<T>(double amount) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T αλ = T.CreateTruncating(amount);

        public static int Vectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => g - αλ * θ;
    }
}
