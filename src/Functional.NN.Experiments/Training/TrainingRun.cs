using System.Collections.Immutable;
using System.Diagnostics;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>Training of named things: finds them, trains, tests after every epoch, saves.</summary>
public static class TrainingRun
{
    private const double TrainingPart = 0.9;   // of the training samples, where early stopping holds some back
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
        var data = NamedData<T>.Find(given.Data);
        var optimizer = NamedOptimizers.All.Find(given.Optimizer);
        var loss = NamedLosses.All.Find(given.Loss);
        var settings = Complete(given, data.Defaults, optimizer);
        var key = RandomKey.FromSeed(settings.Seed);
        var (all, test) = data.Read(new DataRequest(settings.DataFolder, settings.Limit, key, Numbers: loss.OneHot));
        var network = NamedNetworks.Find(settings.Network!, all.InputShape, all.Classes ?? all.TargetShape.Size);
        bool classes = all.Classes is not null;
        Dataset<T> Fitted(Dataset<T> samples) => classes && loss.OneHot ? samples.OneHot() : samples;

        var objective = Objective.Supervised(NamedLosses.Fitting(given.Loss, classes), settings.L2 > 0 ? [new L2(settings.L2)] : []);
        if (classes) objective = objective.With(metrics: [new Accuracy()]);
        var trainer = new Trainer<T>(network, objective, optimizer.Make(settings.Rate!.Value)).With(compute: settings.Compute, shards: settings.Shards);
        var (training, validation) = HeldBack(all, settings, key);
        var plan = new FitPlan(settings.Epochs!.Value, new Batching(settings.Batch!.Value), settings.Patience is { } patience ? new EarlyStopping(patience) : null);
        var start = new TrainingStart(settings, network, all.ToString(), training.Count, validation?.Count ?? 0, test.Count);

        watcher?.OnStart(start);
        var observer = new Observer<T>(trainer, Fitted(test), watcher);
        var fit = trainer.Fit(trainer.Initialize(key), Fitted(training), plan, validation is null ? null : Fitted(validation), observer, cancellation);
        var measured = observer.Test(fit.Model);
        if (settings.SaveTo is { } path) fit.Model.Save(path);
        return new TrainingReport(start, observer.Epochs, fit.End, fit.Fault?.ToString(), fit.Run.Best.Step, fit.Run.Stopping?.BestEpoch, measured.DataLoss, measured.Accuracy, fit.Model.Parameters.Sha256(), observer.Seconds);
    }

    private static TrainingSettings Complete(TrainingSettings given, TrainingDefaults defaults, OptimizerChoice optimizer) => given with
    {
        Network = given.Network ?? defaults.Network,
        Epochs = given.Epochs ?? defaults.Epochs,
        Batch = given.Batch ?? defaults.Batch,
        Rate = given.Rate ?? (given.Optimizer == new TrainingSettings().Optimizer ? defaults.Rate : null) ?? optimizer.Rate,
    };

    private static (Dataset<T> Training, Dataset<T>? Validation) HeldBack<T>(Dataset<T> all, TrainingSettings settings, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (settings.Patience is null) return (all, null);
        var (training, validation) = all.Classes is null ? all.Split(TrainingPart, key.Fold("validation")) : all.SplitStratified(TrainingPart, key.Fold("validation"));
        return validation.Count > 0 && training.Count > 0 ? (training, validation)
            : throw new NNException($"--early-stopping holds back a tenth of the training samples; {all.Count} are too few for that.");
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
