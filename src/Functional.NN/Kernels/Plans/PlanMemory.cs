using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.NN.Kernels;

/// <summary>The memory of a plan, and where what it is given lies in the present run.</summary>
internal sealed unsafe class PlanMemory<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Pinned<T> _constants, _batch;
    private readonly Pinned<T>[] _scratch;
    private readonly T*[] _places = new T*[(int)Place.State + 1];

    public PlanMemory(IReadOnlyList<(Node Node, Value Value)> given, ParameterLayout layout, NetworkState<T> state, MemoryPass memory, int workers)
    {
        var shelf = new Shelf();
        var starts = new List<(long Start, Tensor Constant)>();
        int[] stateStarts = Starts(state);
        foreach (var (node, value) in given)
            switch (node.Source)
            {
                case NodeSource.Parameter: value.Address = new Address(Place.Parameters, layout[node.Index].Start); break;
                case NodeSource.State: value.Address = new Address(Place.State, stateStarts[node.Index]); break;
                case NodeSource.Constant:
                    long start = shelf.Take(value.Shape.Size);
                    starts.Add((start, node.Constant!));
                    value.Address = new Address(Place.Constants, start);
                    break;
            }
        _constants = new Pinned<T>(shelf.Length);
        foreach (var (start, constant) in starts) constant.Cast<T>().AsSpan().CopyTo(_constants.Span[(int)start..]);
        _batch = new Pinned<T>(memory.BatchLength);
        _scratch = [.. Enumerable.Range(0, workers).Select(_ => new Pinned<T>(memory.ScratchLength))];
        _places[(int)Place.Constants] = _constants.Start;
        _places[(int)Place.Batch] = _batch.Start;
    }

    /// <summary>The key of the step, and the place of the first sample in the whole batch.</summary>
    public RandomKey Key { get; private set; }

    /// <inheritdoc cref="Key"/>
    public int FirstSample { get; private set; }

    public GradientSink<T>? Sink { get; private set; }

    public void Bind(T* parameters, T* state, RandomKey key, int firstSample, GradientSink<T>? sink)
    {
        _places[(int)Place.Parameters] = parameters;
        _places[(int)Place.State] = state;
        (Key, FirstSample, Sink) = (key, firstSample, sink);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T* At(in Address address, int chunk, int worker) =>
        (address.Place == Place.Scratch ? _scratch[worker].Start : _places[(int)address.Place]) + address.Offset + address.PerChunk * chunk;

    /// <summary>Where each block of a network's state begins when they lie one after another, sorted by path.</summary>
    public static int[] Starts(NetworkState<T> state)
    {
        int start = 0;
        return [.. state.Blocks.Select(block => (start += block.Value.Shape.Size) - block.Value.Shape.Size)];
    }
}

/// <summary>Numbers that stay where they are, from a cache line's border on; zeros at first.</summary>
internal sealed unsafe class Pinned<T> where T : unmanaged
{
    private readonly T[] _array;

    public Pinned(long length)
    {
        Length = checked((int)length);
        _array = GC.AllocateArray<T>(checked(Length + 64 / sizeof(T)), pinned: true);
        Start = (T*)(((nint)Unsafe(_array) + 63) & -64);
    }

    public int Length { get; }

    public T* Start { get; }

    public Span<T> Span
    {
        get
        {
            GC.KeepAlive(_array);
            return new Span<T>(Start, Length);
        }
    }

    private static T* Unsafe(T[] array) => (T*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(array));
}
