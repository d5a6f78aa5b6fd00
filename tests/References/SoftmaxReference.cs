using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.References;

/// <summary>Softmax and its logarithm over the last axis, a row at a time and a number at a time.</summary>
internal static class SoftmaxReference
{
    public static Tensor<T> Of<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => InRows(x, Row);

    public static Tensor<T> LogOf<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => InRows(x, LogRow);

    /// <summary>e^(x − m)/Σe^(x − m).</summary>
    public static T[] Row<T>(T[] row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] powers = Powers(row);
        var sum = SumReference.Of(powers);
        return [.. powers.Select(p => p / sum)];
    }

    /// <summary>x − m − log Σe^(x − m).</summary>
    public static T[] LogRow<T>(T[] row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (largest, log) = (Largest(row), Elementary.Log(SumReference.Of(Powers(row))));
        return [.. row.Select(x => x - largest - log)];
    }

    private static T[] Powers<T>(T[] row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var largest = Largest(row);
        return [.. row.Select(x => Elementary.Exp(x - largest))];
    }

    /// <summary>The largest number m; a NaN, if there is one.</summary>
    private static T Largest<T>(T[] row) where T : unmanaged, IBinaryFloatingPointIeee754<T> => row.Any(T.IsNaN) ? T.NaN : row.Max();

    private static Tensor<T> InRows<T>(Tensor<T> x, Func<T[], T[]> row) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Tensor.Of(x.Shape, x.ToArray().Chunk(x.Shape[^1]).SelectMany(row));
}
