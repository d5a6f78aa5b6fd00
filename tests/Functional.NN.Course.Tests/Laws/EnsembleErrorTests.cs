namespace Functional.NN.Course.Tests;

/// <summary>The expected squared error of the mean of k models is v/k + ((k − 1)/k)·c.</summary>
public class EnsembleErrorTests
{
    private const int Draws = 100_000, Models = 5;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 0.5)]
    [InlineData(2, 1.5)]
    [InlineData(3, 3)]
    public void It_is_that_of_drawn_errors_of_this_variance_and_covariance(double v, double c)
    {
        double measured = MeanSquare(Errors(v, c).Mean(1));
        double expected = Bagging.ExpectedSquaredError(v, c, Models);
        Assert.Equal(1, measured / expected, 4 * Math.Sqrt(2.0 / Draws));
    }

    [Fact]
    public void It_is_exact_for_the_variance_and_covariance_of_the_errors_themselves()
    {
        var errors = Errors(1, 0.3).Slice(0, 0, 50);
        double v = MeanSquare(errors), together = MeanSquare(errors.Sum(1)) / Models, c = (together - v) / (Models - 1);
        Assert.Equal(Bagging.ExpectedSquaredError(v, c, Models), MeanSquare(errors.Mean(1)), 1e-12);
        double pairs = Enumerable.Range(0, Models).SelectMany(i => Enumerable.Range(0, Models).Where(j => j != i).Select(j => (errors.Slice(1, i, 1) * errors.Slice(1, j, 1)).Mean().ToScalar())).Average();
        Assert.Equal(pairs, c, 1e-12);
    }

    [Fact]
    public void Errors_that_hang_together_are_not_divided_by_their_number() => Assert.True(MeanSquare(Errors(1, 0.5).Mean(1)) > 2.5 / Models);

    /// <summary>eᵢ = √c·z + √(v − c)·zᵢ with independent standard normal z, z₁, …: variance v, covariance c.</summary>
    private static Tensor<double> Errors(double v, double c)
    {
        var key = RandomKey.FromSeed(1);
        return Math.Sqrt(c) * key.Fold("together").Normal<double>([Draws, 1]) + Math.Sqrt(v - c) * key.Fold("apart").Normal<double>([Draws, Models]);
    }

    private static double MeanSquare(Tensor<double> x) => (x * x).Mean().ToScalar();
}
