using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Rows of a table by numbers that are checked when it runs.</summary>
/// <param name="row">how many numbers a row has</param>
/// <param name="rows">how many rows the table has</param>
/// <param name="count">how many rows are looked up</param>
internal sealed unsafe class LookupKernel<T>(int row, int rows, int count) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        for (int i = 0; i < count; i++)
            new ReadOnlySpan<T>(x[0] + (nint)Arrangement.Index(x[1][i], rows, "Row") * row, row).CopyTo(new Span<T>(y + (nint)i * row, row));
    }
}

/// <summary>Rows added up at the places that numbers name, one after another.</summary>
/// <inheritdoc cref="LookupKernel{T}"/>
internal sealed unsafe class LookupTransposedKernel<T>(int row, int rows, int count) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        new Span<T>(y, rows * row).Clear();
        for (int i = 0; i < count; i++)
        {
            Span<T> to = new(y + (nint)Arrangement.Index(x[1][i], rows, "Row") * row, row);
            Elementwise.AddTo(new ReadOnlySpan<T>(x[0] + (nint)i * row, row), to);
        }
    }
}

/// <summary>Sums of neighbouring places of an axis, each a chain over ascending places that begins with the first of them.</summary>
internal sealed unsafe class WindowSumKernel<T>(Shape shape, int axis, int before, int after) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _outer = Arrangement.Around(shape, axis).Outer, _inner = Arrangement.Around(shape, axis).Inner, _places = shape[axis];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        int inner = _inner, places = _places;
        for (int outer = 0; outer < _outer; outer++)
            for (int place = 0; place < places; place++)
            {
                int first = Math.Max(0, place - before), last = Math.Min(places - 1, place + after);
                T* from = x[0] + (nint)outer * places * inner;
                Span<T> to = new(y + ((nint)outer * places + place) * inner, inner);
                new ReadOnlySpan<T>(from + (nint)first * inner, inner).CopyTo(to);
                for (int j = first + 1; j <= last; j++) Elementwise.AddTo(new ReadOnlySpan<T>(from + (nint)j * inner, inner), to);
            }
    }
}
