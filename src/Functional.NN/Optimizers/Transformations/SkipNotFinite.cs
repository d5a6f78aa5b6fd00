using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>A step whose gradient is not finite is passed over: θ and the inner optimizer's state stay, and the number "skipped" grows by one.</summary>
/// <remarks>
/// Not finite means that the norm is not: a number is a NaN or an infinity, or the squares overflow a double. A run then goes on where it would end: the network's state stays too, and what was measured
/// on that batch does not enter the epoch's means. A loss that is not finite while its gradient is still ends the run.
/// </remarks>
/// <param name="Inner">the optimizer that steps by the others</param>
public sealed record SkipNotFinite(IOptimizer Inner) : OptimizerTransformation(Inner)
{
    private const string Skipped = "skipped";

    /// <summary>How many steps were passed over, of a state of this optimizer or of one around it.</summary>
    /// <exception cref="NNException">It has none inside.</exception>
    public static long CountOf<T>(OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(state);
        return (long)state.Holding(s => s.Scalars.ContainsKey(Skipped), nameof(SkipNotFinite)).Number(Skipped);
    }

    /// <inheritdoc/>
    public override OptimizerState<T> Start<T>(Parameters<T> θ) => base.Start(θ).With(Skipped, 0);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => $"SkipNotFinite({Inner})";

    internal override bool PassesOver => true;

    internal override RunningOptimizer<T> Around<T>(RunningOptimizer<T> inner, ParameterLayout layout) => new Run<T>(inner, layout);

    private sealed class Run<T>(RunningOptimizer<T> inner, ParameterLayout layout) : WrapperRun<T>(inner, layout) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private bool _skips;
        private double _skipped;

        public override bool NeedsWhole => true;

        protected override IEnumerable<KeyValuePair<string, double>> Numbers => [KeyValuePair.Create(Skipped, _skipped)];

        public override void Load(OptimizerState<T> state)
        {
            base.Load(state);
            _skipped = state.Number(Skipped);
        }

        public override void Gather(WholeGradient<T> whole)
        {
            _skips = !double.IsFinite(whole.Norm);
            if (!_skips && Inner.NeedsWhole) Inner.Gather(whole);
        }

        public override bool Update(in StepRange<T> range)
        {
            if (!_skips) return Inner.Update(range);
            range.Stay();
            return true;
        }

        public override void Advance()
        {
            if (_skips) _skipped++;
            Advance(withInner: !_skips);
        }
    }
}
