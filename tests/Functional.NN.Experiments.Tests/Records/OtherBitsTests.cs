namespace Functional.NN.Experiments.Tests;

/// <summary>A run goes on with a backend that gives other bits only up to the first of them.</summary>
public sealed class OtherBitsTests
{
    /// <summary>MathNet's own products in double give other bits than fused ones; of this network within some steps.</summary>
    private static readonly Compute Other = new(Backend.MathNet, 1);

    [Fact]
    public void The_first_step_that_came_out_otherwise_is_named_as_often_as_it_is_tried_and_the_record_stays_what_it_was()
    {
        using var run = new RunScratch();
        run.KilledAfter(17);
        byte[] log = File.ReadAllBytes(run.Folder.Log);
        for (int tries = 0; tries < 3; tries++)
        {
            string sentence = Assert.Throws<NNException>(() => run.Resumed(run.Options with { Compute = Other })).Message;
            Assert.Matches("step 1[0-7] was computed before the interruption with the loss 0[.][0-9]+ and the gradient norm [0-9.]+, and now with", sentence);
            Assert.Equal(log, File.ReadAllBytes(run.Folder.Log));
        }
        Assert.Single(run.Read().Sessions);
        SmallRuns.EndsAsUninterrupted(run, run.Resumed().Report);
    }

    [Fact]
    public void Also_where_the_log_ends_with_the_saved_state_so_that_nothing_would_have_to_be_computed_again()
    {
        using var run = new RunScratch();
        TrainingRun.Run(SmallRuns.Experiment, run.Options with { UntilEpoch = 3 });
        for (int tries = 0; tries < 2; tries++)
            Assert.Matches("step 1[78] was computed before", Assert.Throws<NNException>(() => run.Resumed(run.Options with { Compute = Other })).Message);
        var (report, damage, from) = run.Resumed();
        Assert.Equal(18, from);
        Assert.Empty(damage);
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    [Fact]
    public void A_run_of_that_backend_goes_on_with_it_and_not_with_another()
    {
        using RunScratch whole = new(), run = new();
        var other = run.Options with { Compute = Other };
        string? chain = TrainingRun.Run(SmallRuns.Experiment, whole.Options with { Compute = Other }).ChainSha256;
        Assert.NotEqual(SmallRuns.Uninterrupted.ChainSha256, chain);
        TrainingRun.Run(SmallRuns.Experiment, other with { UntilEpoch = 2 });
        Assert.Contains("was computed before", Assert.Throws<NNException>(() => run.Resumed()).Message, StringComparison.Ordinal);
        var (report, _, from) = run.Resumed(other);
        Assert.Equal((12, chain), (from, report.ChainSha256));
    }

    [Fact]
    public void A_log_whose_numbers_are_right_in_themselves_and_are_not_the_experiments_is_refused_at_the_first_of_them()
    {
        using RunScratch run = new(), other = new();
        run.KilledAfter(17);
        other.KilledAfter(17, SmallRuns.Experiment.With(seed: 4));
        var (header, steps) = (run.Read().Header, other.Read().Log.Steps);
        File.Delete(run.Folder.Log);
        using (var writer = new LogWriter(run.Folder.Log, header, RunLog.Empty, default, () => { })) writer.Steps(steps[..9]);
        Assert.Contains("step 1 was computed before", Assert.Throws<NNException>(() => run.Resumed()).Message, StringComparison.Ordinal);
    }
}
