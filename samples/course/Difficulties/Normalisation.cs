using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A net of six hidden layers with and without batch normalisation, over seven learning rates.</summary>
/// <remarks>
/// Every sum of a hidden layer is brought to mean 0 and variance 1 over the batch and then scaled and shifted by learned numbers. A net counts as having learned when its error on new samples of two moons is below 10 %.
/// Both begin with He's weights and have the same batches; five seeds.
/// </remarks>
public sealed record Normalisation() : Sample("normalisation", "A deep net at larger and larger rates, with and without batch normalisation", "Ioffe and Szegedy 2015; Goodfellow et al. 2016, section 8.7.1")
{
    private const int Depth = 6, Epochs = 20;

    private static readonly ImmutableArray<double> Rates = [0.01, 0.03, 0.1, 0.3, 1, 3, 10];

    /// <summary>What stands between sum and activation.</summary>
    public ILayer Between { get; init; } = new BatchNorm();

    /// <inheritdoc/>
    public override Findings Show()
    {
        var (plain, normalised) = (Seeds.Of(5, key => Errors(new Identity(), key)), Seeds.Of(5, key => Errors(Between, key)));
        var (plainLargest, largest) = (plain.Select(Largest), normalised.Select(Largest));
        return new(
        [
            Claim.Of("normalisation.larger-rates", "With batch normalisation a deep net learns at larger rates than without.", Seeds.Less(plainLargest.Select(at => (double)at), largest.Select(at => (double)at)),
                $"largest rate at which it learns, seed by seed: without {Listed(plainLargest)}; with batch normalisation {Listed(largest)}", ("without", plainLargest.Average()), ("with", largest.Average())),
        ],
        [
            Plot.Lines("Error by learning rate", "Without batch normalisation the error goes to one half at rates at which it is still small with it.", new PlotAxis("learning rate", Logarithmic: true), new PlotAxis("error on new samples", Percent: true), OfRates("without", plain), OfRates("batch normalisation", normalised)),
        ]);
    }

    private static string Listed(IEnumerable<int> places) => string.Join(", ", places.Select(at => at < 0 ? "none" : Written.Short(Rates[at])));

    private static Curve OfRates(string label, ImmutableArray<ImmutableArray<double>> errors) => Curve.Of(label, Rates.Select((rate, i) => (rate, errors.Average(seed => seed[i]))));

    private static int Largest(ImmutableArray<double> errors) => errors.Index().LastOrDefault(at => at.Item < 0.1, (-1, 1)).Index;

    /// <summary>The error on new samples at each rate.</summary>
    private static ImmutableArray<double> Errors(ILayer between, RandomKey key)
    {
        var network = new Network([2], [.. Enumerable.Range(0, Depth).SelectMany(_ => new[] { new Dense(16, Initializer: new He()), between, new Relu() }), new Dense(2)]);
        var (training, test) = (SyntheticData.TwoMoons<float>(200, key.Fold("train")), SyntheticData.TwoMoons<float>(500, key.Fold("test")));
        return [.. Rates.Select(rate => Error(new Trainer<float>(network, new SoftmaxCrossEntropy(), new Sgd(rate)).With(compute: Seeds.Alone)))];

        double Error(Trainer<float> trainer) => 1 - trainer.Evaluate(trainer.Fit(trainer.Initialize(key), training, new FitPlan(Epochs, new Batching(20))).Model, test).Accuracy!.Value;
    }
}
