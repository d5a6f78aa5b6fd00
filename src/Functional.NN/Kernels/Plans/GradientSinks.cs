using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Sums of squares of a gradient's spans, taken as its ranges come.</summary>
internal sealed unsafe class GradientSquares<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterLayout _layout;
    private readonly int[] _blocks, _starts, _lengths, _firstSpans, _spans;
    private readonly double[] _sums;

    public GradientSquares(ParameterLayout layout)
    {
        (_layout, _spans) = (layout, GradientSpans.Starts(layout));
        _blocks = [.. Enumerable.Range(0, layout.Count).Where(i => layout[i].Shape.Size > 0)];
        _starts = [.. _blocks.Select(i => layout[i].Start)];
        _lengths = [.. _blocks.Select(i => GradientSpans.Length(layout[i].Shape))];
        _firstSpans = [.. _blocks.Select(i => _spans[i])];
        _sums = new double[_spans[^1]];
    }

    /// <summary>The norm of a gradient all of whose ranges came.</summary>
    public double Norm => GradientSpans.Norm(_sums);

    /// <summary>The norm of a block.</summary>
    public double NormOf(int block) => GradientSpans.Norm(_sums.AsSpan(_spans[block].._spans[block + 1]));

    /// <summary>Takes whole spans of a block, and tells which block it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Take(int start, T* gradient, int length)
    {
        if (length == 0) return 0;
        int block = Array.BinarySearch(_starts, start);
        if (block < 0) block = ~block - 1;
        int span = _lengths[block];
        GradientSpans.Squares(new ReadOnlySpan<T>(gradient, length), span, _sums.AsSpan(_firstSpans[block] + (start - _starts[block]) / span));
        return _blocks[block];
    }

    /// <summary>Takes a whole gradient.</summary>
    public void TakeAll(T* gradient)
    {
        for (int i = 0; i < _layout.Count; i++) Take(_layout[i].Start, gradient + _layout[i].Start, _layout[i].Shape.Size);
    }
}

/// <summary>
/// Updates θ and the optimizer's vectors by each range of the gradient as soon as it is there, while it is in the cache; where the optimizer wants the whole gradient first,
/// when all of it is there.
/// </summary>
internal sealed unsafe class UpdateSink<T> : GradientSink<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RunningOptimizer<T> _optimizer;
    private readonly RunningNumbers<T> _numbers;
    private readonly GradientSquares<T> _squares;
    private readonly WholeGradient<T>? _whole;
    private readonly RangeWork? _ranges;
    private volatile bool _isFinite;

    public UpdateSink(RunningOptimizer<T> optimizer, ParameterLayout layout, RunningNumbers<T> numbers, GradientSquares<T> squares, Crew crew)
    {
        (_optimizer, _numbers, _squares) = (optimizer, numbers, squares);
        if (!optimizer.NeedsWhole) return;
        _whole = new WholeGradient<T>(layout, squares, crew);
        _ranges = new Ranges(this, layout);
    }

    /// <summary>False when a number of the next θ or of the next optimizer's state is a NaN or an infinity.</summary>
    public bool IsFinite => _isFinite;

    public void Begin()
    {
        _optimizer.Prepare();
        _isFinite = true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Take(int start, T* gradient, int length)
    {
        int block = _squares.Take(start, gradient, length);
        if (_whole is null) Update(block, start, gradient, length);
        else new ReadOnlySpan<T>(gradient, length).CopyTo(_whole.Vector[start..]);
    }

    /// <summary>All of the gradient came.</summary>
    public void End()
    {
        if (_whole is null) return;
        _whole.Begin(_numbers.Parameters, measured: true);
        _optimizer.Gather(_whole);
        _ranges!.DoAll(_whole.Crew);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Update(int block, int start, T* gradient, int length)
    {
        if (!_optimizer.Update(new StepRange<T>(block, start, length, _numbers.Parameters + start, gradient, _numbers.NextParameters + start))) _isFinite = false;
    }

    private sealed class Ranges(UpdateSink<T> sink, ParameterLayout layout) : RangeWork(layout)
    {
        protected override void Do(LayoutRanges.Range range) => sink.Update(range.Block, range.Start, sink._whole!.Gradient + range.Start, range.Length);
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
        for (int i = 0; i < layout.Count; i++)
            if (!layout[i].Frozen) to.Take(layout[i].Start, _sum.Start + layout[i].Start, layout[i].Shape.Size);
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
