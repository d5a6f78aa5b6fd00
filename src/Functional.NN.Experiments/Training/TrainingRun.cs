using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>Training of an experiment: reads the data, trains, tests after every epoch, keeps a record.</summary>
public static class TrainingRun
{
    /// <summary>Trains as the experiment says.</summary>
    /// <param name="experiment">what to train, on what, and how</param>
    /// <param name="options">what belongs to this run</param>
    /// <param name="watcher">sees the start, every step and every epoch</param>
    /// <param name="cancellation">ends the run after the step in progress; its state is saved where it has a record</param>
    /// <exception cref="NNException">The data are not there, something does not fit, or the record cannot be written; then the record is whole up to there and can be gone on with.</exception>
    public static TrainingReport Run(Experiment experiment, RunOptions? options = null, ITrainingWatcher? watcher = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        options ??= new();
        return experiment.Training.Precision == Precision.Double ? Run<double>(experiment, options, watcher, cancellation) : Run<float>(experiment, options, watcher, cancellation);
    }

    /// <summary>Goes on with a run from the last state that was saved whole; ends in the bits of a run that was never interrupted.</summary>
    /// <param name="folder">the folder of its record</param>
    /// <param name="options">what belongs to this stretch of the run</param>
    /// <param name="watcher">sees the start, every step and every epoch</param>
    /// <param name="cancellation">ends the run after the step in progress; its state is saved</param>
    /// <returns>how the run ended; at once where it had ended before</returns>
    /// <exception cref="NNException">There is no run, another process writes to it, or the data or the bits are not those of before.</exception>
    public static TrainingReport Resume(string folder, RunOptions? options = null, ITrainingWatcher? watcher = null, CancellationToken cancellation = default)
    {
        options ??= new();
        var taken = Recording<float>.Locked(RunFolder.Existing(folder));
        try
        {
            var record = RunRecord.Read(folder, options.Types, sentence => watcher?.OnDamage(sentence));
            options = options with { Folder = folder, Places = options.Places with { Beside = record.Header.Beside } };
            return record.Experiment.Training.Precision == Precision.Double ? Resume<double>(taken, record, options, watcher, cancellation) : Resume<float>(taken, record, options, watcher, cancellation);
        }
        finally
        {
            taken.Dispose();
        }
    }

    private static TrainingReport Run<T>(Experiment experiment, RunOptions options, ITrainingWatcher? watcher, CancellationToken cancellation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var prepared = PreparedTraining<T>.Of(experiment, options.Places);
        using var recording = options.Folder is { } folder ? Recording<T>.Begin(folder, prepared, options) : null;
        return Stretch(prepared, options, recording, watcher, cancellation);
    }

    private static TrainingReport Stretch<T>(PreparedTraining<T> prepared, RunOptions options, Recording<T>? recording, ITrainingWatcher? watcher, CancellationToken cancellation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var stretch = new Stretch<T>(prepared, options, recording?.Start, recording?.Before ?? [], recording?.Notes, watcher);
        var end = stretch.Run(cancellation, recording?.Record.Folder.Path);
        if (options.SaveTo is { } path) end.Fit.Model.Save(path);
        return end.Report(recording?.Finish(end));
    }

    private static TrainingReport Resume<T>(FolderLock taken, RunRecord record, RunOptions options, ITrainingWatcher? watcher, CancellationToken cancellation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var prepared = PreparedTraining<T>.Of(record.Experiment, options.Places);
        if (record.Result is { } result && result.Ends(record.Log)) return Report(prepared.Start with { From = result.Steps, Folder = record.Folder.Path }, record, result);
        using var recording = Recording<T>.Resume(taken, record, prepared, options, watcher is null ? null : watcher.OnDamage);
        return Stretch(prepared, options, recording, watcher, cancellation);
    }

    /// <summary>A run that had ended before, as it was reported then.</summary>
    private static TrainingReport Report(TrainingStart start, RunRecord record, RunResult result) => new(
        start, [.. record.Log.Epochs.Select(epoch => epoch.Report())], result.End, result.Fault, result.BestEpoch is { } best ? record.Log.Epochs[best - 1].Result.Step : result.Steps, result.BestEpoch, result.Test, result.ThetaSha256, result.StateSha256, result.ChainSha256, result.Seconds);
}
