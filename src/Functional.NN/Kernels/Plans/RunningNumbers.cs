using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>
/// The numbers of a run in memory that is used again: θ, the vectors of the optimizer's state and the network's state, each twice. A step reads one and writes the other,
/// so the last good state is there until the next step is good. Nobody outside sees this memory: states are handed out as copies.
/// </summary>
internal sealed unsafe class RunningNumbers<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network _network;
    private readonly string[] _vectorNames, _stateNames;
    private readonly Shape[] _stateShapes;
    private readonly Pinned<T>[] _parameters, _state;
    private readonly Pinned<T>[][] _vectors;
    private int _now;

    /// <param name="model">the first θ and network's state</param>
    /// <param name="vectorNames">the vectors of the optimizer's state</param>
    /// <param name="inPlace">whether both are the same memory, so that no last good state is kept: only to measure what keeping it costs</param>
    public RunningNumbers(Model<T> model, IEnumerable<string>? vectorNames = null, bool inPlace = false)
    {
        _network = model.Network;
        _vectorNames = [.. vectorNames ?? []];
        _stateNames = [.. model.State.Blocks.Keys];
        _stateShapes = [.. model.State.Blocks.Values.Select(block => block.Shape)];
        int size = model.Parameters.Layout.Size, stateSize = _stateShapes.Sum(shape => shape.Size);
        _parameters = Twice(size, inPlace);
        _state = Twice(stateSize, inPlace);
        _vectors = [.. _vectorNames.Select(_ => Twice(size, inPlace))];
        Load(model);
    }

    public T* Parameters => _parameters[_now].Start;

    public T* NextParameters => _parameters[1 - _now].Start;

    public T* State => _state[_now].Start;

    public T* NextState => _state[1 - _now].Start;

    public int ParameterCount => _parameters[0].Length;

    /// <summary>The next numbers become the present ones.</summary>
    public void Advance() => _now = 1 - _now;

    public StateSpans<T> Vectors(int start, int length) => Vectors(_now, start, length);

    public StateSpans<T> NextVectors(int start, int length) => Vectors(1 - _now, start, length);

    /// <summary>Takes over the numbers of a state.</summary>
    public void Load(TrainState<T> from)
    {
        Load(from.Model);
        for (int i = 0; i < _vectors.Length; i++) from.Optimizer[_vectorNames[i]].Vector.AsSpan().CopyTo(_vectors[i][_now].Span);
    }

    /// <summary>Takes over another θ.</summary>
    public void Load(Parameters<T> θ) => θ.Vector.AsSpan().CopyTo(_parameters[_now].Span);

    /// <summary>Takes over θ and the network's state.</summary>
    public void Load(Model<T> model)
    {
        Load(model.Parameters);
        int at = 0;
        foreach (var block in model.State.Blocks.Values)
        {
            block.AsSpan().CopyTo(_state[_now].Span[at..]);
            at += block.Shape.Size;
        }
    }

    /// <summary>The network's next state where a step leaves it alone: as it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void KeepState() => _state[_now].Span.CopyTo(_state[1 - _now].Span);

    /// <summary>Where a block of the network's next state goes.</summary>
    public Span<T> NextStateBlock(string path)
    {
        int block = Array.IndexOf(_stateNames, path), start = 0;
        for (int i = 0; i < block; i++) start += _stateShapes[i].Size;
        return _state[1 - _now].Span.Slice(start, _stateShapes[block].Size);
    }

    public bool NextStateIsFinite => Reduction.IsFinite<T>(_state[1 - _now].Span);

    /// <summary>θ and the network's state as values.</summary>
    public Model<T> Model => new(_network, new Parameters<T>(_network.Layout, Copy(_parameters[_now], Shape.Of(ParameterCount), 0)), NetworkState);

    /// <summary>The state of an optimizer after so many steps, its other parts as they were.</summary>
    public OptimizerState<T> Optimizer(OptimizerState<T> before, long step) => new(step,
        before.Vectors.SetItems(_vectorNames.Select((name, i) => KeyValuePair.Create(name, new Parameters<T>(_network.Layout, Copy(_vectors[i][_now], Shape.Of(ParameterCount), 0))))),
        before.Scalars, before.Inner);

    private NetworkState<T> NetworkState
    {
        get
        {
            int at = 0;
            var blocks = new List<KeyValuePair<string, Tensor<T>>>();
            for (int i = 0; i < _stateNames.Length; at += _stateShapes[i++].Size)
                blocks.Add(KeyValuePair.Create(_stateNames[i], Copy(_state[_now], _stateShapes[i], at)));
            return new NetworkState<T>(blocks);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private StateSpans<T> Vectors(int which, int start, int length)
    {
        return new(Part(0, which, start, length), Part(1, which, start, length), Part(2, which, start, length), Part(3, which, start, length));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<T> Part(int vector, int which, int start, int length) => vector < _vectors.Length ? new Span<T>(_vectors[vector][which].Start + start, length) : default;

    private static Tensor<T> Copy(Pinned<T> from, Shape shape, int start) => Tensor.Of<T>(shape, from.Span.Slice(start, shape.Size));

    private static Pinned<T>[] Twice(int size, bool inPlace)
    {
        var numbers = new Pinned<T>(size);
        return [numbers, inPlace ? numbers : new Pinned<T>(size)];
    }
}
