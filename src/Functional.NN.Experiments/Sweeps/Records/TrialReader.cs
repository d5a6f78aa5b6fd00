using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What the record of a trial says, for a sweep.</summary>
internal static class TrialReader
{
    /// <summary>Reads the record in a trial's folder; a trial that was not begun has none.</summary>
    /// <exception cref="DataException">It is the record of another experiment, or cannot be read.</exception>
    public static TrialRecord Read(SweepFolder sweep, PreparedTrial trial)
    {
        string? why = File.Exists(sweep.Failure(trial)) ? RecordJson.ReadText(sweep.Failure(trial)).Trim() : null;
        var folder = sweep.Run(trial);
        if (!folder.IsRun) return TrialRecord.None with { Why = why };
        var header = RunHeader.Read(folder.Header);
        if (header.ExperimentSha256 != trial.Sha256) throw new DataException($"{folder.Path}: the run is of another experiment ({header.ExperimentSha256}) than trial {trial.Name} ({trial.Sha256}); move it away, and resume the sweep.");
        var log = RunLog.Read(folder.Log, header.ExperimentSha256, header.DataSha256);
        var result = log.Fault is null && File.Exists(folder.Result) ? RunResult.Read(folder.Result) : null;
        ImmutableArray<TrialEpoch> epochs = [.. log.Epochs.Where(epoch => !epoch.Result.Partial).Select(epoch => new TrialEpoch(RunFigures.Of(epoch.Result), epoch.Result.StateSha256, epoch.ChainSha256))];
        return result is not { IsComplete: true } ? new(TrialState.Begun, epochs, [], why)
            : result.End == FitEnd.NotFinite ? new(TrialState.NotFinite, epochs, [], result.Fault ?? "a number is not finite")
            : new(TrialState.Complete, epochs, RunFigures.Of(result, log.Epochs.LastOrDefault()?.Result.Training)) { StateSha256 = result.StateSha256, ChainSha256 = result.ChainSha256 };
    }
}
