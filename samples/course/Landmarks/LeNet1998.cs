namespace Functional.NN.Course;

/// <summary>Convolutions, shared weights and subsampling know that images are images: with few samples they err less than dense layers with many more weights.</summary>
/// <remarks>LeNet-5 with ReLU and max-pooling against 784-256-128-10, on 400 digits drawn from strokes, tested on 1,000 others; Adam, for each net at the best of four rates on three seeds of their own.</remarks>
public sealed record LeNet1998() : Sample("lenet-1998", "A convolutional net against a dense one", "LeCun, Bottou, Bengio and Haffner 1998")
{
    private const int SeedCount = 5, Train = 400, Test = 1000, Epochs = 12;

    private static readonly double[] Rates = [0.001, 0.002, 0.004, 0.008];

    /// <summary>The convolutional net.</summary>
    public Network Convolutional { get; init; } = Networks.LeNet5([1, 28, 28], 10);

    /// <summary>The dense one.</summary>
    public Network Dense { get; init; } = Networks.Mlp([1, 28, 28], [256, 128, 10]);

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (rate, errors) = Tuned(Convolutional);
        var (denseRate, denseErrors) = Tuned(Dense);
        int few = Convolutional.Layout.Size, many = Dense.Layout.Size;
        return new(
        [
            Claim.Of("lenet-1998.fewer-errors", "With few samples, a convolutional net errs less than a dense net with several times as many weights.", Seeds.Less(errors, denseErrors),
                $"test error {Seeds.PercentOf(errors)} with {few:N0} weights against {Seeds.PercentOf(denseErrors)} with {many:N0} ({Train} training digits, {SeedCount} seeds, rates {rate} and {denseRate})",
                ("convolutional", errors.Average()), ("dense", denseErrors.Average()), ("convolutional weights", few), ("dense weights", many)),
        ],
        [Plot.Bars("Test error on drawn digits", "The bar of the convolutional net is shorter.", new PlotAxis("test error", Percent: true), PlotBar.Of("LeNet-5", errors), PlotBar.Of("dense", denseErrors))]);
    }

    private static (double Rate, double[] Errors) Tuned(Network network)
    {
        double rate = Rates.Least(rate => Seeds.Of(3, key => Error(network, rate, key.Fold("tuning"))).Average());
        return (rate, [.. Seeds.Of(SeedCount, key => Error(network, rate, key))]);
    }

    private static double Error(Network network, double rate, RandomKey key)
    {
        var trainer = new Trainer<float>(network, new SoftmaxCrossEntropy(), new Adam(rate)).With(compute: Seeds.Alone);
        var model = trainer.Fit(trainer.Initialize(key), SyntheticData.Digits<float>(Train, key.Fold("train")), new FitPlan(Epochs, new Batching(32))).Model;
        return 1 - trainer.Evaluate(model, SyntheticData.Digits<float>(Test, key.Fold("test"))).Accuracy!.Value;
    }
}
