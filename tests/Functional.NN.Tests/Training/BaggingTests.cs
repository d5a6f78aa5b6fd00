namespace Functional.NN.Tests.Training;

public sealed class BaggingTests
{
    [Fact]
    public void Models_that_err_alike_gain_nothing_and_independent_ones_divide_the_error_by_their_number()
    {
        Assert.Equal(2, Bagging.ExpectedSquaredError(8, 2, 2));
        Assert.Equal(0.25, Bagging.ExpectedSquaredError(8, 2, 0));
        Assert.Equal(2, Bagging.ExpectedSquaredError(1, 2, 0.5));
    }

    [Fact]
    public void It_is_the_mean_square_of_the_mean_of_such_errors()
    {
        // εᵢ = √c·z₀ + √(v − c)·zᵢ has variance v and covariance c.
        const double Variance = 1.5, Covariance = 0.6;
        var z = RandomKey.FromSeed(4).Normal<double>([40000, 5]);
        double square = Enumerable.Range(0, 40000).Average(n => Math.Pow(Math.Sqrt(Covariance) * z[n, 4] + Math.Sqrt(Variance - Covariance) * Enumerable.Range(0, 4).Average(i => z[n, i]), 2));
        double expected = Bagging.ExpectedSquaredError(4, Variance, Covariance);
        Assert.Equal(expected, square, 5 * expected * Math.Sqrt(2.0 / 40000));
    }

    [Fact]
    public void Numbers_that_cannot_be_are_refused()
    {
        Assert.Equal("Bagging: the number of models must be 1 or more, got 0.", Assert.Throws<NNException>(() => Bagging.ExpectedSquaredError(0, 1, 0)).Message);
        Assert.Equal("Bagging: a covariance is at most the variance 1 in size, got 1.5.", Assert.Throws<NNException>(() => Bagging.ExpectedSquaredError(3, 1, 1.5)).Message);
    }
}
