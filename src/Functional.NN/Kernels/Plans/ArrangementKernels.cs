using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>y = x, copied.</summary>
internal sealed unsafe class CopyKernel<T>(int length) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => new ReadOnlySpan<T>(x[0], length).CopyTo(new Span<T>(y, length));
}

/// <summary>The axes in another order.</summary>
internal sealed unsafe class TransposeKernel<T> : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Shape _shape;
    private readonly int[] _steps;

    public TransposeKernel(Shape from, ReadOnlySpan<int> order) => (_shape, _steps) = Arrangement.Transposed(from, order);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        if (_shape.Rank == 2 && _steps[0] == 1) Transposition.Transpose(x[0], _steps[1], y, _shape[1], _shape[1], _shape[0]);
        else Arrangement.Walk(new ReadOnlySpan<T>(x[0], _shape.Size), new Span<T>(y, _shape.Size), _shape, _steps);
    }
}

/// <summary>Some places of an axis.</summary>
internal sealed unsafe class SliceKernel<T>(Shape from, int axis, int start, int length) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _to = from.With(axis, length).Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Arrangement.Slice(new ReadOnlySpan<T>(x[0], from.Size), from, axis, start, length, new Span<T>(y, _to));
}

/// <summary>Zeros before and after along an axis.</summary>
internal sealed unsafe class PadKernel<T>(Shape from, int axis, int before, int after) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _to = from.With(axis, before + from[axis] + after).Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Arrangement.Pad(new ReadOnlySpan<T>(x[0], from.Size), from, axis, before, after, new Span<T>(y, _to));
}

/// <summary>An axis backwards.</summary>
internal sealed unsafe class ReverseKernel<T>(Shape shape, int axis) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Arrangement.Reverse(new ReadOnlySpan<T>(x[0], shape.Size), shape, axis, new Span<T>(y, shape.Size));
}

/// <summary>Rows of a table by their numbers.</summary>
internal sealed unsafe class GatherKernel<T>(int row, int[] places) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        for (int i = 0; i < places.Length; i++)
            new ReadOnlySpan<T>(x[0] + (nint)places[i] * row, row).CopyTo(new Span<T>(y + (nint)i * row, row));
    }
}

/// <summary>Rows added up at their places of a table of zeros.</summary>
internal sealed unsafe class ScatterAddKernel<T>(int row, int[] places, int count) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Arrangement.ScatterAdd(new ReadOnlySpan<T>(x[0], places.Length * row), row, places, new Span<T>(y, count * row));
}

/// <summary>Parts joined along an axis.</summary>
internal sealed unsafe class ConcatKernel<T> : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int[] _runs;
    private readonly int _outer, _whole;

    public ConcatKernel(Shape[] parts, int axis)
    {
        _outer = Arrangement.Around(parts[0], axis).Outer;
        _runs = [.. parts.Select(part => part[axis] * Arrangement.Around(part, axis).Inner)];
        _whole = _runs.Sum();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        for (int part = 0; part < _runs.Length; part++)
        {
            int run = _runs[part];
            for (int o = 0; o < _outer; o++) new ReadOnlySpan<T>(x[part] + (nint)o * run, run).CopyTo(new Span<T>(y + (nint)o * _whole, run));
            y += run;
        }
    }
}

/// <summary>1 at the first of the largest along an axis, else 0.</summary>
internal sealed unsafe class FirstLargestKernel<T>(Shape shape, int axis) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _inner = Arrangement.Around(shape, axis).Inner, _n = shape[axis], _size = shape.Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        int n = _n, inner = _inner;
        if (inner == 1 && n <= NarrowRows.Columns)
        {
            NarrowRows.FirstLargest(new ReadOnlySpan<T>(x[0], _size), n, new Span<T>(y, _size));
            return;
        }
        new Span<T>(y, _size).Clear();
        for (int outer = 0; outer < _size; outer += n * inner)
            for (int i = outer; i < outer + inner; i++)
            {
                int best = i, end = i + n * inner;
                for (int place = i; place < end; place += inner)
                {
                    var value = x[0][place];
                    if (!(value <= x[0][best]) && !T.IsNaN(x[0][best])) best = place;
                }
                y[best] = T.One;
            }
    }
}

/// <summary>Class indices as rows of zeros with a single one.</summary>
internal sealed unsafe class OneHotKernel<T>(int count, int classes) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Shape _shape = Shape.Of(count, classes);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        if (classes > NarrowRows.Columns || !NarrowRows.OneHot(new ReadOnlySpan<T>(x[0], count), classes, new Span<T>(y, _shape.Size)))
            Arrangement.OneHot(new ReadOnlySpan<T>(x[0], count), _shape, 1, new Span<T>(y, _shape.Size));
    }
}
