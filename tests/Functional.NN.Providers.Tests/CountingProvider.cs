using MathNet.Numerics.Providers.LinearAlgebra;

namespace Functional.NN.Providers.Tests;

/// <summary>A provider of somebody else: MathNet's own, and it counts. The provider that was set before is set again at its end.</summary>
internal sealed class CountingProvider : DelegatingLinearAlgebraProvider, IDisposable
{
    private readonly ILinearAlgebraProvider _before = LinearAlgebraControl.Provider;

    public int Products { get; private set; }

    public override void MatrixMultiplyWithUpdate(Transpose transposeA, Transpose transposeB, float alpha, float[] a, int rowsA, int columnsA, float[] b, int rowsB, int columnsB, float beta, float[] c)
    {
        Products++;
        base.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);
    }

    public override void MatrixMultiplyWithUpdate(Transpose transposeA, Transpose transposeB, double alpha, double[] a, int rowsA, int columnsA, double[] b, int rowsB, int columnsB, double beta, double[] c)
    {
        Products++;
        base.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, a, rowsA, columnsA, b, rowsB, columnsB, beta, c);
    }

    public override string ToString() => "counting";

    public void Dispose() => LinearAlgebraControl.Provider = _before;
}

/// <summary>The tests that read or set MathNet's provider, one after the other.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class MathNetGlobal
{
    public const string Name = "MathNet's provider";
}
