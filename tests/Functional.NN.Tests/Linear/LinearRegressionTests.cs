namespace Functional.NN.Tests.Linear;

public sealed class LinearRegressionTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);
    private static readonly Tensor<double> X = Key.Fold("x").Normal<double>([30, 4]), Targets = Key.Fold("t").Normal<double>([30, 2]);

    private static void Near(Tensor<double> expected, Tensor<double> actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.Equal(expected.ToArray(), actual.ToArray(), (a, b) => Math.Abs(a - b) <= tolerance);
    }

    [Fact]
    public void On_exclusive_or_the_best_affine_map_is_one_half_everywhere()
    {
        var fit = new LinearRegression().Fit(Tensor.Matrix(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } }), Tensor.Vector<double>(0, 1, 1, 0));
        Near(Tensor.Matrix(new double[,] { { 0 }, { 0 } }), fit.Map.Weight, 1e-15);
        Assert.Equal(0.5, fit.Map.Bias.ToScalar(), 1e-15);
        Assert.Equal(0.25, fit.MeanSquaredError, 1e-15);
    }

    [Fact]
    public void An_affine_function_is_found_exactly()
    {
        var map = new AffineFunction(Key.Normal<double>([4, 2]), Tensor.Vector(0.5, -3));
        var fit = new LinearRegression().Fit(X, map.Predict(X));
        Near(map.Weight, fit.Map.Weight);
        Near(map.Bias, fit.Map.Bias);
        Assert.Equal(4, fit.Rank);
    }

    [Fact]
    public void The_residual_is_orthogonal_to_every_input_and_sums_to_0()
    {
        var residual = Targets - new LinearRegression().Fit(X, Targets).Map.Predict(X);
        Near(Tensor.Zeros<double>([4, 2]), X.MatMul(residual, transposeThis: true));
        Near(Tensor.Zeros<double>([2]), residual.Sum(0));
    }

    [Fact]
    public void Without_an_intercept_it_is_MathNets_solution()
    {
        var expected = X.ToMathNetMatrix().QR().Solve(Targets.ToMathNetMatrix());
        var fit = new LinearRegression(Intercept: false).Fit(X, Targets);
        Near(Tensor.FromMathNet(expected), fit.Map.Weight);
        Near(Tensor.Zeros<double>([2]), fit.Map.Bias, 0);
    }

    [Theory]
    [InlineData(5, 7)]
    [InlineData(30, 4)]
    public void With_dependent_or_too_many_inputs_it_is_the_shortest_of_the_best(int samples, int inputs)
    {
        var key = Key.Fold(samples);
        var independent = key.Fold("x").Normal<double>([samples, inputs]);
        var x = Tensor.Concat(1, independent, independent.Slice(1, 0, 1) * 2 - independent.Slice(1, 1, 1));
        var targets = key.Fold("t").Normal<double>([samples]);
        var fit = new LinearRegression(Intercept: false).Fit(x, targets);
        Near(Tensor.FromMathNet(x.ToMathNetMatrix().PseudoInverse()).MatMul(targets.Reshape(-1, 1)), fit.Map.Weight, 1e-10);
        Assert.Equal(Math.Min(samples, inputs), fit.Rank);
    }

    [Fact]
    public void A_ridge_satisfies_its_own_normal_equations_and_leaves_the_intercept_alone()
    {
        const double Ridge = 2.5;
        var map = new LinearRegression(Ridge).Fit(X, Targets).Map;
        var residual = Targets - map.Predict(X);
        Near(Ridge * map.Weight, X.MatMul(residual, transposeThis: true));
        Near(Tensor.Zeros<double>([2]), residual.Sum(0));
    }

    [Fact]
    public void Constant_inputs_have_no_weight()
    {
        var fit = new LinearRegression().Fit(Tensor.Full([3, 2], 7.0), Tensor.Vector(1.0, 2, 6));
        Assert.Equal(0, fit.Rank);
        Near(Tensor.Zeros<double>([2, 1]), fit.Map.Weight, 0);
        Assert.Equal(3, fit.Map.Bias.ToScalar(), 1e-15);
    }

    [Fact]
    public void The_map_is_a_network_of_one_dense_layer()
    {
        var map = new LinearRegression().Fit(X, Targets).Map;
        Near(map.Predict(X), map.ToModel<double>().Predict(X), 1e-14);
        Assert.Equal(new Network([4], new Dense(2)), map.ToModel<float>().Network);
    }

    [Fact]
    public void Bad_samples_and_constants_are_refused()
    {
        Assert.Equal("LinearRegression: the ridge must be a finite number that is not negative, got -1.", Assert.Throws<NNException>(() => new LinearRegression(-1)).Message);
        Assert.Equal("LinearRegression: expected inputs (N × d) with one sample and one input or more, got 4.", Assert.Throws<ShapeException>(() => new LinearRegression().Fit(Tensor.Vector<double>(1, 2, 3, 4), Targets)).Message);
        Assert.Equal("LinearRegression: expected targets (N) or (N × m) for the 30 samples, got 4×2.", Assert.Throws<ShapeException>(() => new LinearRegression().Fit(X, Targets.Slice(0, 0, 4))).Message);
    }
}
