using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Tests;

/// <summary>Eigenvalues by own code, against known spectra and MathNet's.</summary>
public class EigenvaluesTests
{
    private const double Rounding = 1e-11;

    [Fact]
    public void A_triangular_matrix_has_its_diagonal() =>
        Assert.Equal([-3, 0.5, 2], Eigenvalues.Of(Tensor.Matrix(new[,] { { 2.0, 7, -1 }, { 0, -3, 4 }, { 0, 0, 0.5 } })).Select(λ => λ.Real).Order());

    [Fact]
    public void A_turn_by_a_right_angle_has_plus_and_minus_i() =>
        Assert.Equal([new Complex(0, 1), new Complex(0, -1)], Eigenvalues.Of(Tensor.Matrix(new[,] { { 0.0, -1 }, { 1, 0 } })).AsEnumerable());

    [Theory]
    [InlineData(3, false)]
    [InlineData(4, false)]
    [InlineData(7, false)]
    [InlineData(3, true)]
    [InlineData(4, true)]
    [InlineData(7, true)]
    public void Steps_round_a_ring_have_the_roots_of_one(int n, bool back)
    {
        // Shifts that are 0 turn a ring into a ring: one that has nothing to do with the last rows must break the cycle.
        var forth = Tensor.Generate([n, n], i => i % n == (i / n + 1) % n ? 1.0 : 0);
        var ring = back ? forth.Transpose() : forth;

        var found = Eigenvalues.Of(ring);

        Assert.All(found, λ => Assert.Equal(1, Complex.Abs(λ), Rounding));
        Assert.All(Enumerable.Range(0, n), k => Assert.Contains(found, λ => Complex.Abs(λ - Complex.FromPolarCoordinates(1, 2 * Math.PI * k / n)) < 1e-10));
    }

    /// <summary>Where numbers on the diagonal are roundings themselves, what is small beside them is no measure of what is nothing.</summary>
    [Fact]
    public void Three_rings_side_by_side_have_the_eigenvalues_of_each()
    {
        double[] rows =
        [
            0, -1, 0, 0, 0, 0, 0, 0,
            1, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 1, 0, 0, 0, 0,
            0, 0, 0, 0, -1, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 1, 0,
            0, 0, 0, 0, 0, 0, 0, -1,
            0, 0, -1, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 1, 0, 0,
        ];

        var found = Eigenvalues.Of(Tensor.Of([8, 8], rows));

        // Rows 1 and 2, and 6 and 8: λ² = −1; rows 3, 4, 5 and 7: λ⁴ = 1.
        foreach (var (λ, times) in new (Complex, int)[] { (Complex.ImaginaryOne, 3), (-Complex.ImaginaryOne, 3), (1, 1), (-1, 1) })
            Assert.Equal(times, found.Count(e => Complex.Abs(e - λ) < Rounding));
    }

    [Fact]
    public void An_eigenvalue_that_stands_three_times_with_two_eigenvectors_is_found_and_moves_only_with_the_root_of_a_rounding()
    {
        double[] rows =
        [
            0, 0, -2, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 2, -2, 0, 0, 2,
            0, 0, -1, 0, 0, 0, 0, 0,
            0, 0, 0, 0, 2, 0, 0, 0,
            0, 0, 0, 0, 0, 2, 0, 0,
            2, 0, 0, 0, 0, 0, 0, 0,
            0, 0, 0, 0, -2, 0, 0, 2,
        ];

        var found = Eigenvalues.Of(Tensor.Of([8, 8], rows));

        Assert.Equal(3, found.Count(λ => Complex.Abs(λ - 2) < 1e-7));
        for (int k = 1; k <= 4; k++) Assert.Equal(Trace(rows, 8, k), found.Aggregate(Complex.Zero, (sum, λ) => sum + Complex.Pow(λ, k)).Real, 1e-9);
    }

    /// <summary>The trace of a power of a matrix.</summary>
    private static double Trace(double[] rows, int n, int power)
    {
        var a = Tensor.Of([n, n], rows);
        var p = Enumerable.Repeat(a, power - 1).Aggregate(a, (product, next) => product.MatMul(next));
        return Enumerable.Range(0, n).Sum(i => p[i, i]);
    }

    [Fact]
    public void A_companion_matrix_has_the_roots_of_its_polynomial()
    {
        // (x − 1)(x − 2)(x − 3)(x − 4) = x⁴ − 10x³ + 35x² − 50x + 24
        var found = Eigenvalues.Of(Tensor.Matrix(new[,] { { 10.0, -35, 50, -24 }, { 1, 0, 0, 0 }, { 0, 1, 0, 0 }, { 0, 0, 1, 0 } })).OrderBy(λ => λ.Real).ToArray();

        Assert.All(Enumerable.Range(0, 4), k => Assert.InRange(Complex.Abs(found[k] - (k + 1)), 0, 1e-10));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(33)]
    [InlineData(64)]
    public void A_matrix_of_chance_has_the_eigenvalues_that_MathNet_finds(int n)
    {
        var a = RandomKey.FromSeed(7).Fold(n).Normal<double>([n, n]);
        var expected = a.ToMathNetMatrix().Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Asymmetric).EigenValues.ToList();

        foreach (var λ in Eigenvalues.Of(a))
        {
            var nearest = expected.MinBy(e => Complex.Abs(e - λ));
            Assert.InRange(Complex.Abs(nearest - λ), 0, 1e-10 * n);
            expected.Remove(nearest);
        }
        Assert.Empty(expected);
    }

    [Fact]
    public void The_spectral_radius_is_of_the_farthest_eigenvalue_and_scales_with_the_matrix()
    {
        var a = Tensor.Matrix(new[,] { { 0.3, -0.8, 0 }, { 0.8, 0.3, 0 }, { 0, 0, 0.5 } });

        Assert.Equal(Math.Sqrt(0.73), Eigenvalues.SpectralRadius(a), Rounding);
        Assert.Equal(Math.Sqrt(0.73) * 1e200, Eigenvalues.SpectralRadius(a * 1e200), 1e189);
        Assert.Equal(0, Eigenvalues.SpectralRadius(Tensor.Zeros<float>([4, 4])));
        Assert.Equal(0, Eigenvalues.SpectralRadius(Tensor.Zeros<float>([0, 0])));
    }

    [Fact]
    public void A_matrix_that_is_not_square_or_not_finite_is_refused_in_a_sentence()
    {
        Assert.Equal("Eigenvalues: expected a square matrix, got 2×3.", Assert.Throws<ShapeException>(() => Eigenvalues.Of(Tensor.Zeros<double>([2, 3]))).Message);
        Assert.StartsWith("Eigenvalues: the matrix has numbers that are not finite", Assert.Throws<NNException>(() => Eigenvalues.SpectralRadius(Tensor.Full([2, 2], double.NaN))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(40)]
    public void Three_diagonals_have_the_eigenvalues_and_last_components_that_Jacobi_finds(int n)
    {
        var key = RandomKey.FromSeed(3).Fold(n);
        double[] d = key.Normal<double>([n]).ToArray(), e = key.Fold(1).Normal<double>([n]).ToArray();
        double[] full = [.. Enumerable.Range(0, n * n).Select(i => (i / n - i % n) switch { 0 => d[i / n], 1 => e[i % n], -1 => e[i / n], _ => 0 })];

        var (values, last) = TridiagonalMatrix.Eigen(d, e);

        var (jacobi, vectors) = SymmetricMatrix.Eigen(full, n);
        int[] order = [.. Enumerable.Range(0, n).OrderBy(i => jacobi[i])];
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal(jacobi[order[i]], values[i], Rounding));
        Assert.All(Enumerable.Range(0, n), i => Assert.Equal(Math.Abs(vectors[order[i] * n + n - 1]), Math.Abs(last[i]), 1e-9));
    }
}
