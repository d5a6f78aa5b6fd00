using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>
/// The numbers of a run in memory that is used again: θ and the network's state, each twice. A step reads one and writes the other,
/// so the last good state is there until the next step is good. Nobody outside sees this memory: states are handed out as copies.
/// What is frozen is the same in both, for no step writes it.
/// </summary>
internal sealed unsafe class RunningNumbers<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Network _network;
    private readonly string[] _stateNames;
    private readonly Shape[] _stateShapes;
    private readonly Pinned<T>[] _parameters, _state;
    private int _now;

    /// <param name="model">the first θ and network's state</param>
    /// <param name="inPlace">whether both are the same memory, so that no last good state is kept: only to measure what keeping it costs</param>
    public RunningNumbers(Model<T> model, bool inPlace = false)
    {
        _network = model.Network;
        _stateNames = [.. model.State.Blocks.Keys];
        _stateShapes = [.. model.State.Blocks.Values.Select(block => block.Shape)];
        int size = model.Parameters.Layout.Size, stateSize = _stateShapes.Sum(shape => shape.Size);
        _parameters = Twice(size, inPlace);
        _state = Twice(stateSize, inPlace);
        Load(model);
    }

    public T* Parameters => _parameters[_now].Start;

    public T* NextParameters => _parameters[1 - _now].Start;

    public T* State => _state[_now].Start;

    public T* NextState => _state[1 - _now].Start;

    public int ParameterCount => _parameters[0].Length;

    /// <summary>The next numbers become the present ones.</summary>
    public void Advance() => _now = 1 - _now;

    /// <summary>Takes over another θ.</summary>
    public void Load(Parameters<T> θ)
    {
        foreach (var memory in _parameters) θ.Vector.AsSpan().CopyTo(memory.Span);
    }

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

    private static Tensor<T> Copy(Pinned<T> from, Shape shape, int start) => Tensor.Of<T>(shape, from.Span.Slice(start, shape.Size));

    private static Pinned<T>[] Twice(int size, bool inPlace)
    {
        var numbers = new Pinned<T>(size);
        return [numbers, inPlace ? numbers : new Pinned<T>(size)];
    }
}
