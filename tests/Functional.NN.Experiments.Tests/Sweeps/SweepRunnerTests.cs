using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Functional.NN.Experiments.Tests;

/// <summary>How a sweep goes on, with runs whose losses are made up: setting s has the loss s at first, and after its third epoch the loss 10 − s.</summary>
public class SweepRunnerTests
{
    private const int Epochs = 9, Settings = 9;
    private static readonly SweepMeasure Measure = new("test loss", Better.Smaller, Epochs);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public async Task Without_halving_every_trial_is_run_to_its_end_however_many_at_once(int processes)
    {
        var runs = new MadeUpRuns();
        var (stage, records) = await Run(Plan(null), runs, processes);
        Assert.Empty(stage.Jobs);
        Assert.All(records, record => Assert.Equal((TrialState.Complete, Epochs), (record.State, record.Epochs.Length)));
        Assert.Equal(Settings * 2, runs.Jobs.Count);
        Assert.InRange(runs.MostAtOnce, 1, processes);
    }

    [Fact]
    public async Task Halving_runs_each_setting_as_far_as_it_deserves_and_the_rest_goes_on_from_there()
    {
        var runs = new MadeUpRuns();
        var (stage, records) = await Run(Plan(new(3, 1)), runs, 4);
        Assert.Equal(["1", "3", ""], runs.Jobs.Select(job => $"{job.Until}").Distinct());
        Assert.Equal([9, 3, 3, 1, 1, 1, 1, 1, 1], records.Where((_, i) => i % 2 == 0).Select(record => record.Epochs.Length));
        Assert.Equal([0], stage.Settings.ToArray());
        Assert.Equal("1:3 2:3 3:1 4:1 5:1 6:1 7:1 8:1", string.Join(' ', stage.GivenUp.Select(setting => $"{setting.Key}:{setting.Value}")));
        Assert.All(runs.Jobs.Where(job => job.Until != 1), job => Assert.True(job.IsBegun));
    }

    [Fact]
    public async Task Halving_looks_at_the_epoch_of_its_rung_however_much_further_a_trial_has_been_run()
    {
        var runs = new MadeUpRuns();
        await Run(Plan(null), runs, 2);   // all are at their end, where the order is the other way round
        runs.Jobs.Clear();
        var (stage, records) = await Run(Plan(new(3, 1)), runs, 2);
        Assert.Empty(runs.Jobs);
        Assert.Equal([0], stage.Settings.ToArray());
        var outcomes = SweepOutcomes.Of(Plan(new(3, 1)), stage, records).ToArray();
        Assert.Equal([(TrialEnd.Complete, 9), (TrialEnd.GivenUp, 3), (TrialEnd.GivenUp, 1)], new[] { 0, 2, 17 }.Select(i => (outcomes[i].End, outcomes[i].Epochs)));
        Assert.Equal("state 8/1", outcomes[17].StateSha256);
    }

    [Fact]
    public async Task Interrupted_at_any_moment_and_taken_up_again_it_comes_to_the_same()
    {
        var whole = new MadeUpRuns();
        var expected = Summary(Plan(new(3, 1)), await Run(Plan(new(3, 1)), whole, 1));
        for (int after = 1; after < whole.Jobs.Count; after += 3)
        {
            var runs = new MadeUpRuns { InterruptAfter = after };
            var (stage, _) = await Run(Plan(new(3, 1)), runs, 3, cancellation: runs.Interruption.Token);
            Assert.NotEmpty(stage.Jobs);
            runs.InterruptAfter = int.MaxValue;
            Assert.Equal(expected, Summary(Plan(new(3, 1)), await Run(Plan(new(3, 1)), runs, 2)));
        }
    }

    [Fact]
    public async Task A_trial_that_fails_stops_nothing_and_can_be_run_again_alone()
    {
        var runs = new MadeUpRuns { Breaks = [4, 17], NotFinite = [6] };
        var result = await Run(Plan(null), runs, 3);
        var outcomes = SweepOutcomes.Of(Plan(null), result.Stage, result.Records).ToArray();
        Assert.Equal(["4: the disk is full", "6: a number is not finite", "17: the disk is full"], outcomes.Where(o => o.End == TrialEnd.Failed).Select(o => $"{o.Trial.Index}: {o.Why}"));
        Assert.Equal(15, outcomes.Count(o => o.End == TrialEnd.Complete));
        runs.Breaks = [];
        runs.Jobs.Clear();
        await Run(Plan(null), runs, 3, isAsked: trial => trial.Index == 17);
        Assert.Equal([17], runs.Jobs.Select(job => job.Trial.Index));
        result = await Run(Plan(null), runs, 3);
        Assert.Equal([17, 4], runs.Jobs.Select(job => job.Trial.Index));
        Assert.Equal([6], SweepOutcomes.Of(Plan(null), result.Stage, result.Records).Where(o => o.End == TrialEnd.Failed).Select(o => o.Trial.Index));
    }

    [Fact]
    public async Task A_run_that_does_not_get_on_is_a_failure_and_not_a_loop()
    {
        var runs = new MadeUpRuns { Stuck = [3] };
        var (_, records) = await Run(Plan(null), runs, 2);
        Assert.Equal("its process ended before the run did", records[3].Why);
        Assert.Single(runs.Jobs, job => job.Trial.Index == 3);
    }

    [Fact]
    public async Task A_setting_that_failed_is_given_up_at_the_next_rung()
    {
        var runs = new MadeUpRuns { NotFinite = [0] };
        var (stage, _) = await Run(Plan(new(3, 1)), runs, 2);
        Assert.Equal([1], stage.Settings.ToArray());
    }

    private static SweepPlan Plan(SuccessiveHalving? halving) => SweepPlan.Of(new Sweep([SweepAxis.Counted("x", 0, Settings), SweepAxis.Seeds(1, 2)], halving: halving), 1);

    private static Task<(SweepStage Stage, ImmutableArray<TrialRecord> Records)> Run(SweepPlan plan, MadeUpRuns runs, int processes, Func<SweepTrial, bool>? isAsked = null, CancellationToken cancellation = default) =>
        new SweepRunner(plan, Measure, processes).Run(runs, isAsked ?? (_ => true), new Nobody(), cancellation);

    private static SweepSummary Summary(SweepPlan plan, (SweepStage Stage, ImmutableArray<TrialRecord> Records) result) => SweepSummary.Of(plan, SweepOutcomes.Of(plan, result.Stage, result.Records), Measure.Metric);

    private sealed class Nobody : ISweepWatcher;

    private sealed class MadeUpRuns : ITrialRunner
    {
        private readonly ConcurrentDictionary<int, TrialRecord> _records = new();
        private int _running, _begun;

        public ConcurrentQueue<TrialJob> Jobs { get; } = new();
        public int InterruptAfter { get; set; } = int.MaxValue;
        public CancellationTokenSource Interruption { get; } = new();
        public int[] Breaks { get; set; } = [];
        public int[] NotFinite { get; set; } = [];
        public int[] Stuck { get; set; } = [];
        public int MostAtOnce { get; private set; }

        public TrialRecord Read(SweepTrial trial) => _records.GetValueOrDefault(trial.Index, TrialRecord.None);

        public async Task<string?> Run(TrialJob job, CancellationToken cancellation)
        {
            MostAtOnce = Math.Max(MostAtOnce, Interlocked.Increment(ref _running));
            Jobs.Enqueue(job);
            if (Interlocked.Increment(ref _begun) > InterruptAfter) await Interruption.CancelAsync();
            await Task.Yield();
            Interlocked.Decrement(ref _running);
            if (Breaks.Contains(job.Trial.Index)) return "the disk is full";
            int until = cancellation.IsCancellationRequested ? Read(job.Trial).Epochs.Length : Stuck.Contains(job.Trial.Index) ? 1 : NotFinite.Contains(job.Trial.Index) ? 0 : job.Until ?? Epochs;
            ImmutableArray<TrialEpoch> epochs = [.. Enumerable.Range(0, until).Select(epoch => new TrialEpoch([new("test loss", epoch < 3 ? job.Trial.Setting : 10 - job.Trial.Setting)], $"state {job.Trial.Setting}/{epoch + 1}", "chain"))];
            _records[job.Trial.Index] = NotFinite.Contains(job.Trial.Index) ? new(TrialState.NotFinite, [], [], "a number is not finite")
                : until == Epochs ? new(TrialState.Complete, epochs, epochs[^1].Figures) : new(TrialState.Begun, epochs, []);
            return null;
        }
    }
}
