namespace Functional.NN.Course;

/// <summary>A slip that circulates: early stopping on the test set. Who chooses the epoch by the test set reports an error that no new sample will confirm.</summary>
/// <remarks>
/// Ten seeds. A thousand samples that no training saw are ten test sets of a hundred. By each, the one who peeks takes the epoch with the least test error and reports that error; the other takes the
/// epoch with the least error on the next hundred and reports the error on this one. The truth is the chosen model's error on the eight hundred that neither saw. A seed's figure is the mean over its ten test sets.
/// "Confirmed" is a difference whose confidence interval lies within a quarter of that of the one who peeks.
/// </remarks>
public sealed record PeekingAtTheTest() : Sample("test-set", "Stopping on the test set", "Goodfellow et al. 2016, section 5.3; Hastie, Tibshirani and Friedman 2009, section 7.2")
{
    private const int Sets = 10, Size = 100;

    /// <summary>From a test set's number to that by which its epoch is chosen: itself, for one who peeks.</summary>
    public Func<int, int> ChosenBy { get; init; } = test => test;

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(10, ErrorsAfterEachEpoch).Select(errors => (Peeking: Mean(errors, ChosenBy), Honest: Mean(errors, Next))).ToList();
        double[] reported = [.. runs.Select(run => run.Peeking.Reported)], truth = [.. runs.Select(run => run.Peeking.Truth)];
        double[] honest = [.. runs.Select(run => run.Honest.Reported)], fresh = [.. runs.Select(run => run.Honest.Truth)];
        var (optimism, bias) = (Seeds.Difference(truth, reported), Seeds.Difference(fresh, honest));
        return new(
        [
            Claim.Of("test-set.optimistic", "The test error of an epoch that was chosen by the test set is too good: fresh samples do not confirm it.", Seeds.Less(reported, truth),
                $"reported {Seeds.PercentOf(reported)}, on fresh samples {Seeds.PercentOf(truth)}: {Written.Short(100 * optimism.Mean, 2)} points too good", ("reported", reported.Average()), ("fresh", truth.Average())),
            Claim.Of("test-set.validation-is-honest", "Where the epoch is chosen by samples of its own, fresh samples confirm the test error.", Seeds.Alike(fresh, honest, 0.25 * optimism.Mean),
                $"reported {Seeds.PercentOf(honest)}, on fresh samples {Seeds.PercentOf(fresh)}: {Written.Short(100 * bias.Mean, 2)} points too good", ("reported", honest.Average()), ("fresh", fresh.Average())),
        ],
        [
            Plot.Bars("Errors reported and true", "Chosen by the test set, the reported error is below that on fresh samples; chosen by others, the two agree.", new PlotAxis("error", Percent: true),
                PlotBar.Of("peeked: reported", reported), PlotBar.Of("peeked: true", truth), PlotBar.Of("honest: reported", honest), PlotBar.Of("honest: true", fresh)),
        ]);
    }

    private static int Next(int test) => (test + 1) % Sets;

    /// <summary>What is reported and what is true, on average over the test sets.</summary>
    private static (double Reported, double Truth) Mean(List<double[]> errors, Func<int, int> chosenBy)
    {
        var chosen = Enumerable.Range(0, Sets).Select(test => (Test: test, Errors: errors.Least(epoch => epoch[chosenBy(test)]))).ToList();
        return (chosen.Average(one => one.Errors[one.Test]), chosen.Average(one => one.Errors.Where((_, set) => set != one.Test && set != Next(one.Test)).Average()));
    }

    /// <summary>After each epoch, the error on each of the test sets.</summary>
    private static List<double[]> ErrorsAfterEachEpoch(RandomKey key)
    {
        var (images, labels) = (FewDigits.Test.All().Inputs, FewDigits.Test.Labels());
        return [.. new Recipe().AfterEachEpoch(key).Select(model => model.Predict(images, compute: Seeds.Alone).ArgMax(1).ToArray().Select((answer, i) => answer == labels[i] ? 0.0 : 1.0).Chunk(Size).Select(set => set.Average()).ToArray())];
    }
}
