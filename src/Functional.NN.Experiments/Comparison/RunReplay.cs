using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>A run computed again and held against its record, bit by bit.</summary>
public static class RunReplay
{
    /// <summary>Computes a run again, or one epoch of it.</summary>
    /// <param name="record">the run's record</param>
    /// <param name="options">what belongs to the replay: where data are looked for, threads, backend</param>
    /// <param name="epoch">the epoch, from 1, which is computed from the nearest saved state before it; the whole run when none is given</param>
    /// <param name="watcher">sees every step and every epoch</param>
    /// <param name="cancellation">ends the replay</param>
    /// <exception cref="NNException">The record has no such epoch, or the data are not there.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RunComparison Of(RunRecord record, RunOptions options, int? epoch = null, ITrainingWatcher? watcher = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(record);
        ArgumentNullException.ThrowIfNull(options);
        if (epoch is { } k && (k < 1 || k > record.Log.Epochs.Length))
            throw new NNException(Invariant.Text($"{record.Folder.Path}: the record has the epochs 1 to {record.Log.Epochs.Length}, asked for epoch {k}."));
        options = options with { Places = options.Places with { Beside = options.Places.Beside ?? record.Header.Beside } };
        return record.Experiment.Training.Precision == Precision.Double ? Of<double>(record, options, epoch, watcher, cancellation) : Of<float>(record, options, epoch, watcher, cancellation);
    }

    private static RunComparison Of<T>(RunRecord record, RunOptions options, int? epoch, ITrainingWatcher? watcher, CancellationToken cancellation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var damage = Damage<T>(record);
        var prepared = PreparedTraining<T>.Of(record.Experiment, options.Places);
        var data = RecordDifferences.OfData(record.Header.Data, prepared.DataHashes);
        var start = epoch is > 1 ? record.LastState<T>(record.Log.Epochs[epoch.Value - 2].Result.Step) : null;
        var notes = new ReplayNotes<T>(record, epoch);
        using var stretch = new Stretch<T>(prepared, options with { UntilEpoch = epoch }, start, record.Log.Epochs.Take(start?.Epoch ?? 0), notes, watcher);
        var end = stretch.Run(cancellation);
        cancellation.ThrowIfCancellationRequested();
        if (end.Last is { } last) notes.Epoch(last.Result(end.Fit.Run, end.Fit.Run.Hashes(), partial: true), end.Fit.Run);
        return new RunComparison(notes.Steps, notes.Epochs, damage, [], data, notes.FirstStep, notes.FirstEpoch, epoch is null && !notes.Ended ? Ends(record, end) : [], Environments(record, options));
    }

    /// <summary>What the files alone show: lines, saved states and hashes that are not as they were written.</summary>
    private static ImmutableArray<string> Damage<T>(RunRecord record) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var damage = ImmutableArray.CreateBuilder<string>();
        if (record.Log.Fault is { } fault) damage.Add(fault);
        foreach (long step in record.Folder.CheckpointSteps())
            if (record.Checkpoint<T>(step, out var state) is { } wrong && !(record.Log.Fault is not null && step > record.Log.LastPlace && state is not null)) damage.Add(wrong);
        if (record.Result is not { } result) return damage.ToImmutable();
        // The log of a run that was left may have gone on since.
        string? logged = result.IsComplete ? record.Log.Chain : record.ChainAfter(result.Epochs);
        if (result.ChainSha256 != logged) damage.Add($"{record.Folder.Result}: the chain sha256 is {result.ChainSha256}, that of the log {logged ?? Invariant.Text($"ends before epoch {result.Epochs}")}.");
        if (result.IsComplete && Model<T>(record) is { } spoilt) damage.Add(spoilt);
        return damage.ToImmutable();
    }

    private static string? Model<T>(RunRecord record) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            string θ = NN.Model.Load<T>(record.Folder.Model, record.Experiment.Network).Parameters.Sha256();
            return θ == record.Result!.ThetaSha256 ? null : $"{record.Folder.Model}: the theta sha256 is {θ}, the result has {record.Result.ThetaSha256}.";
        }
        catch (NNException e)
        {
            return e.Message;
        }
    }

    private static ImmutableArray<string> Ends<T>(RunRecord record, StretchEnd<T> end) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (record.Result is not { } result) return [];
        var differences = ImmutableArray.CreateBuilder<string>();
        void Compare(string what, string recorded, string found)
        {
            if (recorded != found) differences.Add($"{what}: {recorded} ≠ {found}");
        }
        if (result.IsComplete) Compare("end", RunResult.Words(result.End), RunResult.Words(end.Fit.End));
        Compare("fault", result.Fault ?? "none", end.Fit.Fault?.ToString() ?? "none");
        Compare("theta sha256", result.ThetaSha256, end.Fit.Model.Parameters.Sha256());
        Compare("state sha256", result.StateSha256, end.Fit.Run.Sha256());
        Compare("test", LogJson.Node(result.Test).ToJsonString(), LogJson.Node(end.Test).ToJsonString());
        return differences.ToImmutable();
    }

    /// <summary>What differs between now and any stretch of the run.</summary>
    private static ImmutableArray<string> Environments(RunRecord record, RunOptions options)
    {
        var now = RunEnvironment.Of(options.Compute);
        return [.. record.Sessions.SelectMany(session => RecordDifferences.OfEnvironments(session.Environment, now)).Distinct()];
    }
}

/// <summary>Compares what a run is told to with a record.</summary>
internal sealed class ReplayNotes<T>(RunRecord record, int? only) : IRunNotes<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RunLog _log = record.Log;

    public long Steps { get; private set; }

    public int Epochs { get; private set; }

    public StepDifference? FirstStep { get; private set; }

    public EpochDifference? FirstEpoch { get; private set; }

    /// <summary>The record says no more, or something differs and its epoch is over.</summary>
    public bool Ended { get; private set; }

    public bool Wants(FitProgress progress) => false;

    public void Checkpoint(RunState<T> run) { }

    public void Step(FitProgress progress)
    {
        var step = new LoggedStep(progress.Step, progress.StepLoss, progress.GradientNorm);
        if (step.Step > _log.Steps.Length)
        {
            Ended = true;   // the log is damaged before its end
            return;
        }
        if (only is null || progress.Epoch + 1 == only) Steps++;
        if (FirstStep is null && !StepDifference.Same(_log.Steps[(int)step.Step - 1], step)) FirstStep = new(_log.Steps[(int)step.Step - 1], step, progress.Epoch + 1);
        // A record that was left within an epoch ends there; others end with the line of an epoch.
        Ended |= step.Step == _log.Steps.Length && step.Step > LastLine && record.Result is not { IsComplete: true };
    }

    private long LastLine => _log.Epochs is [.., var last] ? last.Result.Step : 0;

    public void Epoch(RunState<T> run, MeasuredEpoch measured) => Epoch(measured.Result(run, run.Hashes(), partial: false), run);

    /// <summary>An epoch more, or the part of one that the run ends within.</summary>
    public void Epoch(LoggedResult result, RunState<T> run)
    {
        Ended |= result.Epoch >= _log.Epochs.Length && _log.Steps.Length == result.Step && record.Result is not { IsComplete: true };
        if (result.Epoch > _log.Epochs.Length) return;
        if (only is null || result.Epoch == only) Epochs++;
        var recorded = _log.Epochs[result.Epoch - 1].Result;
        if (EpochDifference.Between(recorded, result) is null) return;
        var ulps = record.Checkpoint<T>(recorded.Step, out var saved) is null ? StateDistance.Ulps(saved!, run) : null;
        FirstEpoch = EpochDifference.Between(recorded, result, ulps);
        Ended = true;
    }
}
