namespace Functional.NN.Kernels;

/// <summary>Softmax and its logarithm over the last axis. Exponentials are summed in the one order of <see cref="Reduction"/>.</summary>
internal static class Normalization
{
    public static Tensor<T> Softmax<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = GC.AllocateUninitializedArray<T>(Checked(x).Size);
        Softmax(x.AsSpan(), x.Shape[^1], to);
        return Tensor<T>.Own(x.Shape, to);
    }

    public static Tensor<T> LogSoftmax<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = GC.AllocateUninitializedArray<T>(Checked(x).Size);
        LogSoftmax(x.AsSpan(), x.Shape[^1], to);
        return Tensor<T>.Own(x.Shape, to);
    }

    public static void Softmax<T>(ReadOnlySpan<T> x, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < y.Length; start += columns)
        {
            var row = x.Slice(start, columns);
            var to = y.Slice(start, columns);
            var largest = Largest(row);
            for (int i = 0; i < row.Length; i++) to[i] = Elementary.Exp(row[i] - largest);
            var sum = Reduction.Row<T>(to);
            for (int i = 0; i < row.Length; i++) to[i] /= sum;
        }
    }

    public static void LogSoftmax<T>(ReadOnlySpan<T> x, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int start = 0; start < y.Length; start += columns)
        {
            var row = x.Slice(start, columns);
            var to = y.Slice(start, columns);
            var largest = Largest(row);
            for (int i = 0; i < row.Length; i++) to[i] = Elementary.Exp(row[i] - largest);
            var log = Elementary.Log(Reduction.Row<T>(to));
            for (int i = 0; i < row.Length; i++) to[i] = row[i] - largest - log;
        }
    }

    private static Shape Checked<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.Shape.Rank > 0 && x.Shape[^1] > 0 ? x.Shape : throw new ShapeException($"Softmax: needs a last axis with at least one element, got {x.Shape}.");

    private static T Largest<T>(ReadOnlySpan<T> row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = row[0];
        foreach (var value in row)
            if (value > largest || T.IsNaN(value)) largest = value;
        return largest;
    }
}
