using System.Numerics;

namespace Functional.NN.References;

/// <summary>Norms and inner products in double, number by number.</summary>
internal static class NormReference
{
    /// <summary>√Σx²: each block read as a matrix, in spans of whole rows of at most 4096 numbers or one row; the sum of each span, then that of the spans.</summary>
    public static double Of<T>(ParameterLayout layout, Tensor<T> vector) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var spans = new List<double>();
        foreach (var block in layout)
        {
            int row = block.Shape.Rank == 0 ? 1 : block.Shape.Sample.Size, rows = Math.Max(1, 4096 / Math.Max(1, row)), length = block.Shape.Rank == 0 ? 1 : rows * Math.Max(1, row);
            spans.AddRange(vector.AsSpan().Slice(block.Start, block.Shape.Size).ToArray().Select(double.CreateTruncating).Select(x => x * x).Chunk(length).Select(SumReference.Of));
        }
        return Math.Sqrt(SumReference.Of(spans));
    }

    /// <summary>Σxy.</summary>
    public static double Dot<T>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        SumReference.Of(x.ToArray().Zip(y.ToArray(), (a, b) => double.CreateTruncating(a) * double.CreateTruncating(b)));
}
