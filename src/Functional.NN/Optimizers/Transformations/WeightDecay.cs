using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>Weight decay coupled to the gradient: g ← g + λθ.</summary>
/// <remarks>The gradient of ½λ‖θ‖², so the inner optimizer scales and averages it like any gradient; <see cref="DecoupledWeightDecay"/> leaves the gradient alone. It touches the chosen blocks: all unless told. With λ = 0 nothing changes.</remarks>
/// <param name="Inner">the optimizer that steps by the gradient with the decay</param>
/// <param name="Decay">λ</param>
/// <param name="Blocks">the blocks that decay; all when none are given</param>
public sealed record WeightDecay(IOptimizer Inner, double Decay, BlockSelection? Blocks = null) : OptimizerTransformation(Inner)
{
    /// <summary>λ, not negative.</summary>
    public double Decay { get; init => field = Constants.NotNegative(value, nameof(WeightDecay), "the weight decay"); } = Constants.NotNegative(Decay, nameof(WeightDecay), "the weight decay");

    /// <summary>The blocks that decay.</summary>
    public BlockSelection Blocks { get; init; } = Blocks ?? BlockSelection.All;

    /// <summary>The same with other constants; what is not named stays.</summary>
    public WeightDecay With(IOptimizer? inner = null, double? decay = null, BlockSelection? blocks = null) => this with { Inner = inner ?? Inner, Decay = decay ?? Decay, Blocks = blocks ?? Blocks };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"WeightDecay({Inner}, {Decay}, {Blocks})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(this, inner, layout);

    private sealed unsafe class Run<T>(WeightDecay decay, RunningOptimizer<T> inner, ParameterLayout layout) : GradientRun<T>(inner, layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly bool[] _chosen = decay.Blocks.Of(layout);

        protected override bool Changes => decay.Decay != 0;

        protected override bool ChangesBlock(int block) => _chosen[block];

        protected override void Change(in StepRange<T> range, T* to) => OptimizerPass.OfGradient(new Rule<T>(decay.Decay), range, to);
    }

    private readonly struct Rule<T>(double decay) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T λ = T.CreateTruncating(decay);

        public static int Vectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => g + λ * θ;
    }
}
