namespace Functional.NN.Tests.Minimization;

public sealed class NonlinearLeastSquaresTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(77);

    private static readonly Tensor<double> X = Tensor.Generate([30], i => 0.1 * i);

    private static Var Line(Var β, Var x) => β.At(0, 0) + β.At(0, 1) * x;

    /// <summary>The textbook's closed forms: b = Sxy/Sxx, a = ȳ − bx̄, s² = SSR/(n − 2), se(b)² = s²/Sxx, se(a)² = s²(1/n + x̄²/Sxx).</summary>
    [Fact]
    public void A_straight_line_has_the_closed_form_and_its_standard_errors()
    {
        var y = 2 + 0.5 * X + 0.1 * Key.Normal<double>([30]);
        double meanX = X.Mean().ToScalar(), meanY = y.Mean().ToScalar(), sxx = ((X - meanX) * (X - meanX)).Sum().ToScalar(), b = ((X - meanX) * (y - meanY)).Sum().ToScalar() / sxx, a = meanY - b * meanX;
        var e = y - a - b * X;
        double s = Math.Sqrt((e * e).Sum().ToScalar() / 28);
        var fit = NonlinearLeastSquares.Fit(Line, X, y, Tensor.Vector(0.0, 0));
        Assert.Equal(a, fit.Parameters[0], 1e-13);
        Assert.Equal(b, fit.Parameters[1], 1e-13);
        Assert.Equal(s, fit.StandardDeviation, 1e-13);
        Assert.Equal(28, fit.DegreesOfFreedom);
        Assert.Equal(s / Math.Sqrt(sxx), fit.StandardErrors[1], 1e-13);
        Assert.Equal(s * Math.Sqrt(1.0 / 30 + meanX * meanX / sxx), fit.StandardErrors[0], 1e-13);
        Assert.Equal(-s * s * meanX / sxx, fit.Covariance[0, 1], 1e-14);
        Assert.True((fit.Residuals - e).Abs().Max(0).ToScalar() < 1e-12);
        Assert.Equal((e * e).Sum().ToScalar(), fit.SumOfSquares, 1e-13);
    }

    [Fact]
    public void Exact_data_give_the_parameters_they_were_made_with()
    {
        var y = X.Map(x => 3 * Math.Exp(-0.7 * x) + 0.5);
        var fit = NonlinearLeastSquares.Fit((β, x) => β.At(0, 0) * Var.Exp(-β.At(0, 1) * x) + β.At(0, 2), X, y, Tensor.Vector(1.0, 1, 0));
        Assert.Equal(3, fit.Parameters[0], 1e-10);
        Assert.Equal(0.7, fit.Parameters[1], 1e-10);
        Assert.Equal(0.5, fit.Parameters[2], 1e-10);
    }

    /// <summary>MathNet's minimiser, with derivatives by differences.</summary>
    [Fact]
    public void A_fit_agrees_with_MathNets()
    {
        var y = X.Map(x => 3 * Math.Exp(-0.7 * x) + 0.5) + 0.05 * Key.Normal<double>([30]);
        var ours = NonlinearLeastSquares.Fit((β, x) => β.At(0, 0) * Var.Exp(-β.At(0, 1) * x) + β.At(0, 2), X, y, Tensor.Vector(1.0, 1, 0));
        var model = MathNet.Numerics.Optimization.ObjectiveFunction.NonlinearModel((p, x) => p[0] * x.Map(v => Math.Exp(-p[1] * v)) + p[2], X.ToMathNetVector(), y.ToMathNetVector());
        var theirs = new MathNet.Numerics.Optimization.LevenbergMarquardtMinimizer(1e-3, 1e-12, 1e-12, 1e-12, 500).FindMinimum(model, Tensor.Vector(1.0, 1, 0).ToMathNetVector());
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(theirs.MinimizingPoint[i], ours.Parameters[i], 1e-6);
            Assert.Equal(theirs.StandardErrors[i], ours.StandardErrors[i], 1e-6);
        }
    }

    [Fact]
    public void A_whole_weight_counts_an_observation_so_often()
    {
        var y = 2 + 0.5 * X + 0.1 * Key.Normal<double>([30]);
        var weights = Tensor.Generate([30], i => (double)(i % 3));
        int[] repeated = [.. Enumerable.Range(0, 30).SelectMany(i => Enumerable.Repeat(i, i % 3))];
        var (weighed, twice) = (NonlinearLeastSquares.Fit(Line, X, y, Tensor.Vector(0.0, 0), weights), NonlinearLeastSquares.Fit(Line, X.Gather(repeated), y.Gather(repeated), Tensor.Vector(0.0, 0)));
        Assert.True((weighed.Parameters - twice.Parameters).Abs().Max(0).ToScalar() < 1e-12);
        Assert.Equal(twice.SumOfSquares, weighed.SumOfSquares, 1e-12);
    }

    [Fact]
    public void A_parameter_that_does_not_matter_has_an_infinite_standard_error()
    {
        var fit = NonlinearLeastSquares.Fit((β, x) => β.At(0, 0) * x + 0 * β.At(0, 1), X, 2 * X + 0.1 * Key.Normal<double>([30]), Tensor.Vector(1.0, 7));
        Assert.Equal((7, double.PositiveInfinity), (fit.Parameters[1], fit.StandardErrors[1]));
    }

    [Fact]
    public void As_many_observations_as_parameters_leave_no_deviation_to_speak_of()
    {
        var fit = NonlinearLeastSquares.Fit(Line, Tensor.Vector(1.0, 3), Tensor.Vector(2.0, 8), Tensor.Vector(0.0, 0));
        Assert.Equal((0, double.NaN), (fit.DegreesOfFreedom, fit.StandardDeviation));
        Assert.Equal(-1, fit.Parameters[0], 1e-12);
        Assert.Equal(3, fit.Parameters[1], 1e-12);
    }

    [Fact]
    public void Input_that_does_not_fit_is_refused()
    {
        var y = Tensor.Zeros<double>([30]);
        Assert.Equal("NonlinearLeastSquares: the model gives 1 for observations 30; it must give one number for each.", Assert.Throws<ShapeException>(() => NonlinearLeastSquares.Fit((β, _) => β, X, y, Tensor.Vector(1.0))).Message);
        Assert.StartsWith("NonlinearLeastSquares: weights have the observations' shape, 30, and are not negative; got 1 [-1]", Assert.Throws<ShapeException>(() => NonlinearLeastSquares.Fit(Line, X, y, Tensor.Vector(0.0, 0), Tensor.Vector(-1.0))).Message, StringComparison.Ordinal);
        Assert.StartsWith("Parameters.Of: expected a vector, got 1×2", Assert.Throws<ShapeException>(() => NonlinearLeastSquares.Fit(Line, X, y, Tensor.Zeros<double>([1, 2]))).Message, StringComparison.Ordinal);
    }
}
