namespace Functional.NN.Kernels;

/// <summary>
/// Softmax and its logarithm over rows. Exponentials are summed in the one order of <see cref="Reduction"/>; they are taken of many rows at once, so that
/// narrow rows fill vectors too.
/// </summary>
internal static class Normalization
{
    /// <summary>About how many numbers are worked on at once; they stay in the first cache.</summary>
    private const int Together = 2048;

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
        int step = Rows(columns) * columns;
        for (int start = 0; start < x.Length; start += step)
        {
            var to = y.Slice(start, Math.Min(step, x.Length - start));
            var from = x.Slice(start, to.Length);
            for (int i = 0; i < to.Length; i += columns) Subtract(from.Slice(i, columns), Largest(from.Slice(i, columns)), to[i..]);
            ElementaryMap.Map<T, Elementwise.Exp<T>>(to, to);
            for (int i = 0; i < to.Length; i += columns) Divide(to.Slice(i, columns), Reduction.Row<T>(to.Slice(i, columns)));
        }
    }

    /// <summary>y = x − m − log Σe^(x − m) in every row of so many columns, m its largest number. y must not be x.</summary>
    public static void LogSoftmax<T>(ReadOnlySpan<T> x, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int step = Rows(columns) * columns;
        Span<T> largest = stackalloc T[Rows(columns)], logs = stackalloc T[Rows(columns)];
        for (int start = 0; start < x.Length; start += step)
        {
            var to = y.Slice(start, Math.Min(step, x.Length - start));
            var from = x.Slice(start, to.Length);
            for (int i = 0, row = 0; i < to.Length; i += columns, row++)
                Subtract(from.Slice(i, columns), largest[row] = Largest(from.Slice(i, columns)), to[i..]);
            ElementaryMap.Map<T, Elementwise.Exp<T>>(to, to);
            for (int i = 0, row = 0; i < to.Length; i += columns, row++) logs[row] = Reduction.Row<T>(to.Slice(i, columns));
            ElementaryMap.Map<T, Elementwise.Log<T>>(logs, logs);
            for (int i = 0, row = 0; i < to.Length; i += columns, row++)
            {
                Subtract(from.Slice(i, columns), largest[row], to[i..]);
                Subtract(to.Slice(i, columns), logs[row], to[i..]);
            }
        }
    }

    private static int Columns<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.Shape.Rank > 0 && x.Shape[^1] > 0 ? x.Shape[^1] : throw new ShapeException($"Softmax: needs a last axis with at least one element, got {x.Shape}.");

    /// <summary>How many rows are worked on at once.</summary>
    private static int Rows(int columns) => Math.Clamp(Together / columns, 1, 128);

    /// <summary>The largest number; a NaN, if there is one.</summary>
    private static T Largest<T>(ReadOnlySpan<T> row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = row[0];
        foreach (var value in row) largest = T.Max(largest, value);
        return largest;
    }

    /// <summary>y = x − a.</summary>
    private static void Subtract<T>(ReadOnlySpan<T> x, T a, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= x.Length - Vector<T>.Count; i += Vector<T>.Count) (new Vector<T>(x[i..]) - new Vector<T>(a)).CopyTo(y[i..]);
        for (; i < x.Length; i++) y[i] = x[i] - a;
    }

    /// <summary>y = y/a.</summary>
    private static void Divide<T>(Span<T> y, T a) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count) (new Vector<T>(y[i..]) / new Vector<T>(a)).CopyTo(y[i..]);
        for (; i < y.Length; i++) y[i] /= a;
    }
}
