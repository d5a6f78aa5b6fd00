using System.Text;

namespace Functional.NN.Experiments;

/// <summary>Appends lines to a run's log and keeps its hash chain.</summary>
internal sealed class LogWriter : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly HashChain _chain;

    /// <param name="path">the file</param>
    /// <param name="header">what the run was begun with</param>
    /// <param name="log">what the file holds already, up to a place from which the run goes on</param>
    /// <param name="place">that place; the beginning when none is given</param>
    public LogWriter(string path, RunHeader header, RunLog log, LogPlace place)
    {
        (_path, _chain) = (path, new HashChain(header.ExperimentSha256, header.DataSha256));
        _file = Guarded(() => new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read));
        Guarded(() => _file.SetLength(place.End));
        _file.Seek(0, SeekOrigin.End);
        long step = 0;
        for (int epoch = 0; epoch < place.Epochs; epoch++)
        {
            for (; step < log.Epochs[epoch].Result.Step; step++) _chain.Add(LogJson.Write(log.Steps[(int)step]));
            _chain.End(LogJson.Write(log.Epochs[epoch].Result));
        }
        for (; step < place.Step; step++) _chain.Add(LogJson.Write(log.Steps[(int)step]));
    }

    /// <summary>The hash chain after the last epoch.</summary>
    public string Chain => _chain.Value;

    /// <summary>The lines of some steps.</summary>
    public void Steps(IReadOnlyList<LoggedStep> steps)
    {
        var lines = new StringBuilder();
        foreach (var step in steps)
        {
            string line = LogJson.Write(step);
            _chain.Add(line);
            lines.Append(line).Append('\n');
        }
        Append(lines.ToString());
    }

    /// <summary>The line of an epoch.</summary>
    public void Epoch(LoggedResult result, double seconds) => Append(LogJson.Write(new LoggedEpoch(result, seconds, _chain.End(LogJson.Write(result)))) + "\n");

    /// <summary>The line of a state that is about to be saved within an epoch.</summary>
    public void Save(long step) => Append(LogJson.Write(new LoggedSave(step, _chain.Since)) + "\n");

    /// <summary>Has the system write everything to the disk.</summary>
    public void Sync() => Guarded(() => _file.Flush(flushToDisk: true));

    public void Dispose()
    {
        _chain.Dispose();
        _file.Dispose();
    }

    private void Append(string lines) => Guarded(() =>
    {
        _file.Write(Encoding.UTF8.GetBytes(lines));
        _file.Flush();
    });

    private void Guarded(Action action) => Guarded(() =>
    {
        action();
        return true;
    });

    private TResult Guarded<TResult>(Func<TResult> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new DataException($"{_path}: the file cannot be written; the system says: {e.Message}", e);
        }
    }
}
