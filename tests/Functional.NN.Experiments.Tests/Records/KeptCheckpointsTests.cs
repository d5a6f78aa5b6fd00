namespace Functional.NN.Experiments.Tests;

/// <summary>Which saved states stay: the last ones, and the best.</summary>
public sealed class KeptCheckpointsTests
{
    // States are saved after steps 4, 6, 8, 12, 16, 18, 20, 24, 28 and 30; the validation loss is lowest after epoch 3, which is step 18.
    [Theory]
    [InlineData(1, new long[] { 30, 18 })]
    [InlineData(3, new long[] { 30, 28, 24, 18 })]
    [InlineData(null, new long[] { 30, 28, 24, 20, 18, 16, 12, 8, 6, 4 })]
    public void The_last_ones_and_the_best_by_validation_stay(int? last, long[] steps)
    {
        using var run = new RunScratch();
        var report = TrainingRun.Run(SmallRuns.Experiment, run.Options with { Kept = new KeptCheckpoints(last) });
        Assert.Equal(steps, run.Folder.CheckpointSteps());
        Assert.Equal(18 / SmallRuns.StepsAnEpoch, report.Epochs.MinBy(epoch => epoch.Validation!.DataLoss)!.Epoch);
    }

    [Fact]
    public void Without_validation_the_best_is_that_with_the_smallest_training_loss_and_never_that_of_the_test()
    {
        var experiment = SmallRuns.Experiment with { Data = new DataDescription("moons", Limit: 96), Controller = null, Training = SmallRuns.Experiment.Training with { EarlyStopping = null }, Optimizer = new Adam(3), Seed = 5 };
        using var run = new RunScratch();
        var report = TrainingRun.Run(experiment, run.Options with { Kept = new KeptCheckpoints(1) });
        int best = report.Epochs.MinBy(epoch => epoch.Training.DataLoss)!.Epoch;
        Assert.NotEqual(best, report.Epochs.MinBy(epoch => epoch.Test.DataLoss)!.Epoch);
        Assert.NotEqual(6, best);
        Assert.Equal([36, best * SmallRuns.StepsAnEpoch], run.Folder.CheckpointSteps());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void However_few_stay_a_killed_run_goes_on_from_the_last_and_ends_with_the_same_ones(int last)
    {
        using var run = new RunScratch();
        var options = run.Options with { Kept = new KeptCheckpoints(last) };
        run.KilledAfter(5);
        run.Resumed(options with { UntilEpoch = 4 });
        Assert.Equal(24, run.Folder.CheckpointSteps()[0]);
        Assert.Contains(18, run.Folder.CheckpointSteps());
        SmallRuns.EndsAsUninterrupted(run, run.Resumed(options).Report);
        Assert.Equal(last == 1 ? [30L, 18] : [30L, 28, 18], run.Folder.CheckpointSteps());
    }

    [Fact]
    public void Less_than_one_is_refused() => Assert.Contains("1 or more", Assert.Throws<NNException>(() => new KeptCheckpoints(0)).Message, StringComparison.Ordinal);
}
