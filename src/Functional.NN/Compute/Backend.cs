namespace Functional.NN;

/// <summary>What computes matrix products. There is the built-in one, whatever provider MathNet uses, and those of the package Functional.NN.Providers.</summary>
/// <remarks>A backend is chosen explicitly and travels in a <see cref="Compute"/>; there is no global one.</remarks>
public abstract class Backend
{
    internal Backend()
    {
    }

    /// <summary>The built-in engine: the same bits on every machine, on any instruction set and with any number of threads.</summary>
    public static Backend Managed { get; } = new ManagedBackend();

    /// <summary>
    /// Whatever <see cref="MathNet.Numerics.Providers.LinearAlgebra.LinearAlgebraControl.Provider"/> is when a product is computed; it is read and never set.
    /// A program that references MathNet's native packages and chooses one of them (<c>LinearAlgebraControl.UseNativeMKL()</c>) has it used here.
    /// </summary>
    public static Backend MathNet { get; } = new MathNetBackend();

    /// <summary>The name, by which the <c>fnn</c> command knows it too.</summary>
    public abstract string Name { get; }

    /// <summary>What computes, in one line: what was loaded, which version, by which instructions.</summary>
    public abstract string Description { get; }

    /// <summary>C = A·B, or C += A·B, of contiguous row-major matrices, where A, B or both may be read transposed.</summary>
    /// <param name="a">(m × k), or (k × m) where it is transposed</param>
    /// <param name="transposeA">whether A is read transposed</param>
    /// <param name="b">(k × n), or (n × k) where it is transposed</param>
    /// <param name="transposeB">whether B is read transposed</param>
    /// <param name="c">(m × n); it must not overlap A or B</param>
    /// <param name="m">rows of C</param>
    /// <param name="k">length of the sums</param>
    /// <param name="n">columns of C</param>
    /// <param name="accumulate">whether the product is added to what C holds</param>
    internal void Multiply<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (a.Length < (long)m * k || b.Length < (long)k * n || c.Length < (long)m * n)
            throw new ShapeException(Sentence.Of($"{Name}: a product of {m}×{k} and {k}×{n} needs {(long)m * k}, {(long)k * n} and {(long)m * n} numbers, got {a.Length}, {b.Length} and {c.Length}."));
        c = c[..(m * n)];
        if (c.IsEmpty) return;
        if (k > 0) Product(a[..(m * k)], transposeA, b[..(k * n)], transposeB, c, m, k, n, accumulate);
        else if (!accumulate) c.Clear();
    }

    /// <summary>The product of <see cref="Multiply"/>, where m, k and n are from 1 on and the lengths fit exactly.</summary>
    internal abstract void Product<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The name.</summary>
    public sealed override string ToString() => Name;
}
