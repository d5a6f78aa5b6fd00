namespace Functional.NN.Kernels;

/// <summary>Softmax and its logarithm over the last axis. Exponentials are summed in the one order of <see cref="Reduction"/>.</summary>
internal static class Normalization
{
    public static Tensor<T> Softmax<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Rows(x, static (row, to) =>
        {
            var largest = Largest(row);
            for (int i = 0; i < row.Length; i++) to[i] = Elementary.Exp(row[i] - largest);
            var sum = Reduction.Row<T>(to);
            for (int i = 0; i < row.Length; i++) to[i] /= sum;
        });

    public static Tensor<T> LogSoftmax<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Rows(x, static (row, to) =>
        {
            var largest = Largest(row);
            for (int i = 0; i < row.Length; i++) to[i] = Elementary.Exp(row[i] - largest);
            var log = Elementary.Log(Reduction.Row<T>(to));
            for (int i = 0; i < row.Length; i++) to[i] = row[i] - largest - log;
        });

    private delegate void RowFunction<T>(ReadOnlySpan<T> row, Span<T> to);

    private static Tensor<T> Rows<T>(Tensor<T> x, RowFunction<T> function) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Shape.Rank == 0 || x.Shape[^1] == 0) throw new ShapeException($"Softmax: needs a last axis with at least one element, got {x.Shape}.");
        int n = x.Shape[^1];
        var to = GC.AllocateUninitializedArray<T>(x.Shape.Size);
        for (int start = 0; start < to.Length; start += n) function(x.AsSpan().Slice(start, n), to.AsSpan(start, n));
        return Tensor<T>.Own(x.Shape, to);
    }

    private static T Largest<T>(ReadOnlySpan<T> row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = row[0];
        foreach (var value in row)
            if (value > largest || T.IsNaN(value)) largest = value;
        return largest;
    }
}
