using MathNet.Numerics.Providers.LinearAlgebra;

namespace Functional.NN.Providers;

/// <summary>A MathNet provider whose products of <c>float</c> and <c>double</c> matrices are computed by a backend; everything else is MathNet's managed provider.</summary>
/// <remarks>
/// MathNet keeps matrices by columns, so memory of M read by rows is Mᵀ: the product Cᵀ = op(B)ᵀ·op(A)ᵀ is computed by rows, and nothing is copied or turned for it.
/// Rounding of C ← α·op(A)·op(B) + β·C, with P = op(A)·op(B) of the backend: α = 1 and β = 0 is P; α = 1 and β = 1 is the backend's sum continued from C
/// (for the built-in kernels c is where the chain of fused multiply-adds starts); otherwise fma(α, p, β·c), and α·p where β = 0.
/// As in BLAS, β = 0 does not read C and α = 0 does not read A and B, so that what is not finite there does not spread.
/// </remarks>
public abstract class ProductLinearAlgebraProvider : DelegatingLinearAlgebraProvider
{
    private protected ProductLinearAlgebraProvider()
    {
    }

    /// <summary>What computes the products, in one line.</summary>
    public abstract string Description { get; }

    /// <inheritdoc/>
    public sealed override void MatrixMultiply(float[] x, int rowsX, int columnsX, float[] y, int rowsY, int columnsY, float[] result) =>
        Update(Transpose.DontTranspose, Transpose.DontTranspose, 1, x, rowsX, columnsX, y, rowsY, columnsY, 0, result);

    /// <inheritdoc/>
    public sealed override void MatrixMultiply(double[] x, int rowsX, int columnsX, double[] y, int rowsY, int columnsY, double[] result) =>
        Update(Transpose.DontTranspose, Transpose.DontTranspose, 1, x, rowsX, columnsX, y, rowsY, columnsY, 0, result);

    /// <inheritdoc/>
    public sealed override void MatrixMultiplyWithUpdate(Transpose transposeA, Transpose transposeB, float alpha, float[] a, int rowsA, int columnsA, float[] b, int rowsB, int columnsB, float beta, float[] c) =>
        Update(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);

    /// <inheritdoc/>
    public sealed override void MatrixMultiplyWithUpdate(Transpose transposeA, Transpose transposeB, double alpha, double[] a, int rowsA, int columnsA, double[] b, int rowsB, int columnsB, double beta, double[] c) =>
        Update(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);

    /// <summary>The description, as MathNet shows providers.</summary>
    public sealed override string ToString() => Description;

    /// <summary>C = A·B or C += A·B by rows, as <see cref="Backend.Multiply"/>.</summary>
    private protected abstract void Multiply<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private void Update<T>(Transpose transposeA, Transpose transposeB, T alpha, T[] a, int rowsA, int columnsA, T[] b, int rowsB, int columnsB, T beta, T[] c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Of real numbers the conjugate transpose is the transpose.
        bool turnA = transposeA != Transpose.DontTranspose, turnB = transposeB != Transpose.DontTranspose;
        Operand(a, rowsA, columnsA, nameof(a));
        Operand(b, rowsB, columnsB, nameof(b));
        var (m, k) = turnA ? (columnsA, rowsA) : (rowsA, columnsA);
        var (depth, n) = turnB ? (columnsB, rowsB) : (rowsB, columnsB);
        if (k != depth) throw new ArgumentException(Sentence.Of($"A product of {m}×{k} and {depth}×{n} does not exist: the inner dimensions are {k} and {depth}."), nameof(b));
        Operand(c, m, n, nameof(c));

        bool plain = alpha == T.One && (beta == T.Zero || beta == T.One), apart = !ReferenceEquals(c, a) && !ReferenceEquals(c, b);
        if (plain && apart) Multiply(b, turnB, a, turnA, c, n, k, m, accumulate: beta == T.One);
        else if (alpha == T.Zero) Scale(beta, c);
        else if (plain) Aside(beta == T.One ? c : null);
        else Combine(alpha, Aside(null), beta, c);

        T[] Aside(T[]? from)
        {
            var product = from is null ? new T[c.Length] : (T[])from.Clone();
            Multiply<T>(b, turnB, a, turnA, product, n, k, m, accumulate: from is not null);
            if (plain) product.CopyTo(c, 0);
            return product;
        }
    }

    private static void Operand<T>(T[] values, int rows, int columns, string name)
    {
        ArgumentNullException.ThrowIfNull(values, name);
        if (rows < 0 || columns < 0 || values.Length != (long)rows * columns)
            throw new ArgumentException(Sentence.Of($"A {rows}×{columns} matrix is wanted in an array of {(long)rows * columns} numbers, got {values.Length}."), name);
    }

    private static void Scale<T>(T beta, Span<T> c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (beta == T.Zero) c.Clear();
        else foreach (ref T element in c) element *= beta;
    }

    private static void Combine<T>(T alpha, ReadOnlySpan<T> product, T beta, Span<T> c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < c.Length; i++) c[i] = beta == T.Zero ? alpha * product[i] : T.FusedMultiplyAdd(alpha, product[i], beta * c[i]);
    }
}
