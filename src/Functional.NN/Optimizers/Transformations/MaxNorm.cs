using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>A bound on the weights of each unit: where ‖w‖ &gt; c after the inner optimizer's step, w ← c·w/‖w‖, with w what leads into one output.</summary>
/// <remarks>
/// Srebro and Shraibman 2005; Hinton et al. 2012 with dropout; Goodfellow et al. 2016, section 7.2: a projection, so that weights are bounded without being drawn to 0. Of a matrix
/// (inputs × outputs) a unit's weights are a column, of a kernel (out × in × …) what stands under one index of the first axis; blocks of one axis are left alone. With c = ∞ nothing changes.
/// </remarks>
/// <param name="Inner">the optimizer whose step is projected</param>
/// <param name="Limit">c</param>
/// <param name="Blocks">the blocks that are bounded; the weights when none are given</param>
public sealed record MaxNorm(IOptimizer Inner, double Limit, BlockSelection? Blocks = null) : OptimizerTransformation(Inner)
{
    /// <summary>c, positive; ∞ bounds nothing.</summary>
    public double Limit { get; init => field = Checked(value); } = Checked(Limit);

    /// <summary>The blocks that are bounded.</summary>
    public BlockSelection Blocks { get; init; } = Blocks ?? BlockSelection.Weights;

    /// <summary>The same with other constants; what is not named stays.</summary>
    public MaxNorm With(IOptimizer? inner = null, double? limit = null, BlockSelection? blocks = null) => this with { Inner = inner ?? Inner, Limit = limit ?? Limit, Blocks = blocks ?? Blocks };

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"MaxNorm({Inner}, {Limit}, {Blocks})");

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(this, inner, layout);

    private static double Checked(double limit) => limit > 0 ? limit : throw new NNException(Sentence.Of($"MaxNorm: the limit must be positive, got {limit}."));

    /// <summary>A unit's weights lie in several ranges, so the inner step is taken whole, in memory beside, when the whole gradient is there.</summary>
    private sealed unsafe class Run<T>(MaxNorm bound, RunningOptimizer<T> inner, ParameterLayout layout) : WrapperRun<T>(inner, layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly bool[] _chosen = bound.Blocks.Of(layout);
        private readonly Pinned<T> _next = new(layout.Size);
        private InnerStep? _step;
        private volatile bool _isFinite;

        public override bool NeedsWhole => true;

        public override void Gather(WholeGradient<T> whole)
        {
            if (Inner.NeedsWhole) Inner.Gather(whole);
            _isFinite = true;
            (_step ??= new InnerStep(this, whole)).DoAll(whole.Crew);
            for (int i = 0; i < Layout.Count; i++)
                if (_chosen[i] && !Layout[i].Frozen && Layout[i].Shape.Rank > 1) UnitNorms.Limit(_next.Span.Slice(Layout[i].Start, Layout[i].Shape.Size), Layout[i].Shape, bound.Limit);
        }

        public override bool Update(in StepRange<T> range)
        {
            _next.Span.Slice(range.Start, range.Length).CopyTo(range.NextSpan);
            return _isFinite;
        }

        private sealed class InnerStep(Run<T> run, WholeGradient<T> whole) : RangeWork(whole.Layout)
        {
            protected override void Do(LayoutRanges.Range range)
            {
                if (!run.Inner.Update(new StepRange<T>(range.Block, range.Start, range.Length, whole.Parameters + range.Start, whole.Gradient + range.Start, run._next.Start + range.Start))) run._isFinite = false;
            }
        }
    }
}
