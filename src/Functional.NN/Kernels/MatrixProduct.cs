namespace Functional.NN.Kernels;

/// <summary>
/// C = A·B over the last two axes. Every element of C is one chain of fused multiply-adds over ascending k, started at +0, so the tiling
/// below cannot change a bit: c ← fma(a[i, k], b[k, j], c).
/// </summary>
internal static partial class MatrixProduct
{
    private const int TileRows = 4;

    public static Tensor<T> Multiply<T>(Tensor<T> a, Tensor<T> b, bool transposeA, bool transposeB) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (batch, m, k, n) = Fit(a.Shape, b.Shape, transposeA, transposeB);
        if (transposeB) b = b.Transpose();
        var to = new T[batch.Size * m * n];
        for (int matrix = 0; matrix < batch.Size; matrix++)
        {
            var (rowStep, depthStep) = transposeA ? (1, m) : (k, 1);
            Into(a.AsSpan().Slice(matrix * m * k, m * k), rowStep, depthStep, b.AsSpan().Slice(matrix * k * n, k * n), m, k, n, to.AsSpan(matrix * m * n, m * n));
        }
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

    /// <param name="a">element (i, k) at i·rowStep + k·depthStep</param>
    /// <param name="rowStep">from a row of A to the next</param>
    /// <param name="depthStep">from a column of A to the next</param>
    /// <param name="b">(k × n), row-major</param>
    /// <param name="m">rows of A and C</param>
    /// <param name="k">columns of A, rows of B</param>
    /// <param name="n">columns of B and C</param>
    /// <param name="c">(m × n), row-major; overwritten</param>
    public static void Into<T>(ReadOnlySpan<T> a, int rowStep, int depthStep, ReadOnlySpan<T> b, int m, int k, int n, Span<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (m == 0 || k == 0)
        {
            c.Clear();
            return;
        }
        int width = Vector<T>.Count, j = 0;
        for (; j <= n - 2 * width; j += 2 * width) Panel(a, rowStep, depthStep, b[j..], n, m, k, c[j..], n, 2 * width);
        if (j == n) return;
        // The last columns: B's are copied beside zeros, so that the same kernel serves, and only the real columns of C are kept.
        int rest = n - j;
        var panel = new T[k * 2 * width];
        for (int p = 0; p < k; p++) b.Slice(p * n + j, rest).CopyTo(panel.AsSpan(p * 2 * width));
        Panel(a, rowStep, depthStep, panel, 2 * width, m, k, c[j..], n, rest);
    }

    private static void Panel<T>(ReadOnlySpan<T> a, int rowStep, int depthStep, ReadOnlySpan<T> b, int bStep, int m, int k, Span<T> c, int cStep, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector<T>.Count;
        Span<T> tile = stackalloc T[TileRows * 2 * width];
        for (int i = 0; i < m; i += TileRows)
        {
            int rows = Math.Min(TileRows, m - i);
            if (rows == TileRows) FourRows(a[(i * rowStep)..], rowStep, depthStep, b, bStep, k, tile);
            else for (int r = 0; r < rows; r++) OneRow(a[((i + r) * rowStep)..], depthStep, b, bStep, k, tile[(r * 2 * width)..]);
            for (int r = 0; r < rows; r++) tile.Slice(r * 2 * width, columns).CopyTo(c[((i + r) * cStep)..]);
        }
    }

    private static unsafe void FourRows<T>(ReadOnlySpan<T> a, int rowStep, int depthStep, ReadOnlySpan<T> b, int bStep, int k, Span<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector<T>.Count;
        Vector<T> c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default;
        fixed (T* pa = a, pb = b, pc = tile)
        {
            T* a0 = pa, a1 = pa + rowStep, a2 = pa + 2 * rowStep, a3 = pa + 3 * rowStep, row = pb;
            for (int p = 0; p < k; p++, row += bStep, a0 += depthStep, a1 += depthStep, a2 += depthStep, a3 += depthStep)
            {
                Vector<T> b0 = *(Vector<T>*)row, b1 = *(Vector<T>*)(row + width), x = new(*a0);
                c00 = Fused.MultiplyAdd(x, b0, c00);
                c01 = Fused.MultiplyAdd(x, b1, c01);
                x = new(*a1);
                c10 = Fused.MultiplyAdd(x, b0, c10);
                c11 = Fused.MultiplyAdd(x, b1, c11);
                x = new(*a2);
                c20 = Fused.MultiplyAdd(x, b0, c20);
                c21 = Fused.MultiplyAdd(x, b1, c21);
                x = new(*a3);
                c30 = Fused.MultiplyAdd(x, b0, c30);
                c31 = Fused.MultiplyAdd(x, b1, c31);
            }
            var to = (Vector<T>*)pc;
            to[0] = c00; to[1] = c01; to[2] = c10; to[3] = c11; to[4] = c20; to[5] = c21; to[6] = c30; to[7] = c31;
        }
    }

    private static unsafe void OneRow<T>(ReadOnlySpan<T> a, int depthStep, ReadOnlySpan<T> b, int bStep, int k, Span<T> tile)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector<T>.Count;
        Vector<T> c0 = default, c1 = default;
        fixed (T* pa = a, pb = b, pc = tile)
        {
            T* x = pa, row = pb;
            for (int p = 0; p < k; p++, row += bStep, x += depthStep)
            {
                c0 = Fused.MultiplyAdd(new Vector<T>(*x), *(Vector<T>*)row, c0);
                c1 = Fused.MultiplyAdd(new Vector<T>(*x), *(Vector<T>*)(row + width), c1);
            }
            *(Vector<T>*)pc = c0;
            *(Vector<T>*)(pc + width) = c1;
        }
    }
}
