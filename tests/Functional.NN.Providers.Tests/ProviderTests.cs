using MathNet.Numerics;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Providers.LinearAlgebra;

namespace Functional.NN.Providers.Tests;

/// <summary>What programs that use MathNet's matrices get.</summary>
[Collection(MathNetGlobal.Name)]
public sealed class ProviderTests
{
    private static readonly ManagedLinearAlgebraProvider Own = ManagedLinearAlgebraProvider.Instance;

    [Fact]
    public void A_program_computes_the_same_with_the_managed_one() => SameProgram(new ManagedSimdLinearAlgebraProvider());

    [MklFact]
    public void A_program_computes_the_same_with_MKL() => SameProgram(new MklRtLinearAlgebraProvider());

    [OpenBlasFact]
    public void A_program_computes_the_same_with_OpenBLAS() => SameProgram(new OpenBlasLinearAlgebraProvider());

    private static void SameProgram(DelegatingLinearAlgebraProvider provider)
    {
        var before = LinearAlgebraControl.Provider;
        try
        {
            LinearAlgebraControl.Provider = Own;
            double[] wanted = MatrixProgram();
            provider.Use();
            Assert.Same(provider, LinearAlgebraControl.Provider);
            double[] got = MatrixProgram();
            Assert.Equal(wanted.Length, got.Length);
            Assert.All(wanted.Zip(got), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
        finally
        {
            LinearAlgebraControl.Provider = before;
        }
    }

    /// <summary>Products in both precisions, turned ones, with a vector, a solved system, singular values, and complex numbers.</summary>
    private static double[] MatrixProgram()
    {
        Matrix<float> a = Matrix<float>.Build.Random(37, 21, 1), b = Matrix<float>.Build.Random(21, 45, 2), d = Matrix<float>.Build.Random(45, 21, 3);
        Matrix<double> square = Matrix<double>.Build.Random(20, 20, 4), right = Matrix<double>.Build.Random(20, 3, 5);
        Matrix<Complex> complex = Matrix<Complex>.Build.Random(5, 6, 6);
        return
        [
            .. (a * b).Enumerate().Select(x => (double)x), .. a.TransposeAndMultiply(d).Enumerate().Select(x => (double)x), .. a.TransposeThisAndMultiply(a).Enumerate().Select(x => (double)x),
            .. (b * MathNet.Numerics.LinearAlgebra.Vector<float>.Build.Random(45, 7)).Select(x => (double)x), .. square.Solve(right).Enumerate(), .. (square * right).Enumerate(), .. square.Svd().S, square.Determinant(),
            .. square.QR().R.Enumerate(), .. (complex * complex.ConjugateTranspose()).Enumerate().Select(z => z.Magnitude),
        ];
    }

    public static TheoryData<Transpose, Transpose, double, double> Updates
    {
        get
        {
            var all = new TheoryData<Transpose, Transpose, double, double>();
            foreach (var a in Enum.GetValues<Transpose>().Distinct())
                foreach (var b in Enum.GetValues<Transpose>().Distinct())
                    foreach (var (alpha, beta) in ((double, double)[])[(1, 0), (1, 1), (0.5, 0), (-1.5, 0.75), (2, 1), (1, -1), (0, 1), (0, 0.5), (0, 0)])
                        all.Add(a, b, alpha, beta);
            return all;
        }
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public void An_update_is_MathNets(Transpose transposeA, Transpose transposeB, double alpha, double beta)
    {
        foreach (var (m, k, n) in ((int, int, int)[])[(1, 1, 1), (5, 4, 3), (17, 33, 19), (64, 64, 65)])
        {
            var (single, twice) = (Operands<float>.Random(m, k, n), Operands<double>.Random(m, k, n));
            var (rowsA, columnsA) = transposeA == Transpose.DontTranspose ? (m, k) : (k, m);
            var (rowsB, columnsB) = transposeB == Transpose.DontTranspose ? (k, n) : (n, k);
            float[] wanted = [.. single.C], got = [.. single.C];
            double[] wantedTwice = [.. twice.C], gotTwice = [.. twice.C];
            var ours = new ManagedSimdLinearAlgebraProvider(threads: 1);
            Own.MatrixMultiplyWithUpdate(transposeA, transposeB, (float)alpha, single.A, rowsA, columnsA, single.B, rowsB, columnsB, (float)beta, wanted);
            ours.MatrixMultiplyWithUpdate(transposeA, transposeB, (float)alpha, single.A, rowsA, columnsA, single.B, rowsB, columnsB, (float)beta, got);
            Own.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, twice.A, rowsA, columnsA, twice.B, rowsB, columnsB, beta, wantedTwice);
            ours.MatrixMultiplyWithUpdate(transposeA, transposeB, alpha, twice.A, rowsA, columnsA, twice.B, rowsB, columnsB, beta, gotTwice);
            Assert.All(wanted.Zip(got), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
            Assert.All(wantedTwice.Zip(gotTwice), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
        }
    }

    [Theory]
    [InlineData(0.5f, 0f)]
    [InlineData(-1.5f, 0.75f)]
    [InlineData(1f, -1f)]
    [InlineData(1f, 1f)]
    [InlineData(1f, 0f)]
    public void An_update_is_rounded_as_its_documentation_says(float alpha, float beta)
    {
        var o = Operands<float>.Random(9, 20, 11);
        float[] product = o.Chains(), continued = o.Chains(accumulate: true), c = [.. o.C];
        // By columns C = op(A)·op(B) is Cᵀ = Bᵀ·Aᵀ by rows, so the roles are exchanged.
        new ManagedSimdLinearAlgebraProvider(1).MatrixMultiplyWithUpdate(Transpose.DontTranspose, Transpose.DontTranspose, alpha, o.B, 11, 20, o.A, 20, 9, beta, c);
        Assert.Equal(product.Select((p, i) => (alpha, beta) switch
        {
            (1, 0) => p,
            (1, 1) => continued[i],
            (_, 0) => alpha * p,
            _ => MathF.FusedMultiplyAdd(alpha, p, beta * o.C[i]),
        }), c);
    }

    [Fact]
    public void A_factor_of_zero_does_not_read()
    {
        float[] nan = [float.NaN], one = [1], c = [float.NaN];
        var provider = new ManagedSimdLinearAlgebraProvider();
        provider.MatrixMultiplyWithUpdate(Transpose.DontTranspose, Transpose.DontTranspose, 2f, one, 1, 1, one, 1, 1, 0f, c);
        Assert.Equal([2f], c);
        provider.MatrixMultiplyWithUpdate(Transpose.DontTranspose, Transpose.DontTranspose, 0f, nan, 1, 1, one, 1, 1, 3f, c);
        Assert.Equal([6f], c);
    }

    [Fact]
    public void A_result_may_be_an_operand()
    {
        var provider = new ManagedSimdLinearAlgebraProvider();
        double[] a = [1, 2, 3, 4], b = [5, 6, 7, 8];
        provider.MatrixMultiply(a, 2, 2, b, 2, 2, a);
        Assert.Equal([23.0, 34, 31, 46], a);
        provider.MatrixMultiplyWithUpdate(Transpose.Transpose, Transpose.DontTranspose, 1.0, b, 2, 2, b, 2, 2, 1.0, b);
        Assert.Equal([66.0, 89, 90, 121], b);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void Threads_change_no_bit(int threads)
    {
        foreach (var o in (Operands<float>[])[Operands<float>.Random(300, 150, 310), Operands<float>.Random(310, 150, 300), Operands<float>.Random(3, 1000, 3000), Operands<float>.Random(3000, 1000, 3), Operands<float>.Random(128, 784, 256)])
        {
            float[] c = new float[o.M * o.N], turned = new float[o.M * o.N];
            var provider = new ManagedSimdLinearAlgebraProvider(threads);
            provider.MatrixMultiply(o.B, o.N, o.K, o.A, o.K, o.M, c);
            Assert.Equal(o.Product(Backend.Managed, false), c);
            // The same memory of A read transposed, and B's.
            provider.MatrixMultiplyWithUpdate(Transpose.Transpose, Transpose.Transpose, 1f, o.B, o.K, o.N, o.A, o.M, o.K, 0f, turned);
            Assert.Equal((o with { TransposeA = true, TransposeB = true }).Product(Backend.Managed), turned);
        }
    }

    [Fact]
    public void Without_a_number_of_its_own_it_takes_MathNets_threads()
    {
        int before = Control.MaxDegreeOfParallelism;
        try
        {
            Control.MaxDegreeOfParallelism = 3;
            var o = Operands<double>.Random(200, 200, 200);
            double[] c = new double[o.M * o.N];
            new ManagedSimdLinearAlgebraProvider().MatrixMultiply(o.B, o.N, o.K, o.A, o.K, o.M, c);
            Assert.Equal(o.Chains(), c);
        }
        finally
        {
            Control.MaxDegreeOfParallelism = before;
        }
    }

    [Fact]
    public void Arrays_of_the_wrong_length_are_refused()
    {
        var provider = new ManagedSimdLinearAlgebraProvider();
        Assert.StartsWith("A 2×2 matrix is wanted in an array of 4 numbers, got 3.", Assert.Throws<ArgumentException>(() => provider.MatrixMultiply(new float[3], 2, 2, new float[4], 2, 2, new float[4])).Message, StringComparison.Ordinal);
        Assert.StartsWith("A product of 2×2 and 1×4 does not exist", Assert.Throws<ArgumentException>(() => provider.MatrixMultiply(new float[4], 2, 2, new float[4], 1, 4, new float[8])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => provider.MatrixMultiply(new double[4], 2, 2, new double[4], 2, 2, new double[5]));
        Assert.Throws<ArgumentNullException>(() => provider.MatrixMultiply(null!, 2, 2, new double[4], 2, 2, new double[4]));
    }

    [Fact]
    public void It_says_what_it_is()
    {
        Assert.StartsWith("Functional.NN managed SIMD (built in", new ManagedSimdLinearAlgebraProvider().ToString(), StringComparison.Ordinal);
        Assert.True(new ManagedSimdLinearAlgebraProvider().IsAvailable());
    }
}
