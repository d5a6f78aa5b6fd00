using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class ActivityTests
{
    private static readonly Tensor<double> X = Numbers.Some<double>([4, 3], 1);

    private static Metrics Measured(Tensor<double> inputs, Tensor<double>? mask, params ILayer[] layers)
    {
        var network = new Network(inputs.Shape.Sample, layers);
        return new Trainer<double>(network, new MeanSquaredError(), new Sgd(0)).Gradient(Model<double>.Initialize(network, default), new Batch<double>(inputs, inputs, mask)).Metrics;
    }

    [Fact]
    public void What_passes_stays_as_it_is_and_its_size_is_added_to_the_objective()
    {
        var metrics = Measured(X, null, new ActivityL1(0.5));
        Assert.Equal(0, metrics.DataLoss);
        Assert.Equal(0.5 * X.Abs().Sum().ToScalar() / 4, metrics.Penalty, 1e-15);
    }

    [Fact]
    public void The_divergence_of_mean_activities_is_0_where_they_are_as_wanted_and_grows_away_from_it()
    {
        var half = Tensor.Matrix(new[,] { { 0.1, 0.3 }, { 0.3, 0.1 } });
        Assert.Equal(0, Measured(half, null, new SparseRate(1, 0.2)).Penalty, 1e-15);
        double expected = 2 * (0.05 * Math.Log(0.05 / 0.2) + 0.95 * Math.Log(0.95 / 0.8));
        Assert.Equal(3 * expected, Measured(half, null, new SparseRate(3)).Penalty, 1e-14);
    }

    [Fact]
    public void Masked_steps_do_not_count()
    {
        var (x, mask) = (Numbers.Some<double>([2, 3, 2], 3).Abs() * 0.1 + 0.1, Tensor.Matrix(new[,] { { 1.0, 1, 0 }, { 1, 0, 0 } }));
        Tensor<double> counted = Tensor.Concat(0, x.At(0).Slice(0, 0, 2), x.At(1).Slice(0, 0, 1));
        Assert.Equal(0.5 * counted.Sum().ToScalar() / 2, Measured(x, mask, new ActivityL1(0.5)).Penalty, 1e-15);
        Assert.Equal(Measured(counted, null, new SparseRate(1)).Penalty, Measured(x, mask, new SparseRate(1)).Penalty, 1e-14);
    }

    [Fact]
    public void A_rate_is_between_0_and_1() => Assert.Equal("SparseRate: the rate must be between 0 and 1, got 1.", Assert.Throws<NNException>(() => new SparseRate(1, 1)).Message);
}
