namespace Functional.NN.Kernels;

/// <summary>An optimizer that knows only values: its step is taken when the whole gradient is there.</summary>
internal sealed unsafe class ValueRun<T>(IOptimizer optimizer, ParameterLayout layout) : RunningOptimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private OptimizerState<T> _state = new(0), _nextState = new(0);
    private Parameters<T>? _next;

    public override bool NeedsWhole => true;

    public override OptimizerState<T> State => _state;

    public override void Load(OptimizerState<T> state) => _state = state;

    public override void Prepare() { }

    public override void Gather(WholeGradient<T> whole) => (_next, _nextState) = optimizer.Step(Value(whole.Parameters), Value(whole.Gradient), _state);

    public override bool Update(in StepRange<T> range)
    {
        _next!.Vector.AsSpan().Slice(range.Start, range.Length).CopyTo(range.NextSpan);
        return _nextState.IsFinite && Reduction.IsFinite<T>(range.NextSpan);
    }

    public override void Advance() => (_state, _next) = (_nextState, null);

    private Parameters<T> Value(T* vector) => new(layout, Tensor.Of(Shape.Of(layout.Size), new ReadOnlySpan<T>(vector, layout.Size)));
}
