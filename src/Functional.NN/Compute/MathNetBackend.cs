using System.Runtime.InteropServices;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Functional.NN;

/// <summary>The products of MathNet's provider. It wants whole arrays of exact length, so the operands are copied.</summary>
internal sealed class MathNetBackend : Backend
{
    public override string Name => "mathnet";

    public override string Description => $"MathNet's provider: {LinearAlgebraControl.Provider}";

    internal override void Product<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate)
    {
        var provider = LinearAlgebraControl.Provider;
        if (typeof(T) == typeof(float))
            Columnwise(provider, 1f, MemoryMarshal.Cast<T, float>(a), transposeA, MemoryMarshal.Cast<T, float>(b), transposeB, MemoryMarshal.Cast<T, float>(c), m, k, n, accumulate ? 1f : 0f);
        else if (typeof(T) == typeof(double))
            Columnwise(provider, 1d, MemoryMarshal.Cast<T, double>(a), transposeA, MemoryMarshal.Cast<T, double>(b), transposeB, MemoryMarshal.Cast<T, double>(c), m, k, n, accumulate ? 1d : 0d);
        else
            throw new BackendException($"MathNet's providers multiply float and double, not {typeof(T).Name}.");
    }

    // Memory that holds M by rows holds Mᵀ by columns, as MathNet reads it; so Cᵀ = op(B)ᵀ·op(A)ᵀ, and each flag stays with its operand.
    private static void Columnwise<T>(ILinearAlgebraProvider<T> provider, T one, ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, T beta)
        where T : unmanaged, IEquatable<T>, IFormattable
    {
        T[] product = c.ToArray();
        var (rowsA, columnsA) = transposeA ? (m, k) : (k, m);
        var (rowsB, columnsB) = transposeB ? (k, n) : (n, k);
        provider.MatrixMultiplyWithUpdate(Flag(transposeB), Flag(transposeA), one, b.ToArray(), rowsB, columnsB, a.ToArray(), rowsA, columnsA, beta, product);
        product.CopyTo(c);
    }

    private static Transpose Flag(bool transposed) => transposed ? Transpose.Transpose : Transpose.DontTranspose;
}
