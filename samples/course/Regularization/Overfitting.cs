namespace Functional.NN.Course;

/// <summary>Over-fitting: with more numbers than samples a net learns its samples by heart, wrong labels and all, and from some epoch on only that.</summary>
/// <remarks>
/// The recipe regularises nothing. Ten seeds, each with training samples, first weights and order of batches of its own. What the end is compared with is the epoch of the least loss on the validation samples: the least of sixty test errors
/// would be lower than the last one by luck alone.
/// </remarks>
public sealed record Overfitting() : Sample("over-fit", "A net learns its samples by heart", "Goodfellow et al. 2016, section 5.2")
{
    /// <summary>How the net learns.</summary>
    public Recipe Recipe { get; init; } = new();

    /// <inheritdoc/>
    public override Findings Show()
    {
        var runs = Seeds.Of(10, Courses);
        double[] training = Last(runs.Select(run => run.TrainingError)), error = Last(runs.Select(run => run.TestError)), loss = Last(runs.Select(run => run.TestLoss));
        int[] turn = [.. runs.Select(run => Enumerable.Range(0, Recipe.Epochs).Least(epoch => run.ValidationLoss[epoch]))];
        double[] turnError = [.. runs.Zip(turn, (run, epoch) => run.TestError[epoch])], turnLoss = [.. runs.Zip(turn, (run, epoch) => run.TestLoss[epoch])];
        return new(
        [
            Claim.Of("over-fit.by-heart", "A net with more numbers than samples learns its samples by heart, wrong labels included, and does far worse on others.", Verdicts.All(Verdicts.When(training.Average() < 0.01), Seeds.Less(training.Select(part => part + FewDigits.WrongLabels), error)),
                $"error on 200 training samples with {Written.Percent(FewDigits.WrongLabels, 0)} wrong labels {Seeds.PercentOf(training)}, on others {Seeds.PercentOf(error)}", ("training error", training.Average()), ("test error", error.Average())),
            Claim.Of("over-fit.turns", "The loss on other samples falls at first, turns, and rises again.", Verdicts.All(Seeds.Less(turnLoss, runs.Select(run => run.TestLoss[0])), Seeds.Less(turnLoss, loss)),
                $"test loss {Seeds.MeanOf(runs.Select(run => run.TestLoss[0]))} after the first epoch, {Seeds.MeanOf(turnLoss)} at the epoch of the least validation loss, {Seeds.MeanOf(turn.Select(epoch => epoch + 1.0), 2)}, and {Seeds.MeanOf(loss)} after {Recipe.Epochs}", ("test loss at the turn", turnLoss.Average()), ("last test loss", loss.Average())),
            Claim.Of("over-fit.error-rises", "The share of wrong answers on other samples rises from there too when a net learns wrong labels.", Seeds.Less(turnError, error),
                $"test error {Seeds.PercentOf(turnError)} at the epoch of the least validation loss, {Seeds.PercentOf(error)} in the end", ("test error at the turn", turnError.Average()), ("last test error", error.Average())),
        ],
        [
            Plot.Lines("Error while a net learns by heart", "The training error falls to zero. The test error falls to about a third and rises slowly again.", "epoch", new PlotAxis("error", Percent: true),
                Mean("200 training samples", runs.Select(run => run.TrainingError)), Mean("1,000 test samples", runs.Select(run => run.TestError))),
            Plot.Lines("Test loss while a net learns by heart", "The test loss falls for some twenty epochs and then rises for the rest.", "epoch", "cross-entropy", Mean("test", runs.Select(run => run.TestLoss))),
        ]);
    }

    private (double[] TrainingError, double[] ValidationLoss, double[] TestError, double[] TestLoss) Courses(RandomKey key)
    {
        var training = FewDigits.Training(key);
        var epochs = Recipe.AfterEachEpoch(key).Select(model => Trained.Of(model, training)).ToList();
        return ([.. epochs.Select(epoch => epoch.TrainingError)], [.. epochs.Select(epoch => epoch.ValidationLoss)], [.. epochs.Select(epoch => epoch.TestError)], [.. epochs.Select(epoch => epoch.TestLoss)]);
    }

    private static double[] Last(IEnumerable<double[]> courses) => [.. courses.Select(course => course[^1])];

    private static Curve Mean(string label, IEnumerable<double[]> courses) => Curve.Of(label, Enumerable.Range(0, courses.First().Length).Select(epoch => (epoch + 1.0, courses.Average(course => course[epoch]))));
}
