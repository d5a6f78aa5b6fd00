using MathNet.Numerics;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Functional.NN.Providers;

/// <summary>
/// A MathNet provider that leaves everything to another one. Deriving from it and overriding the products is all that a provider with products of its own
/// has to do; the rest — norms, factorisations, complex numbers — stays MathNet's.
/// </summary>
public abstract class DelegatingLinearAlgebraProvider : ILinearAlgebraProvider, IDelegated<float>, IDelegated<double>, IDelegated<Complex>, IDelegated<Complex32>
{
    private readonly ILinearAlgebraProvider _inner;

    /// <summary>Leaves everything to MathNet's managed provider.</summary>
    protected DelegatingLinearAlgebraProvider() : this(ManagedLinearAlgebraProvider.Instance)
    {
    }

    /// <summary>Leaves everything to a provider.</summary>
    protected DelegatingLinearAlgebraProvider(ILinearAlgebraProvider inner) => _inner = inner ?? throw new ArgumentNullException(nameof(inner));

    /// <summary>Makes this the provider of all of MathNet: <c>LinearAlgebraControl.Provider = this</c>.</summary>
    public void Use() => LinearAlgebraControl.Provider = this;

    /// <inheritdoc/>
    public virtual bool IsAvailable() => _inner.IsAvailable();

    /// <inheritdoc/>
    public virtual void InitializeVerify() => _inner.InitializeVerify();

    /// <inheritdoc/>
    public virtual void FreeResources() => _inner.FreeResources();

    /// <summary>R = X·Y, matrices by columns.</summary>
    public virtual void MatrixMultiply(float[] x, int rowsX, int columnsX, float[] y, int rowsY, int columnsY, float[] result) =>
        _inner.MatrixMultiply(x, rowsX, columnsX, y, rowsY, columnsY, result);

    /// <summary>R = X·Y, matrices by columns.</summary>
    public virtual void MatrixMultiply(double[] x, int rowsX, int columnsX, double[] y, int rowsY, int columnsY, double[] result) =>
        _inner.MatrixMultiply(x, rowsX, columnsX, y, rowsY, columnsY, result);

    /// <summary>C = α·op(A)·op(B) + β·C, matrices by columns; rows and columns are those of A and B as they are stored.</summary>
    public virtual void MatrixMultiplyWithUpdate(Transpose transposeA, Transpose transposeB, float alpha, float[] a, int rowsA, int columnsA, float[] b, int rowsB, int columnsB, float beta, float[] c) =>
        _inner.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);

    /// <summary>C = α·op(A)·op(B) + β·C, matrices by columns; rows and columns are those of A and B as they are stored.</summary>
    public virtual void MatrixMultiplyWithUpdate(Transpose transposeA, Transpose transposeB, double alpha, double[] a, int rowsA, int columnsA, double[] b, int rowsB, int columnsB, double beta, double[] c) =>
        _inner.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);

    ILinearAlgebraProvider<float> IDelegated<float>.Inner => _inner;

    ILinearAlgebraProvider<double> IDelegated<double>.Inner => _inner;

    ILinearAlgebraProvider<Complex> IDelegated<Complex>.Inner => _inner;

    ILinearAlgebraProvider<Complex32> IDelegated<Complex32>.Inner => _inner;
}
