using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>The sum over some axes.</summary>
internal sealed unsafe class SumKernel<T>(Shape from, SumLoop loop) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _to = loop.Result(keep: false).Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Reduction.Sum(loop, new ReadOnlySpan<T>(x[0], from.Size), new Span<T>(y, _to));
}

/// <summary>The sums down some columns of a matrix.</summary>
/// <param name="rows">of the matrix</param>
/// <param name="columns">of the matrix</param>
/// <param name="some">how many columns are summed</param>
internal sealed unsafe class ColumnSumKernel<T>(int rows, int columns, int some) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => ColumnSums.Of(x[0], rows, columns, some, y);
}

/// <summary>The largest along an axis.</summary>
internal sealed unsafe class MaxAlongKernel<T>(Shape from, int axis) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly int _to = from.Size / from[axis];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Reduction.Largest(new ReadOnlySpan<T>(x[0], from.Size), from, axis, places: false, new Span<T>(y, _to));
}

/// <summary>Softmax over the last axis.</summary>
internal sealed unsafe class SoftmaxKernel<T>(int size, int columns) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Normalization.Softmax(new ReadOnlySpan<T>(x[0], size), columns, new Span<T>(y, size));
}

/// <summary>The logarithm of softmax over the last axis.</summary>
internal sealed unsafe class LogSoftmaxKernel<T>(int size, int columns) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Normalization.LogSoftmax(new ReadOnlySpan<T>(x[0], size), columns, new Span<T>(y, size));
}

/// <summary>The logarithm of softmax over the last axis, and softmax itself at the second address.</summary>
internal sealed unsafe class BothSoftmaxesKernel<T>(int size, int columns) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        ReadOnlySpan<T> from = new(x[0], size);
        Span<T> log = new(y, size), softmax = new(x[1], size);
        if (columns <= NarrowRows.Columns)
        {
            NarrowRows.Both(from, columns, log, softmax);
            return;
        }
        Normalization.LogSoftmax(from, columns, log);
        Normalization.Softmax(from, columns, softmax);
    }
}
