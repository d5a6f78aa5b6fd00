using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>A trial that runs.</summary>
/// <param name="Job">what is run</param>
/// <param name="Since">since when</param>
/// <param name="Epoch">which epoch of how many; nothing before the first</param>
/// <param name="Figures">the last figures it wrote</param>
internal sealed record RunningTrial(TrialJob Job, Stopwatch Since, string Epoch, string Figures);

/// <summary>What is known of a sweep while it runs: what runs, how much is done. Several threads write it; nobody sees it half-written.</summary>
internal sealed partial class SweepTally(PreparedSweep sweep)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<int, RunningTrial> _running = [];
    private readonly Stopwatch _whole = Stopwatch.StartNew();
    private int _done, _failed, _all;
    private string _stage = "";

    /// <summary>The trials that run, by number.</summary>
    public IReadOnlyList<RunningTrial> Running
    {
        get
        {
            lock (_lock) return [.. _running.Values.OrderBy(trial => trial.Job.Trial.Index)];
        }
    }

    /// <summary>How far the stage is: <c>12 of 30 trials done, 1 failed, 2 running, 1:20</c>.</summary>
    public string Line
    {
        get
        {
            lock (_lock) return string.Create(CultureInfo.InvariantCulture, $"{_stage}{_done} of {SweepText.Counted(_all, "trial")} done{(_failed > 0 ? $", {_failed} failed" : "")}, {_running.Count} running, {TrainingText.Time(_whole.Elapsed.TotalSeconds)}");
        }
    }

    public void Stage(SweepStage stage)
    {
        lock (_lock)
        {
            (_done, _all) = (0, stage.Jobs.Length);
            _stage = sweep.Plan.Sweep.Halving is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{SweepText.Counted(stage.Settings.Length, "setting")} to {(stage.Until is { } epoch ? $"epoch {epoch}" : "the end")}: ");
        }
    }

    public void Start(TrialJob job)
    {
        lock (_lock) _running[job.Trial.Index] = new(job, Stopwatch.StartNew(), "", "");
    }

    /// <summary>A line that a trial wrote; those of epochs are looked at.</summary>
    public void Said(SweepTrial trial, string line)
    {
        if (EpochLine().Match(line) is not { Success: true } epoch) return;
        lock (_lock)
            if (_running.TryGetValue(trial.Index, out var running)) _running[trial.Index] = running with { Epoch = epoch.Groups["epoch"].Value, Figures = epoch.Groups["figures"].Value };
    }

    /// <summary>How long the trial ran.</summary>
    public double End(TrialJob job, TrialRecord record)
    {
        lock (_lock)
        {
            if (record.Why is not null) _failed++;
            if (record.IsDone(job.Until) || record.Why is not null) _done++;
            return _running.Remove(job.Trial.Index, out var running) ? running.Since.Elapsed.TotalSeconds : 0;
        }
    }

    [GeneratedRegex(@"^epoch (?<epoch>\d+/\d+) +([\d,]+ samples/s +)?(?<figures>.*)$", RegexOptions.CultureInvariant)]
    private static partial Regex EpochLine();
}
