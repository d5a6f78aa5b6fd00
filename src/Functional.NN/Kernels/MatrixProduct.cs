using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Functional.NN.Kernels.Products;

namespace Functional.NN.Kernels;

/// <summary>
/// C = A·B. Every element of C is one chain of fused multiply-adds over ascending p, c ← fma(a[i, p], b[p, j], c), whatever computes it: neither tiles nor
/// blocks nor vectors can change a bit.
/// </summary>
internal static unsafe class MatrixProduct
{
    /// <summary>The product of the last two axes, for every matrix of the leading ones, by a backend; the built-in one unless told.</summary>
    public static Tensor<T> Multiply<T>(Tensor<T> a, Tensor<T> b, bool transposeA, bool transposeB, Backend? backend = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (batch, m, k, n) = Fit(a.Shape, b.Shape, transposeA, transposeB);
        var to = GC.AllocateUninitializedArray<T>(batch.Size * m * n);
        for (int i = 0; i < batch.Size; i++)
            (backend ?? Backend.Managed).Multiply(a.AsSpan().Slice(i * m * k, m * k), transposeA, b.AsSpan().Slice(i * k * n, k * n), transposeB, to.AsSpan(i * m * n, m * n), m, k, n, accumulate: false);
        return Tensor<T>.Own(batch.Append(m, n), to);
    }

    /// <summary>The shapes of a product, or the sentence that says why there is none.</summary>
    public static (Shape Batch, int M, int K, int N) Fit(Shape a, Shape b, bool transposeA, bool transposeB)
    {
        if (a.Rank < 2 || b.Rank < 2) throw new ShapeException(Sentence.Of($"MatMul: both operands need two axes or more, got {a} and {b}."));
        int m = transposeA ? a[^1] : a[^2], k = transposeA ? a[^2] : a[^1], kb = transposeB ? b[^1] : b[^2], n = transposeB ? b[^2] : b[^1];
        var batch = a.Range(0, a.Rank - 2);
        if (k != kb || batch != b.Range(0, b.Rank - 2))
            throw new ShapeException($"MatMul: {a}{(transposeA ? "ᵀ" : "")} · {b}{(transposeB ? "ᵀ" : "")} do not fit: the inner dimensions are {k} and {kb}, and the leading axes must agree.");
        return (batch, m, k, n);
    }

    /// <summary>C = A·B, or C += A·B: every element one chain of fused multiply-adds over ascending p, from +0 or from C.</summary>
    /// <param name="a">element (i, p) at i·rowStep + p·depthStep, so that A and Aᵀ need no copy</param>
    /// <param name="rowStep">from a row of A to the next</param>
    /// <param name="depthStep">from a column of A to the next</param>
    /// <param name="b">element (p, j) at p·bStep + j</param>
    /// <param name="bStep">from a row of B to the next, n or more</param>
    /// <param name="c">element (i, j) at i·cStep + j; nothing else is written</param>
    /// <param name="cStep">from a row of C to the next, n or more</param>
    /// <param name="m">rows of A and C</param>
    /// <param name="k">columns of A, rows of B</param>
    /// <param name="n">columns of B and C</param>
    /// <param name="accumulate">whether the chains start from what C holds</param>
    public static void Multiply<T>(T* a, nint rowStep, nint depthStep, T* b, nint bStep, T* c, nint cStep, int m, int k, int n, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var steps = new Steps(rowStep, depthStep, bStep, cStep);
        if (Vector512.IsHardwareAccelerated) By<T, Vector512<T>, Lanes512<T>>(a, b, c, steps, m, k, n, accumulate);
        else if (Fma.IsSupported) By<T, Vector256<T>, Lanes256<T>>(a, b, c, steps, m, k, n, accumulate);
        else if (AdvSimd.Arm64.IsSupported) By<T, Vector128<T>, Lanes128<T>>(a, b, c, steps, m, k, n, accumulate);
        else By<T, T, SingleLane<T>>(a, b, c, steps, m, k, n, accumulate);
    }

    private static void By<T, TVector, TLanes>(T* a, T* b, T* c, in Steps steps, int m, int k, int n, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector>
    {
        if (Blocks<T, TVector, TLanes>.Pay(steps.RowOfB, m, k, n)) Blocks<T, TVector, TLanes>.Run(a, b, c, steps, m, k, n, accumulate);
        else Rectangle<T, TVector, TLanes>.Run(a, b, c, steps, m, k, n, accumulate);
    }
}
