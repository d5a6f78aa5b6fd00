using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>Noise while a net learns: on its inputs, on its weights, and in its labels (smoothed ones say "probably").</summary>
/// <remarks>For each of ten seeds the strength of each noise is that of its grid with the least validation loss.</remarks>
public sealed record NoiseInTraining() : Sample("noise", "Noise on inputs, weights and labels", "Sietsma and Dow 1991; Graves 2011; Szegedy et al. 2016; Goodfellow et al. 2016, section 7.5")
{
    /// <summary>The net without noise.</summary>
    public Recipe Plain { get; init; } = new();

    /// <summary>Noise on the inputs, of several deviations.</summary>
    public ImmutableArray<Recipe> OnInputs { get; init; } = Of([0.1, 0.2, 0.4], σ => new() { Network = Recipe.Mlp(before: new GaussianNoise(σ)) });

    /// <summary>Noise on the weights, of several deviations.</summary>
    public ImmutableArray<Recipe> OnWeights { get; init; } = Of([0.05, 0.1, 0.2], σ => new() { Network = Recipe.Mlp(dense: units => new WeightNoise(new Dense(units, Initializer: new He()), σ)) });

    /// <summary>Labels of which several shares are spread over all classes.</summary>
    public ImmutableArray<Recipe> OnLabels { get; init; } = Of([0.1, 0.2, 0.4], s => new() { Objective = Objective.Supervised(new SoftmaxCrossEntropy(LabelSmoothing: s)) });

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(10, key => (Plain: Plain.Train(key), Inputs: Recipe.Best(OnInputs, key), Weights: Recipe.Best(OnWeights, key), Labels: Recipe.Best(OnLabels, key)));
        double[] plain = [.. runs.Select(run => run.Plain.TestError)], inputs = [.. runs.Select(run => run.Inputs.TestError)], weights = [.. runs.Select(run => run.Weights.TestError)], labels = [.. runs.Select(run => run.Labels.TestError)];
        double[] plainLoss = [.. runs.Select(run => run.Plain.TestLoss)], smoothLoss = [.. runs.Select(run => run.Labels.TestLoss)];
        return new(
        [
            Lower("noise.on-inputs", "Noise on the inputs lowers the test error of a net that over-fits.", inputs, plain),
            Lower("noise.on-weights", "Noise on the weights lowers the test error of a net that over-fits.", weights, plain),
            Lower("noise.smoothed-labels", "Smoothed labels lower the test error of a net that over-fits.", labels, plain),
            Claim.Of("noise.smoothed-labels-are-less-sure", "Smoothed labels lower the test loss.", Seeds.Less(smoothLoss, plainLoss),
                $"cross-entropy {Seeds.MeanOf(smoothLoss)} with smoothed labels, {Seeds.MeanOf(plainLoss)} without", ("with", smoothLoss.Average()), ("without", plainLoss.Average())),
        ],
        [
            Plot.Bars("Test error with noise in training", "Noise on the inputs lowers the error most.", new PlotAxis("test error", Percent: true),
                PlotBar.Of("no noise", plain), PlotBar.Of("on inputs", inputs), PlotBar.Of("on weights", weights), PlotBar.Of("smoothed labels", labels)),
        ]);
    }

    private static Claim Lower(string name, string statement, double[] with, double[] without) =>
        Claim.Of(name, statement, Seeds.Less(with, without), $"test error {Seeds.PercentOf(with)} with it, {Seeds.PercentOf(without)} without", ("with", with.Average()), ("without", without.Average()));

    private static ImmutableArray<Recipe> Of(double[] strengths, Func<double, Recipe> recipe) => [.. strengths.Select(recipe)];
}
