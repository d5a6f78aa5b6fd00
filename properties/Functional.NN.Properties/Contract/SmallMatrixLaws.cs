using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Kernels;

namespace Functional.NN.Properties.Contract;

/// <summary>Factorisations of small matrices, which have no naive twin, are what they say within rounding.</summary>
public class SmallMatrixLaws
{
    private const double Rounding = 1e-10;

    private static readonly Gen<(Tensor<double> A, Tensor<double> B, double Damping)> Tall =
        from n in Gen.Choose(1, 8)
        from more in Gen.Choose(0, 12)
        from key in Draw.Key
        from damping in Gen.Choose(1, 100)
        select (key.Normal<double>([n + more, n]), key.Fold("b").Normal<double>([n + more, 1]), damping / 10.0);

    [Fact]
    public void Orthonormal_columns_span_what_the_matrix_spans() => Law.Holds(Tall, c =>
    {
        var q = Householder.Orthonormal(c.A);
        int n = c.A.Shape[1];
        Near(Tensor.Generate([n, n], i => i / n == i % n ? 1.0 : 0), q.Transpose().MatMul(q));
        Near(c.A, q.MatMul(q.Transpose().MatMul(c.A)));
    });

    [Fact]
    public void Cholesky_factors_multiply_to_the_matrix_and_solve_with_it() => Law.Holds(Tall, c =>
    {
        int n = c.A.Shape[1];
        var a = c.A.Transpose().MatMul(c.A) + Tensor.Generate([n, n], i => i / n == i % n ? c.Damping : 0);
        double[] l = SymmetricMatrix.Cholesky(a.AsSpan(), n)!, b = [.. c.B.ToArray().Take(n)];
        var factor = Tensor.Generate([n, n], i => i % n <= i / n ? l[i] : 0);
        Near(a, factor.MatMul(factor.Transpose()));
        Near(Tensor.Of(Shape.Of(n, 1), b), a.MatMul(Tensor.Of(Shape.Of(n, 1), SymmetricMatrix.Solve(l, b, n))));
        Assert.Null(SymmetricMatrix.Cholesky((-a).AsSpan(), n));
    });

    [Fact]
    public void Eigenvectors_are_only_stretched() => Law.Holds(Tall, c =>
    {
        int n = c.A.Shape[1];
        var a = c.A.Transpose().MatMul(c.A);
        var (values, vectors) = SymmetricMatrix.Eigen(a.AsSpan(), n);
        var v = Tensor.Of(Shape.Of(n, n), vectors);
        Near(v * Tensor.Of(Shape.Of(n, 1), values), v.MatMul(a));
        Near(Tensor.Generate([n, n], i => i / n == i % n ? 1.0 : 0), v.MatMul(v.Transpose()));
    });

    [Fact]
    public void Least_squares_leave_a_rest_across_the_columns_damped_or_not() => Law.Holds(Tall, c =>
    {
        int m = c.A.Shape[0], n = c.A.Shape[1];
        var (x, rank) = LinearLeastSquares.Solve(c.A, c.B);
        Assert.Equal(n, rank);
        double worst = c.A.Transpose().MatMul(c.A.MatMul(x) - c.B).Abs().ToArray().Max(), size = (c.A.Abs().Sum().ToScalar() + 1) * (x.Abs().Sum().ToScalar() + 1) * (c.A.Abs().Sum().ToScalar() + 1);
        Assert.True(worst <= Rounding * size, $"the rest leans by {worst} on the columns");
        // Columns one after another, as the factorisation has them.
        double[] damped = LinearLeastSquares.Damped([.. c.A.Transpose().ToArray()], [.. c.B.ToArray()], m, n, c.Damping);
        var y = Tensor.Of(Shape.Of(n, 1), damped);
        Near(Tensor.Zeros<double>([n, 1]), c.A.Transpose().MatMul(c.A.MatMul(y) + c.B) + c.Damping * y);
    });

    private static void Near(Tensor<double> expected, Tensor<double> got)
    {
        double size = 1 + expected.Abs().ToArray().Max();
        Assert.True((expected - got).Abs().ToArray().All(error => error <= Rounding * size), $"expected {expected}, got {got}");
    }
}
