namespace Functional.NN.Experiments.Tests;

/// <summary>A run that was interrupted and goes on has the bits of one that was not.</summary>
public sealed class ResumeTests
{
    [Fact]
    public void The_run_stops_early_after_its_rate_was_reduced_so_that_every_controller_has_a_state_to_lose()
    {
        using var run = new RunScratch();
        var report = TrainingRun.Run(SmallRuns.Experiment, run.Options);
        SmallRuns.EndsAsUninterrupted(run, report);
        var log = run.Read().Log;
        Assert.Equal((FitEnd.StoppedEarly, 5, 3), (report.End, report.Epochs.Length, report.BestEpoch));
        Assert.Contains(log.Epochs, epoch => epoch.Result.Rate < log.Epochs[0].Result.Rate);
        Assert.Contains(log.Places.Keys, step => step % SmallRuns.StepsAnEpoch != 0);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(12)]
    [InlineData(17)]
    [InlineData(30)]
    public void After_a_kill_at_any_step(int step)
    {
        using var run = new RunScratch();
        run.KilledAfter(step);
        var (report, damage, _) = run.Resumed();
        Assert.Empty(damage);
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    [Fact]
    public void After_a_kill_at_every_few_steps_again_and_again()
    {
        using var run = new RunScratch();
        run.KilledAfter(2);
        for (int step = 4; step < 18; step += 2) run.ResumedAndKilledAfter(step);
        SmallRuns.EndsAsUninterrupted(run, run.Resumed().Report);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    [InlineData(6)]
    [InlineData(8)]
    [InlineData(13)]
    public void After_it_was_asked_to_end_at_any_step_from_exactly_there(int step)
    {
        using var run = new RunScratch();
        using var interruption = new CancellationTokenSource();
        if (step == 0) interruption.Cancel();
        var left = TrainingRun.Run(SmallRuns.Experiment, run.Options, new Interrupter(step, interruption), interruption.Token);
        Assert.Equal((FitEnd.Cancelled, step), (left.End, run.Read().Result!.Steps));
        var (report, damage, from) = run.Resumed();
        Assert.Empty(damage);
        Assert.Equal(step, from);
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    [Fact]
    public void A_stretch_that_ends_before_it_has_caught_up_with_the_log_is_gone_on_with_from_there_and_the_rest_is_still_compared()
    {
        using var run = new RunScratch();
        run.KilledAfter(11);
        File.Delete(run.Folder.Checkpoint(8));
        File.Delete(run.Folder.Checkpoint(6));
        using var interruption = new CancellationTokenSource();
        int recorded = run.Read().Log.Steps.Length;
        Assert.Equal(FitEnd.Cancelled, TrainingRun.Resume(run.Path, run.Options, new Interrupter(1, interruption), interruption.Token).End);
        var record = run.Read();
        Assert.Null(record.Log.Fault);
        Assert.Equal((5, recorded), (record.Result!.Steps, record.Log.Steps.Length));
        var (report, _, from) = run.Resumed();
        Assert.Equal(5, from);
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    [Fact]
    public void A_run_left_after_some_epochs_and_gone_on_with_was_never_left()
    {
        using var run = new RunScratch();
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            var options = run.Options with { UntilEpoch = epoch };
            var left = epoch == 1 ? TrainingRun.Run(SmallRuns.Experiment, options) : run.Resumed(options).Report;
            Assert.Equal((FitEnd.Cancelled, (long)epoch * SmallRuns.StepsAnEpoch), (left.End, run.Read().Result!.Steps));
        }
        SmallRuns.EndsAsUninterrupted(run, run.Resumed().Report);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void With_another_number_of_threads(int threads)
    {
        using var run = new RunScratch();
        run.KilledAfter(9);
        SmallRuns.EndsAsUninterrupted(run, run.Resumed(run.Options with { Compute = Compute.Default.With(threads: threads) }).Report);
        Assert.Equal(2, run.Read().Sessions.Length);
    }

    [Fact]
    public void A_complete_run_says_what_it_said_and_changes_nothing()
    {
        using var run = new RunScratch();
        var first = TrainingRun.Run(SmallRuns.Experiment, run.Options);
        byte[] log = File.ReadAllBytes(run.Folder.Log);
        var (again, damage, _) = run.Resumed();
        Assert.Empty(damage);
        Assert.Equal(Math.Round(first.Seconds, 3), again.Seconds);
        Assert.Equal(log, File.ReadAllBytes(run.Folder.Log));
        SmallRuns.EndsAsUninterrupted(run, again);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_complete_run_whose_result_is_lost_or_damaged_makes_it_again(bool damaged)
    {
        using var run = new RunScratch();
        TrainingRun.Run(SmallRuns.Experiment, run.Options);
        if (damaged) File.WriteAllText(run.Folder.Result, File.ReadAllText(run.Folder.Result).Replace("\"steps\": ", "\"steps\": 1", StringComparison.Ordinal));
        else File.Delete(run.Folder.Result);
        var (report, damage, _) = run.Resumed();
        Assert.Equal(damaged, damage is [var sentence] && sentence.StartsWith(run.Folder.Result, StringComparison.Ordinal));
        SmallRuns.EndsAsUninterrupted(run, report);
    }

    [Theory]
    [InlineData(15)]
    [InlineData(16)]
    public void A_run_that_ends_within_an_epoch_and_was_killed_before_it_said_so_ends_as_before(int steps)
    {
        var experiment = SmallRuns.Experiment.With(training: SmallRuns.Experiment.Training.With(steps: steps));
        using RunScratch whole = new(), run = new();
        var expected = TrainingRun.Run(experiment, whole.Options);
        Assert.True(whole.Read().Log.Epochs[^1].Result.Partial);
        TrainingRun.Run(experiment, run.Options);
        File.Delete(run.Folder.Result);
        var (report, damage, from) = run.Resumed();
        Assert.Empty(damage);
        Assert.Equal((steps, expected.ChainSha256, expected.StateSha256), (from, report.ChainSha256, report.StateSha256));
        Assert.Equal(whole.ChainedLines(), run.ChainedLines());
    }

    [Fact]
    public void A_run_in_double_goes_on_in_double()
    {
        var experiment = SmallRuns.Experiment.With(training: SmallRuns.Experiment.Training.With(precision: Precision.Double));
        using RunScratch whole = new(), run = new();
        string? chain = TrainingRun.Run(experiment, whole.Options).ChainSha256;
        Assert.NotEqual(SmallRuns.Uninterrupted.ChainSha256, chain);
        run.KilledAfter(9, experiment);
        Assert.Equal(chain, run.Resumed().Report.ChainSha256);
    }

    [Fact]
    public void Other_data_than_the_run_was_begun_with_are_refused_by_name_and_hash()
    {
        using var run = new RunScratch();
        string table = run.Beside("points.csv");
        string[] rows = [.. Enumerable.Range(0, 60).Select(i => $"{i % 7},{i % 5},{(i % 2 == 0 ? "even" : "odd")}")];
        File.WriteAllLines(table, ["a,b,class", .. rows]);
        var data = new DataDescription("csv", table, Validation: 0.2);
        run.KilledAfter(2, SmallRuns.Experiment.With(data: data));
        string hash = run.Read().Header.Data["points.csv"];
        File.WriteAllLines(table, ["a,b,class", .. rows[..^1], "1,2,odd"]);
        string sentence = Assert.Throws<DataException>(() => run.Resumed()).Message;
        Assert.Contains("points.csv has the sha256", sentence, StringComparison.Ordinal);
        Assert.Contains($"recorded is {hash}", sentence, StringComparison.Ordinal);
        File.WriteAllLines(table, ["a,b,class", .. rows]);
        Assert.True(run.Resumed() is { Damage: [], Report.ChainSha256: not null });
    }

    [Fact]
    public void Another_experiment_than_the_run_was_begun_with_is_refused()
    {
        using var run = new RunScratch();
        run.KilledAfter(9);
        File.WriteAllText(run.Folder.Experiment, SmallRuns.Experiment.With(seed: 4).ToJson());
        string sentence = Assert.Throws<DataException>(() => run.Resumed()).Message;
        Assert.StartsWith(run.Folder.Experiment, sentence, StringComparison.Ordinal);
        Assert.Contains(SmallRuns.Experiment.Sha256(), sentence, StringComparison.Ordinal);
    }

    private sealed class Interrupter(int step, CancellationTokenSource interruption) : ITrainingWatcher
    {
        private int _step;

        public void OnStep(TrainingProgress progress)
        {
            if (++_step == step) interruption.Cancel();
        }
    }

    [Fact]
    public void Where_the_event_files_cannot_be_written_the_run_is_refused_and_goes_on_later()
    {
        using var run = new RunScratch();
        run.KilledAfter(17);
        File.WriteAllText(run.Folder.TensorBoard, "in the way");
        Assert.Throws<DataException>(() => run.Resumed(run.Options with { TensorBoard = true }));
        if (OperatingSystem.IsLinux()) Assert.DoesNotContain(run.Folder.Log, Directory.EnumerateFiles("/proc/self/fd").Select(open => new FileInfo(open).LinkTarget));   // nothing is left open
        File.Delete(run.Folder.TensorBoard);
        SmallRuns.EndsAsUninterrupted(run, run.Resumed(run.Options with { TensorBoard = true }).Report);
    }
}
