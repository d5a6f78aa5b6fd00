using System.Numerics;
using Functional.NN.Kernels.Products;

namespace Functional.NN.References;

/// <summary>A matrix product as three loops: every element one chain of fused multiply-adds over ascending p.</summary>
internal static class ProductReference
{
    /// <summary>C = A·B from +0, or C += A·B from C, in memory whose rows may lie apart: the twin of every kernel of a product.</summary>
    public static unsafe void Multiply<T>(T* a, T* b, T* c, in Steps steps, int m, int k, int n, bool accumulate) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
            {
                T sum = accumulate ? c[i * steps.RowOfC + j] : T.Zero;
                for (int p = 0; p < k; p++) sum = T.FusedMultiplyAdd(a[i * steps.RowOfA + p * steps.ColumnOfA], b[p * steps.RowOfB + j], sum);
                c[i * steps.RowOfC + j] = sum;
            }
    }

    /// <summary>The product of the last two axes, for every matrix of the leading ones.</summary>
    public static Tensor<T> Of<T>(Tensor<T> a, Tensor<T> b, bool transposeA = false, bool transposeB = false) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int m = a.Shape[transposeA ? -1 : -2], k = a.Shape[transposeA ? -2 : -1], n = b.Shape[transposeB ? -2 : -1];
        T[] left = a.ToArray(), right = b.ToArray();
        return Tensor.Generate(a.Shape.Range(0, a.Shape.Rank - 2).Append(m, n), at =>
        {
            var (matrix, i, j) = (at / (m * n), at / n % m, at % n);
            var c = T.Zero;
            for (int p = 0; p < k; p++)
                c = T.FusedMultiplyAdd(left[matrix * m * k + (transposeA ? p * m + i : i * k + p)], right[matrix * k * n + (transposeB ? j * k + p : p * n + j)], c);
            return c;
        });
    }
}
