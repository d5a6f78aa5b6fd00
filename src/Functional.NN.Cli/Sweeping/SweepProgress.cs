using System.Globalization;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>A sweep as it comes along, in plain lines: one when a trial begins, one when it ends.</summary>
internal sealed class SweepProgress(PreparedSweep sweep, Action<string> write) : ISweepWatcher
{
    /// <summary>What is known at this moment.</summary>
    public SweepTally Tally { get; } = new(sweep);

    public void OnStage(SweepStage stage) => Tally.Stage(stage);

    public void OnStart(TrialJob job)
    {
        Tally.Start(job);
        write($"{Name(job.Trial)} {(job.IsBegun ? "goes on" : "begins")}");
    }

    public void OnEnd(TrialJob job, TrialRecord record)
    {
        double seconds = Tally.End(job, record);
        write($"{Name(job.Trial)} {End(job, record)}, {TrainingText.Time(seconds)}; {Tally.Line}");
    }

    /// <summary>What a trial wrote.</summary>
    public void Said(SweepTrial trial, string line) => Tally.Said(trial, line);

    private string End(TrialJob job, TrialRecord record) =>
        record.Why is { } why ? $"failed: {why}"
        : !record.IsDone(job.Until) ? "was interrupted"
        : (record.State == TrialState.Complete ? "is complete" : string.Create(CultureInfo.InvariantCulture, $"is at epoch {record.Epochs.Length}")) + Figure(record);

    private string Figure(TrialRecord record)
    {
        var figures = record.State == TrialState.Complete ? record.Final : record.Epochs is [.., var last] ? last.Figures : [];
        return figures.FirstOrDefault(figure => figure.Metric == sweep.Metric) is { } found ? $", {found.Metric} {SweepText.Figure(found.Metric, found.Value)}" : "";
    }

    private string Name(SweepTrial trial) => string.Create(CultureInfo.InvariantCulture, $"trial {trial.Number} of {sweep.Trials.Length} ({sweep.Plan.Label(trial)})");
}
