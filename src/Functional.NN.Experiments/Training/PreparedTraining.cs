using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>The things that settings name, found and put together: the same for every kind of run.</summary>
/// <param name="Start">the settings with everything filled in, and what there is to train</param>
/// <param name="Objective">what is made smaller</param>
/// <param name="Optimizer">how</param>
/// <param name="Training">the training samples</param>
/// <param name="Validation">those held back, if any</param>
/// <param name="Test">the test samples</param>
internal sealed record PreparedTraining<T>(TrainingStart Start, Supervised Objective, OptimizerChoice Optimizer, Dataset<T> Training, Dataset<T>? Validation, Dataset<T> Test)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const double TrainingPart = 0.9;   // of the training samples, where early stopping holds some back

    /// <summary>The run's key.</summary>
    public RandomKey Key { get; } = RandomKey.FromSeed(Start.Settings.Seed);

    /// <summary>In which batches.</summary>
    public Batching Batching { get; } = new(Start.Settings.Batch!.Value);

    /// <exception cref="NNException">The settings name something that is not there or does not fit.</exception>
    public static PreparedTraining<T> Of(TrainingSettings given)
    {
        var data = NamedData<T>.Find(given.Data);
        var optimizer = NamedOptimizers.All.Find(given.Optimizer);
        var loss = NamedLosses.All.Find(given.Loss);
        if (optimizer.Rate is null) RefuseRate(given);
        var settings = Complete(given, data.Defaults, optimizer);
        var key = RandomKey.FromSeed(settings.Seed);
        var (all, test) = data.Read(new DataRequest(settings.DataFolder, settings.Limit, key, Numbers: loss.OneHot));
        var network = NamedNetworks.Find(settings.Network!, all.InputShape, all.Classes ?? all.TargetShape.Size);
        bool classes = all.Classes is not null;
        Dataset<T> Fitted(Dataset<T> samples) => classes && loss.OneHot ? samples.OneHot() : samples;

        var objective = NN.Objective.Supervised(NamedLosses.Fitting(given.Loss, classes), settings.L2 > 0 ? [new L2(settings.L2)] : []);
        if (classes) objective = objective.With(metrics: [loss.Decision ?? new Accuracy()]);
        var (training, validation) = HeldBack(all, settings, key);
        var start = new TrainingStart(settings, network, all.ToString(), training.Count, validation?.Count ?? 0, test.Count);
        return new(start, objective, optimizer, Fitted(training), validation is null ? null : Fitted(validation), Fitted(test));
    }

    /// <summary>The trainer, its rate by the schedule that the settings name.</summary>
    public Trainer<T> Trainer()
    {
        var settings = Start.Settings;
        var span = new ScheduleSpan(settings.Rate ?? 0, settings.Epochs!.Value, Batching.BatchCount(Training.Count));
        return new Trainer<T>(Start.Network, Objective, Optimizer.Make(NamedSchedules.Find(settings.Schedule, span))).With(compute: settings.Compute, shards: settings.Shards);
    }

    /// <summary>What settings say about a learning rate is refused where there is none.</summary>
    private static void RefuseRate(TrainingSettings given)
    {
        string? option = given.Rate is not null ? "--lr" : given.Schedule != new TrainingSettings().Schedule ? "--schedule" : given.PlateauPatience is not null ? "--reduce-on-plateau" : null;
        if (option is not null) throw new NNException($"{given.Optimizer} has no learning rate: it finds by itself how far to go; leave it out ({option}).");
    }

    private static TrainingSettings Complete(TrainingSettings given, TrainingDefaults defaults, OptimizerChoice optimizer) => given with
    {
        Network = given.Network ?? defaults.Network,
        Epochs = given.Epochs ?? defaults.Epochs,
        Batch = given.Batch ?? defaults.Batch,
        Rate = optimizer.Rate is null ? null : given.Rate ?? (given.Optimizer == new TrainingSettings().Optimizer ? defaults.Rate : null) ?? optimizer.Rate,
    };

    private static (Dataset<T> Training, Dataset<T>? Validation) HeldBack(Dataset<T> all, TrainingSettings settings, RandomKey key)
    {
        if (settings.Patience is null) return (all, null);
        var (training, validation) = all.Classes is null ? all.Split(TrainingPart, key.Fold("validation")) : all.SplitStratified(TrainingPart, key.Fold("validation"));
        return validation.Count > 0 && training.Count > 0 ? (training, validation)
            : throw new NNException($"--early-stopping holds back a tenth of the training samples; {all.Count} are too few for that.");
    }
}
