using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>Training of named things: finds them, trains, tests after every epoch, saves.</summary>
public static class TrainingRun
{
    private const int TestBatch = 250;

    /// <summary>Trains as the settings say.</summary>
    /// <param name="settings">what to train, on what, and how</param>
    /// <param name="watcher">sees the start, every step and every epoch</param>
    /// <param name="cancellation">ends the run after the step in progress</param>
    /// <exception cref="NNException">The settings name something that is not there or does not fit.</exception>
    public static TrainingReport Run(TrainingSettings settings, ITrainingWatcher? watcher = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return settings.Precision == Precision.Double ? Run<double>(settings, watcher, cancellation) : Run<float>(settings, watcher, cancellation);
    }

    private static TrainingReport Run<T>(TrainingSettings given, ITrainingWatcher? watcher, CancellationToken cancellation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var prepared = PreparedTraining<T>.Of(given);
        var (settings, trainer) = (prepared.Start.Settings, prepared.Trainer());
        var plan = new FitPlan(settings.Epochs!.Value, prepared.Batching, settings.Patience is { } patience ? new EarlyStopping(patience) : null,
            settings.PlateauPatience is { } wait ? new ReduceOnPlateau(Patience: wait) : null);

        watcher?.OnStart(prepared.Start);
        var observer = new Observer<T>(trainer, prepared.Test, watcher);
        var fit = trainer.Fit(trainer.Initialize(prepared.Key), prepared.Training, plan, prepared.Validation, observer, cancellation);
        var measured = observer.Test(fit.Model);
        if (settings.SaveTo is { } path) fit.Model.Save(path);
        return new TrainingReport(prepared.Start, observer.Epochs, fit.End, fit.Fault?.ToString(), fit.Run.Best.Step, fit.Run.Stopping?.BestEpoch, measured.DataLoss, measured.Accuracy, fit.Model.Parameters.Sha256(), observer.Seconds);
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
            var tested = Test(run.Train.Model);
            var report = new EpochReport(run.Epoch, training.Loss, training.Accuracy, validation?.DataLoss, tested.DataLoss, tested.Accuracy, seconds);
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
