namespace Functional.NN.Course;

/// <summary>Capacity: nets of several widths learn the same few digits to the end. Too few units cannot learn them; do too many learn too much?</summary>
/// <remarks>
/// The textbook's curve of the test error over capacity is a U. For wide nets trained by gradients it often is not: beyond the width at which the samples are learned by heart the error falls again (Belkin et al. 2019).
/// Ten seeds; each width learns for 60 epochs without any regularisation. "Too large" compares the widest net with the width that has the least mean validation loss.
/// </remarks>
public sealed record Capacity() : Sample("capacity", "Nets of several widths", "Goodfellow et al. 2016, section 5.2; Belkin et al. 2019")
{
    private static readonly int[] s_widths = [2, 4, 8, 16, 32, 100, 300];

    /// <summary>From a width to the net's training.</summary>
    public Func<int, Recipe> Of { get; init; } = width => new() { Network = new([1, 14, 14], new Flatten(), new Dense(width, Initializer: new He()), new Relu(), new Dense(10, Initializer: new He())) };

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(10, key => s_widths.Select(width => Of(width).Train(key)).ToList());
        double[] training = Mean(trained => trained.TrainingError), test = Mean(trained => trained.TestError), validation = Mean(trained => trained.ValidationLoss);
        int best = Enumerable.Range(0, s_widths.Length).Least(width => validation[width]);
        double[] narrow = [.. runs.Select(run => run[0].TestError)], chosen = [.. runs.Select(run => run[best].TestError)], wide = [.. runs.Select(run => run[^1].TestError)];
        return new(
        [
            Claim.Of("capacity.too-small", "A net with too few units learns neither its samples nor what they have in common.", Verdicts.All(Verdicts.When(training[0] > FewDigits.WrongLabels), Seeds.Less(chosen, narrow)),
                $"with {s_widths[0]} hidden units the training error is {Written.Percent(training[0])} and the test error {Seeds.PercentOf(narrow)}; with {s_widths[best]} the test error is {Seeds.PercentOf(chosen)}", ("narrow", narrow.Average()), ("chosen", chosen.Average())),
            Claim.Of("capacity.too-large", "Beyond the best width, further units raise the test error.", Seeds.Less(chosen, wide),
                $"test error {Seeds.PercentOf(chosen)} with {s_widths[best]} hidden units, {Seeds.PercentOf(wide)} with {s_widths[^1]}", ("chosen", chosen.Average()), ("wide", wide.Average())),
        ],
        [
            Plot.Lines("Error over the width of a net", "The training error falls to zero with the width. The test error falls as well, and flattens.", new PlotAxis("hidden units", Logarithmic: true), new PlotAxis("error", Percent: true),
                Curve.Of("training", s_widths.Zip(training, (width, error) => ((double)width, error))), Curve.Of("test", s_widths.Zip(test, (width, error) => ((double)width, error)))),
        ]);

        double[] Mean(Func<Trained, double> of) => [.. s_widths.Select((_, i) => runs.Average(run => of(run[i])))];
    }
}
