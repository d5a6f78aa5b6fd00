using System.Text;

namespace Functional.NN.Experiments;

/// <summary>Appends lines to a run's log and keeps its hash chain.</summary>
/// <remarks>
/// A run that goes on begins at its last saved state, and the log may reach further. What it says of the steps and epochs behind that state stays: they are computed again, must come out the same, and are not written twice.
/// So a stretch with other bits changes nothing of what was recorded.
/// </remarks>
internal sealed class LogWriter : IDisposable
{
    private readonly string _path;
    private readonly FileStream _file;
    private readonly RunLog _log;
    private readonly HashChain _chain;
    private Action? _begun;
    private long _inserted;

    /// <param name="path">the file</param>
    /// <param name="header">what the run was begun with</param>
    /// <param name="log">what the file holds already; what is behind its right lines is cut off</param>
    /// <param name="place">the place in it from which the run goes on; the beginning when none is given</param>
    /// <param name="begun">told before the first new line, when what the file holds behind the place has come out the same; at once where it holds nothing</param>
    public LogWriter(string path, RunHeader header, RunLog log, LogPlace place, Action begun)
    {
        (_path, _log, _chain, _begun) = (path, log, new HashChain(header.ExperimentSha256, header.DataSha256), begun);
        // Without a buffer: what is written is with the system, and nothing is left that could fail at the end.
        _file = OnDisk.Write(path, () => new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 0));
        try
        {
            OnDisk.Write(path, () => _file.SetLength(log.Length));
            _file.Seek(0, SeekOrigin.End);
            if (log.Length == 0) Begin();
        }
        catch
        {
            Dispose();
            throw;
        }
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
            string hashed = LogJson.Write(step);
            _chain.Add(hashed);
            if (step.Step > _log.Steps.Length) lines.Append(LogJson.Line(hashed, _chain.Check)).Append('\n');
        }
        if (lines.Length > 0) Append(lines.ToString());
    }

    /// <summary>The line of an epoch.</summary>
    /// <exception cref="NNException">It was recorded before with other bits.</exception>
    public void Epoch(LoggedResult result, double seconds)
    {
        var epoch = new LoggedEpoch(result, seconds, _chain.End(LogJson.Write(result)));
        if (result.Epoch > _log.Epochs.Length) Append(LogJson.Write(epoch) + "\n");
        else if (_log.Epochs[result.Epoch - 1].ChainSha256 != epoch.ChainSha256) throw Differs(_log.Epochs[result.Epoch - 1].Result, result);
    }

    /// <summary>The line of a state that is about to be saved within an epoch.</summary>
    /// <exception cref="NNException">It was recorded before with other bits.</exception>
    public void Save(long step, string stateSha256)
    {
        if (_log.Places.TryGetValue(step, out var place))
        {
            if (place.StateSha256 == stateSha256) return;
            throw new NNException(Invariant.Text($"{_path}: after step {step} the state had the hash {place.StateSha256} before the interruption, and has {stateSha256} now. {GoOn}"));
        }
        string line = LogJson.Write(new LoggedSave(step, stateSha256, _chain.Since)) + "\n";
        if (step < _log.Steps.Length) Insert(line, step == 0 ? 0 : _log.StepEnds[(int)step - 1] + _inserted);
        else Append(line);
    }

    /// <summary>What somebody can do whose run does not go on as it was.</summary>
    public const string GoOn = "Go on with the backend and the version the run was begun with, or begin it anew.";

    /// <summary>Has the system write everything to the disk.</summary>
    public void Sync() => OnDisk.Write(_path, () => _file.Flush(flushToDisk: true));

    public void Dispose()
    {
        _chain.Dispose();
        _file.Dispose();
    }

    private NNException Differs(LoggedResult before, LoggedResult now)
    {
        var difference = EpochDifference.Between(before, now);
        string what = difference is { Blocks: [{ Name: var block }, ..] } ? $"the block {block}" : difference?.Measures.FirstOrDefault() ?? "a number";
        return new NNException(Invariant.Text($"{_path}: epoch {before.Epoch} was computed before the interruption and ends otherwise now: {what} differs. {GoOn}"));
    }

    private void Append(string lines)
    {
        Begin();
        OnDisk.Write(_path, () => _file.Write(Encoding.UTF8.GetBytes(lines)));
    }

    private void Begin()
    {
        _begun?.Invoke();
        _begun = null;
    }

    /// <summary>A line among others: the ones behind it move.</summary>
    private void Insert(string line, long at) => OnDisk.Write(_path, () =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        using var reading = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        reading.Seek(at, SeekOrigin.Begin);
        byte[] behind = new byte[reading.Length - at];
        reading.ReadExactly(behind);
        _file.Seek(at, SeekOrigin.Begin);
        _file.Write([.. bytes, .. behind]);
        _inserted += bytes.Length;
    });
}
