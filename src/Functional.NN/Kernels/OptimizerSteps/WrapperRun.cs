namespace Functional.NN.Kernels;

/// <summary>What stands around another optimizer, with vectors of its own; by itself it changes nothing.</summary>
internal abstract class WrapperRun<T>(RunningOptimizer<T> inner, ParameterLayout layout, params string[] vectors) : RunningOptimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const string InnerName = "inner";

    protected RunningOptimizer<T> Inner => inner;

    protected ParameterLayout Layout { get; } = layout;

    protected RunningVectors<T> Vectors { get; } = new(layout, vectors);

    /// <summary>How many steps were taken.</summary>
    protected long Step { get; private set; }

    /// <summary>The numbers of the present state by their names.</summary>
    protected virtual IEnumerable<KeyValuePair<string, double>> Numbers => [];

    public override bool NeedsWhole => inner.NeedsWhole;

    public override OptimizerState<T> State => new(Step, Vectors.Values, Numbers, [KeyValuePair.Create(InnerName, inner.State)]);

    public override void Load(OptimizerState<T> state)
    {
        Step = state.Step;
        Vectors.Load(state);
        inner.Load(state.InnerState(InnerName));
    }

    public override void Prepare() => inner.Prepare();

    public override void Gather(WholeGradient<T> whole) => inner.Gather(whole);

    public override bool Update(in StepRange<T> range) => inner.Update(range);

    public override void Advance() => Advance(withInner: true);

    /// <summary>The next state becomes the present one, that of the inner optimizer only where it took a step.</summary>
    protected void Advance(bool withInner)
    {
        if (withInner) inner.Advance();
        Vectors.Advance();
        Step++;
    }
}
