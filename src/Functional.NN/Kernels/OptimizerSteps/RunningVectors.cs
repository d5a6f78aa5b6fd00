using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Vectors of θ's shape in memory that is used again, each twice: a step reads one and writes the other.</summary>
internal sealed unsafe class RunningVectors<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterLayout _layout;
    private readonly string[] _names;
    private readonly Pinned<T>[][] _vectors;
    private int _now;

    public RunningVectors(ParameterLayout layout, IEnumerable<string> names, bool inPlace = false)
    {
        (_layout, _names) = (layout, [.. names]);
        _vectors = [.. _names.Select(_ => new Pinned<T>(layout.Size)).Select(first => inPlace ? new[] { first, first } : [first, new Pinned<T>(layout.Size)])];
    }

    /// <summary>Takes over the vectors of a state. Both memories have them, so that a range no step writes keeps its numbers.</summary>
    public void Load(OptimizerState<T> state)
    {
        for (int i = 0; i < _names.Length; i++)
        {
            var vector = state[_names[i]];
            if (!vector.Layout.Equals(_layout)) throw new NNException($"OptimizerState: the vector \"{_names[i]}\" is laid out for another network ({vector}).");
            foreach (var memory in _vectors[i]) vector.Vector.AsSpan().CopyTo(memory.Span);
        }
    }

    /// <summary>Copies of the present vectors by their names.</summary>
    public IEnumerable<KeyValuePair<string, Parameters<T>>> Values =>
        _names.Select((name, i) => KeyValuePair.Create(name, new Parameters<T>(_layout, Tensor.Of<T>(Shape.Of(_layout.Size), _vectors[i][_now].Span))));

    /// <summary>The next vectors become the present ones.</summary>
    public void Advance() => _now = 1 - _now;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public StateSpans<T> Now(int start, int length) => Spans(_now, start, length);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public StateSpans<T> Next(int start, int length) => Spans(1 - _now, start, length);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private StateSpans<T> Spans(int which, int start, int length) => new(Part(0, which, start, length), Part(1, which, start, length), Part(2, which, start, length), Part(3, which, start, length));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<T> Part(int vector, int which, int start, int length) => vector < _vectors.Length ? new Span<T>(_vectors[vector][which].Start + start, length) : default;
}
