using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>Training of an experiment: reads the data, trains, tests after every epoch, saves.</summary>
public static class TrainingRun
{
    private const int TestBatch = 250;

    /// <summary>Trains as the experiment says.</summary>
    /// <param name="experiment">what to train, on what, and how</param>
    /// <param name="options">what belongs to this run</param>
    /// <param name="watcher">sees the start, every step and every epoch</param>
    /// <param name="cancellation">ends the run after the step in progress</param>
    /// <exception cref="NNException">The data are not there, or something does not fit.</exception>
    public static TrainingReport Run(Experiment experiment, RunOptions? options = null, ITrainingWatcher? watcher = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        return experiment.Training.Precision == Precision.Double ? Run<double>(experiment, options ?? new(), watcher, cancellation) : Run<float>(experiment, options ?? new(), watcher, cancellation);
    }

    private static TrainingReport Run<T>(Experiment experiment, RunOptions options, ITrainingWatcher? watcher, CancellationToken cancellation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var prepared = PreparedTraining<T>.Of(experiment, options.Places);
        var trainer = prepared.Trainer(options.Compute);
        var start = prepared.Start;
        watcher?.OnStart(start);
        var observer = new Observer<T>(trainer, prepared.Test, watcher);
        var fit = trainer.Fit(trainer.Initialize(experiment.Key), prepared.Training, prepared.Plan, prepared.Validation, observer, cancellation);
        var measured = observer.Test(fit.Model);
        if (options.SaveTo is { } path) fit.Model.Save(path);
        return new TrainingReport(start, observer.Epochs, fit.End, fit.Fault?.ToString(), fit.Run.Best.Step, fit.Run.Stopping?.BestEpoch, measured, fit.Model.Parameters.Sha256(), fit.Run.Train.Sha256(), null, observer.Seconds);
    }

    /// <summary>Turns what <see cref="Trainer{T}.Fit(TrainState{T}, Dataset{T}, FitPlan, Dataset{T}, IFitObserver{T}, CancellationToken)"/> tells into reports, and tests after every epoch.</summary>
    private sealed class Observer<T>(Trainer<T> trainer, Dataset<T> test, ITrainingWatcher? watcher) : IFitObserver<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly Stopwatch _whole = Stopwatch.StartNew();
        private readonly Stopwatch _epoch = Stopwatch.StartNew();
        private (Model<T> Model, Metrics Metrics)? _tested;

        public ImmutableArray<EpochReport> Epochs { get; private set; } = [];

        public double Seconds => _whole.Elapsed.TotalSeconds;

        public void OnProgress(FitProgress progress) => watcher?.OnStep(new(progress.Epoch + 1, progress.Samples, progress.Loss, progress.Accuracy));

        public void OnEpoch(RunState<T> run, Metrics training, Metrics? validation)
        {
            double seconds = _epoch.Elapsed.TotalSeconds;
            var report = new EpochReport(run.Epoch, training, validation, Test(run.Train.Model), seconds);
            Epochs = Epochs.Add(report);
            watcher?.OnEpoch(report);
            _epoch.Restart();
        }

        public Metrics Test(Model<T> model)
        {
            if (_tested is not { } known || !ReferenceEquals(known.Model, model)) _tested = known = (model, trainer.Evaluate(model, test, TestBatch));
            return known.Metrics;
        }
    }
}
