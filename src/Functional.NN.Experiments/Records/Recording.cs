using System.Globalization;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>A run that writes its record: begun, or gone on with. As long as it lives no other process can write to the folder.</summary>
internal sealed class Recording<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FolderLock _lock;
    private readonly double _secondsBefore;
    private readonly TensorBoardNotes<T>? _board;

    private Recording(FolderLock taken, RunRecord record, RunState<T>? start, PreparedTraining<T> prepared, RunOptions options)
    {
        (_lock, Record, Start, Place) = (taken, record, start, start is null ? default : record.Log.Places[start.Train.Step]);
        _secondsBefore = Before.Sum(epoch => epoch.Seconds);
        var session = new RunSession(Place.Step, RunEnvironment.Of(options.Compute), options.Command, DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        Recorder = new RunRecorder<T>(record, Place, options.Kept, prepared.Batching.BatchCount(prepared.Training.Count), () => AppendLine(record.Folder.Sessions, session.Line()));
        if (!options.TensorBoard) return;
        try
        {
            _board = new TensorBoardNotes<T>(Place.Step == 0 ? TensorBoardLog.Open(record.Folder.TensorBoard) : TensorBoardLog.Resume(record.Folder.TensorBoard, Place.Step));
        }
        catch
        {
            Recorder.Dispose();
            throw;
        }
    }

    /// <summary>The record as it was when the run was begun or gone on with.</summary>
    public RunRecord Record { get; }

    /// <summary>Where the run goes on; none at its beginning.</summary>
    public RunState<T>? Start { get; }

    /// <summary>The same place in the log.</summary>
    public LogPlace Place { get; }

    /// <summary>The epochs before that place.</summary>
    public IEnumerable<LoggedEpoch> Before => Record.Log.Epochs.Take(Place.Epochs);

    /// <summary>What writes log and states.</summary>
    public RunRecorder<T> Recorder { get; }

    /// <summary>Everybody who is told of every step and every epoch.</summary>
    public IRunNotes<T> Notes => _board is null ? Recorder : new AllNotes<T>([Recorder, _board]);

    /// <summary>A new run.</summary>
    /// <exception cref="NNException">There is a run in the folder already, or it cannot be written to.</exception>
    public static Recording<T> Begin(string path, PreparedTraining<T> prepared, RunOptions options)
    {
        var folder = new RunFolder(path);
        var taken = Locked(folder);
        try
        {
            if (folder.IsRun) throw new NNException($"{path}: there is a run in this folder already; go on with it by --resume {path}, or name another folder.");
            var header = new RunHeader(prepared.Experiment.Sha256(), prepared.DataHashes, prepared.Experiment.Data.Path is null ? null : options.Places.Beside);
            // Of a run whose header is gone, nothing stays that could be taken for this one's.
            foreach (string left in folder.CheckpointSteps().Select(folder.Checkpoint).Concat([folder.Log, folder.Sessions, folder.Result, folder.Model])) OnDisk.Write(left, () => File.Delete(left));
            RecordJson.WriteText(folder.Experiment, prepared.Experiment.ToJson());
            header.Write(folder.Header);
            return new(taken, new RunRecord(folder, prepared.Experiment, header, [], RunLog.Empty, null), null, prepared, options);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>A run that goes on from its last saved state, or, where its last steps may have been computed in another way than now, from the one before, so that some are computed again and compared.</summary>
    /// <param name="taken">the lock of its folder</param>
    /// <param name="record">its record</param>
    /// <param name="prepared">its experiment with the data read</param>
    /// <param name="options">what belongs to this stretch of it</param>
    /// <param name="refused">told of saved states that are damaged</param>
    /// <exception cref="DataException">The data are not those the run was begun with.</exception>
    public static Recording<T> Resume(FolderLock taken, RunRecord record, PreparedTraining<T> prepared, RunOptions options, Action<string>? refused)
    {
        if (RecordDifferences.OfData(record.Header.Data, prepared.DataHashes) is [{ } difference, ..])
            throw new DataException($"{record.Folder.Path}: the data are not those the run was begun with: {difference}.");
        if (record.Log.Fault is { } fault) refused?.Invoke(fault);
        var folder = record.Folder;
        foreach (long step in folder.CheckpointSteps())
        {
            if (record.Checkpoint<T>(step, out _) is not { } wrong) continue;
            refused?.Invoke(wrong);
            OnDisk.Write(folder.Checkpoint(step), () => File.Delete(folder.Checkpoint(step)));
        }
        // The result is that of an interruption, or does not go with the log.
        OnDisk.Write(folder.Result, () => File.Delete(folder.Result));
        return new(taken, record, record.LastState<T>(IsComputedAlike(record, options) ? long.MaxValue : record.Log.Steps.Length - 1), prepared, options);
    }

    /// <summary>Whether the last stretch of a run was computed by the same version of the library, and by the same backend or one whose bits are the same everywhere.</summary>
    private static bool IsComputedAlike(RunRecord record, RunOptions options)
    {
        if (record.Sessions is not [.., { } last]) return false;
        var now = new RunSession(0, RunEnvironment.Of(options.Compute), null, "");
        return last[RunEnvironment.Library] == now[RunEnvironment.Library] && Backend(last) == Backend(now);

        static string? Backend(RunSession session) => session[RunEnvironment.Backend] is { } text && text.StartsWith($"{NN.Backend.Managed.Name}:", StringComparison.Ordinal) ? NN.Backend.Managed.Name : session[RunEnvironment.Backend];
    }

    /// <summary>The lock of a run's folder, which is made when it is not there.</summary>
    public static FolderLock Locked(RunFolder folder)
    {
        OnDisk.Write(folder.Path, () => Directory.CreateDirectory(folder.Path));
        return FolderLock.Take(folder.Lock, $"{folder.Path}: the run");
    }

    /// <summary>The end of this stretch: the log's last lines, the model, the result.</summary>
    public RunResult Finish(StretchEnd<T> end)
    {
        var fit = end.Fit;
        string chain = Recorder.Finish(fit.Run, end.Last);
        if (fit.End is not FitEnd.Cancelled) fit.Model.Save(Record.Folder.Model);
        var result = new RunResult(fit.End, fit.Fault?.ToString(), fit.Run.Epoch, fit.Run.Train.Step, fit.Run.Stopping?.BestEpoch, end.Validation, end.Test, fit.Model.Parameters.Sha256(), fit.Run.Sha256(), chain, _secondsBefore + end.Seconds);
        result.Write(Record.Folder.Result);
        return result;
    }

    public void Dispose()
    {
        _board?.Dispose();
        Recorder.Dispose();
        _lock.Dispose();
    }

    private static void AppendLine(string path, string line) => OnDisk.Write(path, () =>
    {
        // A line torn by a kill is ended first, so that it spoils no other.
        bool torn = File.Exists(path) && File.ReadAllBytes(path) is [.., not (byte)'\n'];
        File.AppendAllText(path, (torn ? "\n" : "") + line + "\n");
    });
}
