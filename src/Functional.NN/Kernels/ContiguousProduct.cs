using System.Buffers;

namespace Functional.NN.Kernels;

/// <summary>
/// C = A·B, or C += A·B, of contiguous row-major matrices, either operand read transposed: <see cref="MatrixProduct"/> with its strides filled in.
/// Threads take pieces of C; what an element is does not depend on the piece it lies in.
/// </summary>
internal static unsafe class ContiguousProduct
{
    /// <summary>Below this many multiplications a thread's piece costs less than handing it out.</summary>
    private const long PieceWorth = 1 << 20;

    /// <summary>Pieces of columns begin at multiples of this, so that only the last one has a narrow end.</summary>
    private const int ColumnGrain = 64;

    public static void Multiply<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (transposeB)
        {
            Turned(a, transposeA, b, c, m, k, n, accumulate, threads);
            return;
        }
        int pieces = (int)Math.Clamp((long)m * k * n / PieceWorth, 1, threads);
        var (rowStep, depthStep) = transposeA ? (1, m) : (k, 1);
        fixed (T* pa = a, pb = b, pc = c)
        {
            if (pieces == 1) MatrixProduct.Multiply(pa, rowStep, depthStep, pb, n, pc, n, m, k, n, accumulate);
            else InPieces(pa, rowStep, depthStep, pb, pc, m, k, n, accumulate, pieces);
        }
    }

    private static void Turned<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, Span<T> c, int m, int k, int n, bool accumulate, int threads)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] rented = ArrayPool<T>.Shared.Rent(k * n);
        fixed (T* from = b, to = rented) Transposition.Transpose(from, k, to, n, n, k);
        Multiply(a, transposeA, rented.AsSpan(0, k * n), false, c, m, k, n, accumulate, threads);
        ArrayPool<T>.Shared.Return(rented);
    }

    private static void InPieces<T>(T* a, int rowStep, int depthStep, T* b, T* c, int m, int k, int n, bool accumulate, int pieces) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool byRows = m >= n;
        int grain = byRows ? 1 : ColumnGrain, length = byRows ? m : n, step = (length / pieces / grain + 1) * grain;
        var crew = Crew.Rent(pieces);
        try
        {
            crew.Do(new Pieces<T>(a, rowStep, depthStep, b, c, m, k, n, accumulate, byRows, step), (length + step - 1) / step);
        }
        finally
        {
            crew.Return();
        }
    }

    /// <summary>Some rows or some columns of C a piece.</summary>
    private sealed class Pieces<T>(T* a, int rowStep, int depthStep, T* b, T* c, int m, int k, int n, bool accumulate, bool byRows, int step) : Work where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public override void Do(int piece, int worker)
        {
            int from = piece * step;
            if (byRows) MatrixProduct.Multiply(a + (nint)from * rowStep, rowStep, depthStep, b, n, c + (nint)from * n, n, Math.Min(step, m - from), k, n, accumulate);
            else MatrixProduct.Multiply(a, rowStep, depthStep, b + from, n, c + from, n, m, k, Math.Min(step, n - from), accumulate);
        }
    }
}
