using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Sums of squares of a gradient's spans, taken as its ranges come.</summary>
internal sealed unsafe class GradientSquares<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _starts, _lengths, _firstSpans;
    private readonly double[] _sums;

    public GradientSquares(ParameterLayout layout)
    {
        int[] firstSpans = GradientSpans.Starts(layout);
        int[] blocks = [.. Enumerable.Range(0, layout.Count).Where(i => layout[i].Shape.Size > 0)];
        _starts = [.. blocks.Select(i => layout[i].Start)];
        _lengths = [.. blocks.Select(i => GradientSpans.Length(layout[i].Shape))];
        _firstSpans = [.. blocks.Select(i => firstSpans[i])];
        _sums = new double[firstSpans[^1]];
    }

    /// <summary>The norm of a gradient all of whose ranges came.</summary>
    public double Norm => GradientSpans.Norm(_sums);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Take(int start, T* gradient, int length)
    {
        if (length == 0) return;
        int block = Array.BinarySearch(_starts, start);
        if (block < 0) block = ~block - 1;
        int span = _lengths[block];
        GradientSpans.Squares(new ReadOnlySpan<T>(gradient, length), span, _sums.AsSpan(_firstSpans[block] + (start - _starts[block]) / span));
    }
}

/// <summary>Updates θ and the optimizer's vectors by each range of the gradient as soon as it is there, while it is in the cache.</summary>
internal sealed unsafe class UpdateSink<T>(IFusedOptimizer first, RunningNumbers<T> numbers, GradientSquares<T> squares) : GradientSink<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _scalars = new double[first.ScalarCount];
    private volatile bool _isFinite;

    /// <summary>The optimizer of the steps to come; another one of its kind, with other constants, may take its place between steps.</summary>
    public IFusedOptimizer Optimizer { get; set; } = first;

    /// <summary>False when a number of the next θ or of the next optimizer's state is a NaN or an infinity.</summary>
    public bool IsFinite => _isFinite;

    public void Begin(long step)
    {
        Optimizer.Prepare(step, _scalars);
        _isFinite = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(int start, T* gradient, int length)
    {
        squares.Take(start, gradient, length);
        if (!Optimizer.Update(_scalars, new ReadOnlySpan<T>(numbers.Parameters + start, length), new ReadOnlySpan<T>(gradient, length), new Span<T>(numbers.NextParameters + start, length),
                numbers.Vectors(start, length), numbers.NextVectors(start, length)))
            _isFinite = false;
    }
}

/// <summary>Keeps the gradient as one vector.</summary>
internal sealed unsafe class VectorSink<T>(int length, GradientSquares<T> squares) : GradientSink<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Pinned<T> _vector = new(length);

    public ReadOnlySpan<T> Vector => _vector.Span;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(int start, T* gradient, int length)
    {
        squares.Take(start, gradient, length);
        new ReadOnlySpan<T>(gradient, length).CopyTo(_vector.Span[start..]);
    }
}

/// <summary>Σ cₛ·gₛ over the shards of a batch, in their order, where cₛ is the number of terms in the mean of shard s; divided by Σ cₛ it is the gradient of the batch.</summary>
internal sealed unsafe class ShardSink<T>(ParameterLayout layout) : GradientSink<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Pinned<T> _shard = new(layout.Size), _sum = new(layout.Size);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(int start, T* gradient, int length) => new ReadOnlySpan<T>(gradient, length).CopyTo(_shard.Span[start..]);

    public void Begin() => _sum.Span.Clear();

    /// <summary>Adds the gradient that came, with the number of terms it is the mean of.</summary>
    public void EndShard(double count) => AddWeighed(T.CreateTruncating(count), _shard.Span, _sum.Span);

    /// <summary>Brings the gradient of the batch on, block by block.</summary>
    public void Bring(double count, GradientSink<T> to)
    {
        Divide(_sum.Span, T.CreateTruncating(count == 0 ? 1 : count));
        for (int i = 0; i < layout.Count; i++) to.Take(layout[i].Start, _sum.Start + layout[i].Start, layout[i].Shape.Size);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWeighed(T count, ReadOnlySpan<T> gradient, Span<T> sum)
    {
        int i = 0;
        for (; i <= sum.Length - Vector<T>.Count; i += Vector<T>.Count)
            (new Vector<T>(sum[i..]) + new Vector<T>(gradient[i..]) * new Vector<T>(count)).CopyTo(sum[i..]);
        for (; i < sum.Length; i++) sum[i] += gradient[i] * count;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Divide(Span<T> sum, T count)
    {
        for (int i = 0; i < sum.Length; i++) sum[i] /= count;
    }
}
