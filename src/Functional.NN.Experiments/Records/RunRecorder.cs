using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>Writes a run's record while it trains.</summary>
/// <remarks>
/// The order makes every kill harmless: a state is saved (written beside, flushed to the disk, renamed) only after the log's lines up to it are on the disk, and what stands in the log behind the last saved state
/// is computed again, and compared. Hashes and files are made beside the training, on states that never change.
/// </remarks>
internal sealed class RunRecorder<T> : IRunNotes<T>, IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int LinesAtOnce = 4096, Milliseconds = 500;

    private readonly RunFolder _folder;
    private readonly CheckpointInterval _interval;
    private readonly int _epochs;
    private readonly long _batches;
    private readonly KeptCheckpoints _kept;
    private readonly RunLog _before;
    private readonly LogWriter _log;
    private readonly RecordQueue _queue;
    private readonly List<LoggedStep> _pending = [];
    private long _written = Environment.TickCount64;
    private long _saved;
    private (long Step, double Loss)? _best;

    /// <param name="record">the record as it was read: empty for a new run</param>
    /// <param name="place">from where the run goes on</param>
    /// <param name="kept">which saved states stay</param>
    /// <param name="batches">how many batches an epoch has</param>
    /// <param name="begun">told when everything that was recorded has come out the same, before the first new line</param>
    public RunRecorder(RunRecord record, LogPlace place, KeptCheckpoints kept, long batches, Action begun)
    {
        var training = record.Experiment.Training;
        (_folder, _interval, _epochs, _batches, _kept, _before) = (record.Folder, training.Checkpoints, training.Epochs, batches, kept, record.Log);
        OnDisk.Write(_folder.Path, () => Directory.CreateDirectory(_folder.Checkpoints));
        // What a process left that was killed while it wrote.
        foreach (string left in Directory.EnumerateFiles(_folder.Path, "*.tmp", SearchOption.AllDirectories)) OnDisk.Write(left, () => File.Delete(left));
        _log = new LogWriter(_folder.Log, record.Header, record.Log, place, begun);
        _queue = new RecordQueue();
        _saved = place.Step;
        foreach (var epoch in record.Log.Epochs.Take(place.Epochs).Where(epoch => File.Exists(_folder.Checkpoint(epoch.Result.Step)))) Best(epoch.Result.Step, epoch.Result.Training, epoch.Result.Validation);
    }

    /// <inheritdoc/>
    public bool Ended => false;

    /// <inheritdoc/>
    /// <exception cref="NNException">The step was computed before with other bits.</exception>
    public void Step(FitProgress progress)
    {
        var step = new LoggedStep(progress.Step, progress.StepLoss, progress.GradientNorm);
        Compare(step);
        _pending.Add(step);
        if (_pending.Count >= LinesAtOnce || Environment.TickCount64 - _written > Milliseconds) Flush();
    }

    /// <inheritdoc/>
    public void Epoch(RunState<T> run, MeasuredEpoch measured)
    {
        bool due = run.Epoch % _interval.Epochs == 0 || run.Epoch == _epochs || IsDue(run.Train.Step);
        if (due) Best(run.Train.Step, measured.Training, measured.Validation);
        var state = new HashedState<T>(run);
        Line(state, measured, partial: false);
        if (due) Save(state);
    }

    /// <inheritdoc/>
    /// <remarks>Where an epoch ends the state behind its end is saved, not the one before.</remarks>
    public bool Wants(FitProgress progress) => IsDue(progress.Step) && progress.Place < _batches;

    /// <summary>Saves the state within an epoch, or at its end.</summary>
    public void Checkpoint(RunState<T> run)
    {
        if (run.Train.Step == _saved) return;
        Flush();
        var state = new HashedState<T>(run);
        if (run.Place > 0) _queue.Post(() => _log.Save(run.Train.Step, BlockHash.Sha256Of(state.Hashes)));
        Save(state);
    }

    /// <summary>The end of the run: the rest of its last epoch where it ends within one, its state, and everything written.</summary>
    /// <param name="run">the state at the end</param>
    /// <param name="last">what was measured of the epoch that it ends within; none where it ends with one, or was interrupted</param>
    /// <returns>the hash chain</returns>
    public string Finish(RunState<T> run, MeasuredEpoch? last)
    {
        Flush();
        if (last is not null)
        {
            var state = new HashedState<T>(run);
            Line(state, last, partial: true);
            if (run.Train.Step != _saved) Save(state);
        }
        else
        {
            Checkpoint(run);
        }
        _queue.Finish();
        _log.Sync();
        return _log.Chain;
    }

    public void Dispose()
    {
        _queue.Dispose();
        _log.Dispose();
    }

    private bool IsDue(long step) => _interval.Steps is { } every && step % every == 0;

    private void Flush()
    {
        _written = Environment.TickCount64;
        if (_pending.Count == 0) return;
        LoggedStep[] steps = [.. _pending];
        _pending.Clear();
        _queue.Post(() => _log.Steps(steps));
    }

    private void Line(HashedState<T> state, MeasuredEpoch measured, bool partial)
    {
        Flush();
        _queue.Post(() => _log.Epoch(measured.Result(state.Run, state.Hashes, partial), measured.Seconds));
    }

    private void Save(HashedState<T> state)
    {
        long step = _saved = state.Run.Train.Step;
        long? best = _best?.Step;
        _queue.Post(() =>
        {
            _log.Sync();
            state.Run.Save(_folder.Checkpoint(step), state.Hashes);
            _kept.Prune(_folder, best);
        });
    }

    /// <summary>The best state is that with the smallest validation loss, or, where nothing is held back, training loss; never that of the test.</summary>
    private void Best(long step, Metrics training, Metrics? validation)
    {
        double loss = (validation ?? training).DataLoss;
        if (_best is not { } best || loss < best.Loss || double.IsNaN(best.Loss)) _best = (step, loss);
    }

    private void Compare(LoggedStep step)
    {
        if (step.Step > _before.Steps.Length) return;
        var before = _before.Steps[(int)step.Step - 1];
        if (!StepDifference.Same(before, step))
            throw new NNException(Invariant.Text($"{_folder.Path}: step {step.Step} was computed before the interruption with the loss {before.Loss} and the gradient norm {before.GradientNorm}, and now with {step.Loss} and {step.GradientNorm}. {LogWriter.GoOn}"));
    }
}
