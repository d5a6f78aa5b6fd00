using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>An optimizer whose numbers are updated one by one: any range of the gradient is enough.</summary>
internal sealed class ElementwiseRun<T>(ElementwiseOptimizer optimizer, ParameterLayout layout, bool inPlace) : RunningOptimizer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RunningVectors<T> _vectors = new(layout, optimizer.VectorNames, inPlace);
    private readonly double[] _scalars = new double[optimizer.ScalarCount], _numbers = new double[optimizer.NumberNames.Count], _next = new double[optimizer.NumberNames.Count];
    private OptimizerState<T> _loaded = new(0);
    private long _step;

    public override bool NeedsWhole => false;

    public override OptimizerState<T> State => new(_step, _loaded.Vectors.SetItems(_vectors.Values),
        _loaded.Scalars.SetItems(optimizer.NumberNames.Select((name, i) => KeyValuePair.Create(name, _numbers[i]))), _loaded.Inner);

    public override void Load(OptimizerState<T> state)
    {
        (_loaded, _step) = (state, state.Step);
        _vectors.Load(state);
        for (int i = 0; i < _numbers.Length; i++) _numbers[i] = state.Number(optimizer.NumberNames[i]);
    }

    public override void Prepare()
    {
        _numbers.AsSpan().CopyTo(_next);
        optimizer.PrepareWith(_next, _step, _scalars);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override bool Update(in StepRange<T> range) =>
        optimizer.Update(_scalars, range.ParameterSpan, range.GradientSpan, range.NextSpan, _vectors.Now(range.Start, range.Length), _vectors.Next(range.Start, range.Length));

    public override void Advance()
    {
        _vectors.Advance();
        _next.AsSpan().CopyTo(_numbers);
        _step++;
    }
}
