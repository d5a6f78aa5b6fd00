using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>The step of some blocks made longer or shorter: θ′ ← θ + f(θ′ − θ), where θ′ is what the inner optimizer made of θ.</summary>
/// <remarks>A rate of their own for some blocks: for an optimizer whose step is proportional to its rate, f multiplies the rate. With f = 1 nothing changes; with f = 0 the chosen blocks stay, while the inner optimizer's state goes on.</remarks>
/// <param name="Inner">the optimizer whose step it is</param>
/// <param name="Factor">f</param>
/// <param name="Blocks">the blocks whose step it changes; all when none are given</param>
public sealed record ScaledStep(IOptimizer Inner, double Factor, BlockSelection? Blocks = null) : OptimizerTransformation(Inner)
{
    /// <summary>f, not negative.</summary>
    public double Factor { get; init => field = Constants.NotNegative(value, nameof(ScaledStep), "the factor"); } = Constants.NotNegative(Factor, nameof(ScaledStep), "the factor");

    /// <summary>The blocks whose step it changes.</summary>
    public BlockSelection Blocks { get; init; } = Blocks ?? BlockSelection.All;

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ScaledStep With(IOptimizer? inner = null, double? factor = null, BlockSelection? blocks = null) => this with { Inner = inner ?? Inner, Factor = factor ?? Factor, Blocks = blocks ?? Blocks };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ScaledStep({Inner}, {Factor}, {Blocks})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(this, inner, layout);

    private sealed class Run<T>(ScaledStep scaled, RunningOptimizer<T> inner, ParameterLayout layout) : WrapperRun<T>(inner, layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly bool[] _chosen = scaled.Blocks.Of(layout);

        public override bool Update(in StepRange<T> range)
        {
            bool finite = Inner.Update(range);
            return scaled.Factor == 1 || !_chosen[range.Block] ? finite : OptimizerPass.Run(new Rule<T>(scaled.Factor), range.ParameterSpan, range.NextSpan, range.NextSpan, default, default) && finite;
        }
    }

    /// <summary>θ + f(θ′ − θ), with θ′ in the gradient's place.</summary>
    private readonly struct Rule<T>(double factor) : IOptimizerRule<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T factor = T.CreateTruncating(factor);

        public static int Vectors => 0;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public TElements Step<TElements>(TElements θ, TElements g, ref StateElements<TElements> state) where TElements : unmanaged, IElements<TElements, T> => θ + factor * (g - θ);
    }
}
