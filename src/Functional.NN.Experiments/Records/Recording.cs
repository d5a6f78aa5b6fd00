using System.Globalization;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>A run that writes its record: begun, or gone on with. As long as it lives no other process can write to the folder.</summary>
internal sealed class Recording<T> : IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly FolderLock _lock;
    private readonly double _secondsBefore;
    private readonly TensorBoardNotes<T>? _board;

    private Recording(FolderLock taken, RunRecord record, RunState<T>? start, LogPlace place, RunOptions options)
    {
        (_lock, Record, Start, Place) = (taken, record, start, place);
        _secondsBefore = record.Log.Epochs.Take(place.Epochs).Sum(epoch => epoch.Seconds);
        Recorder = new RunRecorder<T>(record, place, options.Kept);
        if (options.TensorBoard) _board = new TensorBoardNotes<T>(place.Step == 0 ? TensorBoardLog.Open(record.Folder.TensorBoard) : TensorBoardLog.Resume(record.Folder.TensorBoard, place.Step));
        var session = new RunSession(place.Step, RunEnvironment.Of(options.Compute), options.Command, DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        AppendLine(record.Folder.Sessions, session.Line());
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
            RecordJson.WriteText(folder.Experiment, prepared.Experiment.ToJson());
            File.Delete(folder.Log);
            header.Write(folder.Header);
            return new(taken, new RunRecord(folder, prepared.Experiment, header, [], RunLog.Empty, null), null, default, options);
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    /// <summary>A run that goes on from its last saved state.</summary>
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
        var state = record.LastState<T>(refused: refused);
        return new(taken, record, state, state is null ? default : record.Log.Places[state.Train.Step], options);
    }

    /// <summary>The lock of a run's folder, which is made when it is not there.</summary>
    public static FolderLock Locked(RunFolder folder)
    {
        try
        {
            Directory.CreateDirectory(folder.Path);
            return FolderLock.Take(folder.Lock, $"{folder.Path}: the run");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{folder.Path}: the folder cannot be written to; the system says: {e.Message}", e);
        }
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

    private static void AppendLine(string path, string line)
    {
        try
        {
            // A line torn by a kill is ended first, so that it spoils no other.
            bool torn = File.Exists(path) && File.ReadAllBytes(path) is [.., not (byte)'\n'];
            File.AppendAllText(path, (torn ? "\n" : "") + line + "\n");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException($"{path}: the file cannot be written; the system says: {e.Message}", e);
        }
    }
}
