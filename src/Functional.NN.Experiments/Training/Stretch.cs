using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>A stretch of a run: what <see cref="Trainer{T}.Fit(RunState{T}, Dataset{T}, FitPlan, Dataset{T}, IFitObserver{T}, CancellationToken)"/> tells becomes reports and lines of the record; after every epoch is tested.</summary>
internal sealed class Stretch<T> : IFitObserver<T>, IDisposable where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int TestBatch = 250;

    private readonly PreparedTraining<T> _prepared;
    private readonly RunOptions _options;
    private readonly Recording<T>? _recording;
    private readonly ITrainingWatcher? _watcher;
    private readonly Trainer<T> _trainer;
    private readonly CancellationTokenSource _left = new();
    private readonly Stopwatch _whole = Stopwatch.StartNew(), _epoch = Stopwatch.StartNew();
    private (Model<T> Model, Metrics Metrics)? _tested;
    private ImmutableArray<EpochReport> _epochs;

    public Stretch(PreparedTraining<T> prepared, RunOptions options, Recording<T>? recording, ITrainingWatcher? watcher)
    {
        (_prepared, _options, _recording, _watcher, _trainer) = (prepared, options, recording, watcher, prepared.Trainer(options.Compute));
        Start = recording?.Start ?? RunState<T>.Start(_trainer.Initialize(prepared.Experiment.Key));
        _epochs = recording is null ? [] : [.. recording.Record.Log.Epochs.Take(recording.Place.Epochs).Select(epoch => epoch.Report())];
    }

    /// <summary>Where the stretch begins.</summary>
    public RunState<T> Start { get; }

    public TrainingReport Run(CancellationToken cancellation)
    {
        var start = _prepared.Start with { From = Start.Train.Step, Folder = _recording?.Record.Folder.Path };
        _watcher?.OnStart(start);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _left.Token);
        if (_options.UntilEpoch <= Start.Epoch) _left.Cancel();
        var fit = _trainer.Fit(Start, _prepared.Training, _prepared.Plan, _prepared.Validation, this, either.Token);
        var measured = Test(fit.Model);
        if (_options.SaveTo is { } path) fit.Model.Save(path);
        var result = _recording?.Finish(fit, fit.End == FitEnd.Completed && fit.Run.Place > 0 ? Measured(fit.Run, fit.Run.Running, Validated(fit.Model)) : null, Validated(fit.Model), measured, _whole.Elapsed.TotalSeconds);
        return new TrainingReport(start, _epochs, fit.End, fit.Fault?.ToString(), fit.Run.Best.Step, fit.Run.Stopping?.BestEpoch, measured, fit.Model.Parameters.Sha256(), fit.Run.Sha256(), result?.ChainSha256, result?.Seconds ?? _whole.Elapsed.TotalSeconds);
    }

    public void OnProgress(FitProgress progress)
    {
        _recording?.Recorder.Step(progress);
        _watcher?.OnStep(new(progress.Epoch + 1, progress.Samples, progress.Loss, progress.Accuracy));
    }

    public bool WantsState(FitProgress progress) => _recording?.Recorder.Wants(progress) ?? false;

    public void OnStep(RunState<T> run, Metrics step) => _recording!.Recorder.Checkpoint(run);

    public void OnEpoch(RunState<T> run, Metrics training, Metrics? validation)
    {
        var measured = Measured(run, training, validation);
        var report = new EpochReport(run.Epoch, training, validation, measured.Test, measured.Seconds);
        _epochs = _epochs.Add(report);
        _recording?.Recorder.Epoch(run, measured);
        _watcher?.OnEpoch(report);
        if (run.Epoch == _options.UntilEpoch && run.Epoch < _prepared.Experiment.Training.Epochs) _left.Cancel();
        _epoch.Restart();
    }

    public void Dispose() => _left.Dispose();

    private MeasuredEpoch Measured(RunState<T> run, Metrics training, Metrics? validation)
    {
        double seconds = _epoch.Elapsed.TotalSeconds;
        var diagnostics = _prepared.Experiment.Training.Diagnostics.Select(name => new LoggedDiagnostic(name, NamedDiagnostics.All.Find(name).Measure(run)));
        return new(Rate(run), training, validation, Test(run.Train.Model), [.. diagnostics], seconds);
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

    private Metrics? Validated(Model<T> model) => _prepared.Validation is { } validation ? _trainer.Evaluate(model, validation) : null;

    private Metrics Test(Model<T> model)
    {
        if (_tested is not { } known || !ReferenceEquals(known.Model, model)) _tested = known = (model, _trainer.Evaluate(model, _prepared.Test, TestBatch));
        return known.Metrics;
    }
}
