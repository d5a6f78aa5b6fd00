using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>A stretch of a run: what <see cref="Trainer{T}.Fit(RunState{T}, Dataset{T}, FitPlan, Dataset{T}, IFitObserver{T}, CancellationToken)"/> tells becomes reports and lines of the record; after every epoch is tested.</summary>
internal sealed class Stretch<T> : IFitObserver<T>, IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int TestBatch = 250;

    private readonly PreparedTraining<T> _prepared;
    private readonly int? _untilEpoch;
    private readonly RunState<T> _start;
    private readonly IRunNotes<T>? _notes;
    private readonly ITrainingWatcher? _watcher;
    private readonly Trainer<T> _trainer;
    private readonly CancellationTokenSource _left = new();
    private readonly Stopwatch _whole = Stopwatch.StartNew(), _epoch = Stopwatch.StartNew();
    private (Model<T> Model, Metrics Metrics)? _tested;
    private Batch<T>? _diagnosed;
    private ImmutableArray<EpochReport> _epochs;

    /// <param name="prepared">the experiment with its data</param>
    /// <param name="options">what belongs to the run</param>
    /// <param name="start">where the stretch begins; at the run's beginning when nothing is given</param>
    /// <param name="before">the epochs before it</param>
    /// <param name="notes">what is told every step and every epoch</param>
    /// <param name="watcher">who watches</param>
    public Stretch(PreparedTraining<T> prepared, RunOptions options, RunState<T>? start, IEnumerable<LoggedEpoch> before, IRunNotes<T>? notes, ITrainingWatcher? watcher)
    {
        (_prepared, _untilEpoch, _notes, _watcher, _trainer) = (prepared, options.UntilEpoch, notes, watcher, prepared.Trainer(options.Compute));
        _start = start ?? RunState<T>.Start(_trainer.Initialize(prepared.Experiment.Key));
        _epochs = [.. before.Select(epoch => epoch.Report())];
    }

    public StretchEnd<T> Run(CancellationToken cancellation, string? folder = null)
    {
        var start = _prepared.Start with { From = _start.Train.Step, Folder = folder };
        _watcher?.OnStart(start);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _left.Token);
        if (_untilEpoch <= _start.Epoch) _left.Cancel();
        var fit = _trainer.Fit(_start, _prepared.Training, _prepared.Plan, _prepared.Validation, this, either.Token);
        var (test, validation) = (Test(fit.Model), _prepared.Validation is { } held ? _trainer.Evaluate(fit.Model, held) : null);
        var last = fit.End == FitEnd.Completed && fit.Run.Place > 0 ? Measured(fit.Run, fit.Run.Running, validation) : null;
        return new StretchEnd<T>(start, fit, _epochs, last, validation, test, _whole.Elapsed.TotalSeconds);
    }

    public void OnProgress(FitProgress progress)
    {
        _notes?.Step(progress);
        _watcher?.OnStep(new(progress.Epoch + 1, progress.Samples, progress.Loss, progress.Accuracy));
        if (_notes is { Ended: true }) _left.Cancel();
    }

    public bool WantsState(FitProgress progress) => _notes?.Wants(progress) ?? false;

    public void OnStep(RunState<T> run, Metrics step) => _notes!.Checkpoint(run);

    public void OnEpoch(RunState<T> run, Metrics training, Metrics? validation)
    {
        var measured = Measured(run, training, validation);
        var report = new EpochReport(run.Epoch, training, validation, measured.Test, measured.Seconds) { Diagnostics = measured.Diagnostics };
        _epochs = _epochs.Add(report);
        _notes?.Epoch(run, measured);
        _watcher?.OnEpoch(report);
        if (_notes is { Ended: true } || (run.Epoch == _untilEpoch && run.Epoch < _prepared.Experiment.Training.Epochs)) _left.Cancel();
        _epoch.Restart();
    }

    public void Dispose() => _left.Dispose();

    private MeasuredEpoch Measured(RunState<T> run, Metrics training, Metrics? validation)
    {
        double seconds = _epoch.Elapsed.TotalSeconds;
        var rate = Rate(run);
        return new(rate, training, validation, Test(run.Train.Model), Diagnosed(run, rate), seconds);
    }

    private ImmutableArray<LoggedDiagnostic> Diagnosed(RunState<T> run, double? rate)
    {
        var wanted = _prepared.Experiment.Training.Diagnostics;
        if (wanted.IsEmpty) return [];
        var at = new Diagnosed<T>(run, _trainer, _diagnosed ??= _prepared.Training.Take(Math.Min(_prepared.Experiment.Training.Batch, _prepared.Training.Count)).All(), _prepared.Experiment.Key.Fold("diagnostics"), rate);
        return [.. wanted.Select(name => new LoggedDiagnostic(name, NamedDiagnostics.All.Find(name).Measure(at)))];
    }

    /// <summary>The first rate of the optimizer at the last step, with what a controller makes of it; none where it has no rate.</summary>
    private double? Rate(RunState<T> run)
    {
        double? rate = null;
        try
        {
            _trainer.Optimizer.WithRate(schedule =>
            {
                rate ??= schedule.At(Math.Max(0, run.Train.Step - 1));
                return schedule;
            });
        }
        catch (NNException)
        {
            return null;
        }
        return rate * (run.Rate?.Factor ?? 1);
    }

    private Metrics Test(Model<T> model)
    {
        if (_tested is not { } known || !ReferenceEquals(known.Model, model)) _tested = known = (model, _trainer.Evaluate(model, _prepared.Test, TestBatch));
        return known.Metrics;
    }
}

/// <summary>How a stretch of a run ended.</summary>
/// <param name="Start">what there was to do</param>
/// <param name="Fit">where the run stands, and why</param>
/// <param name="Epochs">the complete epochs, those before the stretch among them</param>
/// <param name="Last">what was measured of the epoch that the run ended within, where it did</param>
/// <param name="Validation">of the model on the samples held back, where there are any</param>
/// <param name="Test">of the model on the test samples</param>
/// <param name="Seconds">how long it took</param>
internal sealed record StretchEnd<T>(TrainingStart Start, FitResult<T> Fit, ImmutableArray<EpochReport> Epochs, MeasuredEpoch? Last, Metrics? Validation, Metrics Test, double Seconds) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The report of a run that ended with it.</summary>
    public TrainingReport Report(RunResult? recorded) => new(Start, Epochs, Fit.End, Fit.Fault?.ToString(), Fit.Run.Best.Step, Fit.Run.Stopping?.BestEpoch, Test,
        Fit.Model.Parameters.Sha256(), Fit.Run.Sha256(), recorded?.ChainSha256, recorded?.Seconds ?? Seconds);
}
