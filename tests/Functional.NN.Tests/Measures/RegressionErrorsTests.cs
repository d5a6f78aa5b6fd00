using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Measures;

public sealed class RegressionErrorsTests
{
    private static readonly Tensor<double> T = Numbers.Some<double>([30, 2], 1) * Tensor.Of([1, 2], 1, 10.0) + 5, P = T + Numbers.Some<double>([30, 2], 2) * 0.3, Weights = Tensor.Generate([30], i => 1.0 + i % 3);

    private static double Mean(ILoss loss) => loss.Mean(Var.Of(P), Var.Of(T)).Value<double>().ToScalar();

    [Fact]
    public void The_mean_errors_are_those_of_the_losses()
    {
        var errors = RegressionErrors.Of(P, T);
        Assert.Equal(Mean(new MeanAbsoluteError()), errors.MeanAbsoluteError, 1e-14);
        Assert.Equal(Mean(new MeanSquaredError()), errors.MeanSquaredError, 1e-14);
        Assert.Equal(Math.Sqrt(Mean(new MeanSquaredError())), errors.RootMeanSquaredError, 1e-14);
    }

    [Fact]
    public void R2_compares_with_the_mean_of_the_targets_output_by_output()
    {
        double Of(int j)
        {
            double mean = Enumerable.Range(0, 30).Average(i => T[i, j]);
            return 1 - Enumerable.Range(0, 30).Sum(i => Math.Pow(P[i, j] - T[i, j], 2)) / Enumerable.Range(0, 30).Sum(i => Math.Pow(T[i, j] - mean, 2));
        }
        var errors = RegressionErrors.Of(P, T);
        Numbers.Near(Tensor.Vector(Of(0), Of(1)), errors.R2OfOutputs, 1e-13, 0);
        Assert.Equal((Of(0) + Of(1)) / 2, errors.R2, 1e-13);
    }

    [Fact]
    public void Exact_predictions_have_an_R2_of_one_and_the_mean_of_zero()
    {
        Assert.Equal((1, 0), (RegressionErrors.Of(T, T).R2, RegressionErrors.Of(T, T).MeanSquaredError));
        var mean = RegressionErrors.Of(T.Mean(0).Reshape(1, 2).BroadcastTo(T.Shape), T);
        Assert.Equal(0, mean.R2, 1e-14);
    }

    [Fact]
    public void Where_targets_do_not_vary_R2_is_one_or_zero() =>
        Assert.Equal((1, 0), (RegressionErrors.Of(Tensor.Vector(2.0, 2), Tensor.Vector(2.0, 2)).R2, RegressionErrors.Of(Tensor.Vector(2.0, 3), Tensor.Vector(2.0, 2)).R2));

    private static void AssertAgree(RegressionErrors expected, RegressionErrors got)
    {
        Assert.Equal(expected.Total, got.Total, 1e-12);
        Assert.Equal(expected.MeanAbsoluteError, got.MeanAbsoluteError, 1e-13);
        Assert.Equal(expected.RootMeanSquaredError, got.RootMeanSquaredError, 1e-13);
        Numbers.Near(expected.R2OfOutputs, got.R2OfOutputs, 1e-12, 0);
    }

    [Fact]
    public void Batches_join_to_the_whole()
    {
        RegressionErrors Part(int start, int length) => RegressionErrors.Of(P.Slice(0, start, length), T.Slice(0, start, length), Weights.Slice(0, start, length));
        AssertAgree(RegressionErrors.Of(P, T, Weights), Part(0, 1).And(Part(1, 20)).And(Part(21, 9)));
    }

    [Fact]
    public void A_sample_of_weight_n_counts_as_n_samples()
    {
        int[] repeated = [.. Enumerable.Range(0, 30).SelectMany(i => Enumerable.Repeat(i, (int)Weights[i]))];
        AssertAgree(RegressionErrors.Of(P.Gather(repeated), T.Gather(repeated)), RegressionErrors.Of(P, T, Weights));
    }

    [Fact]
    public void What_weighs_nothing_changes_nothing() => AssertAgree(RegressionErrors.Of(P, T), RegressionErrors.Of(P, T).And(RegressionErrors.Of(P * 2, T, Tensor.Zeros<double>([30]))));

    [Fact]
    public void What_does_not_fit_is_refused_and_the_text_is_the_same_under_every_culture()
    {
        Assert.Equal("RegressionErrors: predictions and targets must have one shape, a row a sample, got 30×2 and 30.", Assert.Throws<ShapeException>(() => RegressionErrors.Of(P, T.Sum(1))).Message);
        Assert.Equal("RegressionErrors: errors of outputs 2 and 1 cannot be joined.", Assert.Throws<ShapeException>(() => RegressionErrors.Of(P, T).And(RegressionErrors.Of(P.Slice(1, 0, 1), T.Slice(1, 0, 1)))).Message);
        Assert.Equal("MAE 0.5000, MSE 0.2500, RMSE 0.5000, R² 0.7500", Cultures.Under("de-DE", RegressionErrors.Of(Tensor.Vector(0.5, 2.5), Tensor.Vector(0.0, 2)).ToString));
    }
}
