using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Softmax and its logarithm over rows. Exponentials are summed in the one order of <see cref="Reduction"/>.</summary>
internal static class Normalization
{
    public static Tensor<T> Softmax<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = GC.AllocateUninitializedArray<T>(x.Shape.Size);
        Softmax(x.AsSpan(), Columns(x), to);
        return Tensor<T>.Own(x.Shape, to);
    }

    public static Tensor<T> LogSoftmax<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = GC.AllocateUninitializedArray<T>(x.Shape.Size);
        LogSoftmax(x.AsSpan(), Columns(x), to);
        return Tensor<T>.Own(x.Shape, to);
    }

    /// <summary>y = e^(x − m)/Σe^(x − m) in every row of so many columns, m its largest number. y may be x.</summary>
    public static void Softmax<T>(ReadOnlySpan<T> x, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (columns <= NarrowRows.Columns) NarrowRows.Softmax(x, columns, y);
        else
            for (int start = 0; start < x.Length; start += columns)
            {
                var row = x.Slice(start, columns);
                var to = y.Slice(start, columns);
                Combine<T, Elementwise.Subtract<T>>(row, Largest(row), to);
                ElementaryMap.Map<T, Elementwise.Exp<T>>(to, to);
                Combine<T, Elementwise.Divide<T>>(to, Reduction.Row<T>(to), to);
            }
    }

    /// <summary>y = x − m − log Σe^(x − m) in every row of so many columns, m its largest number. y must not be x.</summary>
    public static void LogSoftmax<T>(ReadOnlySpan<T> x, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (columns <= NarrowRows.Columns) NarrowRows.LogSoftmax(x, columns, y);
        else
            for (int start = 0; start < x.Length; start += columns)
            {
                var row = x.Slice(start, columns);
                var to = y.Slice(start, columns);
                var largest = Largest(row);
                Combine<T, Elementwise.Subtract<T>>(row, largest, to);
                ElementaryMap.Map<T, Elementwise.Exp<T>>(to, to);
                var log = Elementary.Log(Reduction.Row<T>(to));
                Combine<T, Elementwise.Subtract<T>>(row, largest, to);
                Combine<T, Elementwise.Subtract<T>>(to, log, to);
            }
    }

    private static int Columns<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.Shape.Rank > 0 && x.Shape[^1] > 0 ? x.Shape[^1] : throw new ShapeException($"Softmax: needs a last axis with at least one element, got {x.Shape}.");

    /// <summary>The largest number; a NaN, if there is one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Largest<T>(ReadOnlySpan<T> row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        var lanes = new Vector<T>(row[0]);
        for (; i <= row.Length - Vector<T>.Count; i += Vector<T>.Count) lanes = Elementwise.Maximum<T>.Apply(lanes, new Vector<T>(row[i..]));
        var largest = row[0];
        for (int lane = 0; lane < Vector<T>.Count; lane++) largest = Elementwise.Maximum<T>.Apply(largest, lanes[lane]);
        for (; i < row.Length; i++) largest = Elementwise.Maximum<T>.Apply(largest, row[i]);
        return largest;
    }

    /// <summary>y = f(x, a).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine<T, TFunction>(ReadOnlySpan<T> x, T a, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IBinary<T>
    {
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count) TFunction.Apply(new Vector<T>(x[i..]), new Vector<T>(a)).CopyTo(y[i..]);
        for (; i < x.Length; i++) y[i] = TFunction.Apply(x[i], a);
    }
}
