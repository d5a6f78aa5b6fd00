namespace Functional.NN.Tests.Linear;

public sealed class KernelLeastSquaresTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(12);
    private static readonly Tensor<double> X = Key.Fold("x").Normal<double>([20, 3]), Targets = Key.Fold("t").Normal<double>([20, 2]);
    private static readonly Tensor<double> Corners = Tensor.Matrix(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }), Xor = Tensor.Vector<double>(0, 1, 1, 0);

    private static void Near(Tensor<double> expected, Tensor<double> actual, double tolerance) => Assert.Equal(expected.ToArray(), actual.ToArray(), (a, b) => Math.Abs(a - b) <= tolerance);

    public static TheoryData<KernelFunction> Kernels => [new GaussianKernel(0.75), new PolynomialKernel(2)];

    [Theory, MemberData(nameof(Kernels))]
    public void It_solves_exclusive_or_which_no_affine_map_does(KernelFunction kernel) => Near(Xor, new KernelLeastSquares(kernel).Fit(Corners, Xor).Predict(Corners).Reshape(-1), 1e-12);

    [Fact]
    public void Without_a_ridge_it_goes_through_every_sample() => Near(Targets, new KernelLeastSquares(new GaussianKernel(0.5)).Fit(X, Targets).Predict(X), 1e-9);

    [Fact]
    public void The_linear_kernel_with_a_ridge_is_least_squares_with_it()
    {
        var (kernel, linear) = (new KernelLeastSquares(new PolynomialKernel(1, 0), 0.5).Fit(X, Targets), new LinearRegression(0.5, Intercept: false).Fit(X, Targets));
        var elsewhere = Key.Normal<double>([7, 3]);
        Near(linear.Map.Predict(elsewhere), kernel.Predict(elsewhere), 1e-12);
    }

    [Fact]
    public void The_coefficients_are_the_residuals_over_the_ridge()
    {
        var fit = new KernelLeastSquares(new GaussianKernel(2), 0.25).Fit(X, Targets);
        Near((Targets - fit.Predict(X)) / 0.25, fit.Coefficients, 1e-10);
    }

    [Fact]
    public void The_Gaussian_kernel_is_1_at_the_same_point_and_falls_with_the_distance()
    {
        var k = new GaussianKernel(2).Of(Corners, Corners);
        Assert.Equal([1, Math.Exp(-0.125), Math.Exp(-0.125), Math.Exp(-0.25)], k.At(0).ToArray(), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(k, k.Transpose());
    }

    [Fact]
    public void The_polynomial_kernel_is_the_inner_product_of_its_features()
    {
        // (x·z + 1)² with the features 1, √2x₁, √2x₂, x₁², x₂², √2x₁x₂.
        Tensor<double> Features(Tensor<double> x) => Tensor.Stack(Enumerable.Range(0, x.Shape[0]).Select(i => (a: x[i, 0], b: x[i, 1]))
            .Select(p => Tensor.Vector(1, Math.Sqrt(2) * p.a, Math.Sqrt(2) * p.b, p.a * p.a, p.b * p.b, Math.Sqrt(2) * p.a * p.b)));
        Tensor<double> x = X.Slice(1, 0, 2), z = X.Slice(1, 1, 2);
        Near(Features(x).MatMul(Features(z), transposeOther: true), new PolynomialKernel(2).Of(x, z), 1e-12);
    }

    [Fact]
    public void Bad_constants_are_refused()
    {
        Assert.Equal("GaussianKernel: the width must be a finite number above 0, got 0.", Assert.Throws<NNException>(() => new GaussianKernel(0)).Message);
        Assert.Equal("PolynomialKernel: the degree must be 1 or more, got 0.", Assert.Throws<NNException>(() => new PolynomialKernel(0)).Message);
        Assert.Equal("KernelLeastSquares: the ridge must be a finite number that is not negative, got -1.", Assert.Throws<NNException>(() => new KernelLeastSquares(new GaussianKernel(), -1)).Message);
    }
}
