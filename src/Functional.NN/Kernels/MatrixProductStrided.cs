namespace Functional.NN.Kernels;

internal static partial class MatrixProduct
{
    /// <summary>A stand-in until the kernels come.</summary>
    public static unsafe void Multiply<T>(T* a, nint rowStep, nint depthStep, T* b, nint bStep, T* c, nint cStep, int m, int k, int n, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < m; i++)
        {
            T* row = c + i * cStep;
            if (!accumulate) new Span<T>(row, n).Clear();
            for (int p = 0; p < k; p++)
            {
                T x = a[i * rowStep + p * depthStep];
                T* from = b + p * bStep;
                int j = 0;
                for (; j <= n - Vector<T>.Count; j += Vector<T>.Count) *(Vector<T>*)(row + j) = Fused.MultiplyAdd(new Vector<T>(x), *(Vector<T>*)(from + j), *(Vector<T>*)(row + j));
                for (; j < n; j++) row[j] = T.FusedMultiplyAdd(x, from[j], row[j]);
            }
        }
    }
}
