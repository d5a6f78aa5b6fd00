namespace Functional.NN.Providers.Tests;

/// <summary>A product to compute: A and B by rows, as they are stored, and what C holds before.</summary>
internal sealed record Operands<T>(int M, int K, int N, bool TransposeA, bool TransposeB, T[] A, T[] B, T[] C) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static Operands<T> Random(int m, int k, int n, bool transposeA = false, bool transposeB = false)
    {
        var key = RandomKey.FromSeed((ulong)(m * 1_000_000 + k * 1000 + n));
        return new(m, k, n, transposeA, transposeB, Numbers(key.Fold(1), m * k), Numbers(key.Fold(2), k * n), Numbers(key.Fold(3), m * n));
    }

    public T[] Product(Backend backend, bool accumulate = false)
    {
        T[] c = [.. C];
        backend.Multiply<T>(A, TransposeA, B, TransposeB, c, M, K, N, accumulate);
        return c;
    }

    /// <summary>One chain of fused multiply-adds over ascending k for every element, started at +0 or at C.</summary>
    public T[] Chains(bool accumulate = false)
    {
        var c = new T[M * N];
        for (int i = 0; i < M; i++)
            for (int j = 0; j < N; j++)
            {
                T sum = accumulate ? C[i * N + j] : T.Zero;
                for (int p = 0; p < K; p++) sum = T.FusedMultiplyAdd(TransposeA ? A[p * M + i] : A[i * K + p], TransposeB ? B[j * K + p] : B[p * N + j], sum);
                c[i * N + j] = sum;
            }
        return c;
    }

    /// <summary>The largest difference from the chains.</summary>
    public double Distance(T[] product, bool accumulate = false) => Chains(accumulate).Zip(product, (x, y) => Math.Abs(double.CreateChecked(x - y))).DefaultIfEmpty().Max();

    public override string ToString() => $"{M}×{K}{(TransposeA ? "ᵀ" : "")} · {K}×{N}{(TransposeB ? "ᵀ" : "")}";

    private static T[] Numbers(RandomKey key, int count)
    {
        // A zero here and there, since kernels may treat it specially.
        T[] numbers = key.Normal<T>([count]).ToArray();
        for (int i = 3; i < count; i += 7) numbers[i] = T.Zero;
        return numbers;
    }
}
