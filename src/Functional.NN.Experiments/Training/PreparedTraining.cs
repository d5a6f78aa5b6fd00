using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>An experiment with its data read: the same for every kind of run.</summary>
/// <param name="Experiment">the experiment</param>
/// <param name="Training">the training samples</param>
/// <param name="Validation">those held back, if any</param>
/// <param name="Test">the samples to test with</param>
internal sealed record PreparedTraining<T>(Experiment Experiment, Dataset<T> Training, Dataset<T>? Validation, Dataset<T> Test) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private Lazy<ImmutableSortedDictionary<string, string>> _hashes = new(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>The size and order of batches.</summary>
    public Batching Batching { get; } = new(Experiment.Training.Batch, Experiment.Training.Sampling, Experiment.Training.DropLast, Experiment.Data.Augmentation);

    /// <summary>How long and in which batches, and what controls the run.</summary>
    public FitPlan Plan => new(Experiment.Training.Epochs, Batching, Experiment.Training.EarlyStopping, Experiment.Controller, Experiment.Training.Steps);

    /// <summary>The hashes of the data's bytes.</summary>
    public ImmutableSortedDictionary<string, string> DataHashes => _hashes.Value;

    /// <summary>What there is to train.</summary>
    public TrainingStart Start => new(Experiment, Training.ToString(), Training.Count, Validation?.Count ?? 0, Test.Count);

    /// <exception cref="NNException">The data are not there, or the network does not fit them.</exception>
    public static PreparedTraining<T> Of(Experiment experiment, DataPlaces places)
    {
        var data = experiment.Data;
        var request = new DataRequest(data, places, experiment.Key);
        var read = NamedData<T>.Read(request);
        var (all, test) = read;
        if (all.InputShape != experiment.Network.Input)
            throw new NNException(Invariant.Text($"experiment {experiment.Name}: the network takes samples {experiment.Network.Input}, the data \"{data.Source}\" have {all.InputShape}; give the network that input."));
        var (training, validation) = HeldBack(all, experiment);
        var normalizer = data.Normalization?.Of(training);
        Dataset<T> Fitted(Dataset<T> samples)
        {
            if (normalizer is not null) samples = normalizer.Apply(samples);
            return !data.OneHot ? samples : samples.Classes is not null ? samples.OneHot()
                : throw new NNException(Invariant.Text($"experiment {experiment.Name}: the targets of \"{data.Source}\" are numbers already, there are no classes to make vectors of; leave oneHot out."));
        }
        return new(experiment, Fitted(training), validation is null ? null : Fitted(validation), Fitted(test)) { _hashes = new(() => NamedData<T>.Hashes(request, read)) };
    }

    /// <summary>The trainer, its rate by the schedule stretched over the run.</summary>
    public Trainer<T> Trainer(Compute compute) =>
        new Trainer<T>(Experiment.Network, Experiment.Objective, Scheduled()).With(compute: compute, shards: Experiment.Training.Shards);

    private IMinimizer Scheduled()
    {
        if (Experiment.Schedule == Experiment.ConstantRate) return Experiment.Optimizer;
        long perEpoch = Batching.BatchCount(Training.Count);
        return Experiment.Optimizer.WithRate(rate => rate is Constant start ? NamedSchedules.Find(Experiment.Schedule, new ScheduleSpan(start.Value, Experiment.Training.Epochs, perEpoch) { Limit = Experiment.Training.Steps })
            : throw new NNException($"experiment {Experiment.Name}: the optimizer's rate is a schedule already, {rate}; say constant for the schedule, or give the optimizer a number."));
    }

    private static (Dataset<T> Training, Dataset<T>? Validation) HeldBack(Dataset<T> all, Experiment experiment)
    {
        double share = experiment.Data.Validation;
        if (share == 0)
            return experiment.Training.EarlyStopping is null ? (all, null)
                : throw new NNException(Invariant.Text($"experiment {experiment.Name}: early stopping looks at samples held back; give \"validation\" in the data a share, such as 0.1."));
        var key = experiment.Key.Fold("validation");
        var (training, validation) = all.Classes is null ? all.Split(1 - share, key) : all.SplitStratified(1 - share, key);
        return validation.Count > 0 && training.Count > 0 ? (training, validation)
            : throw new NNException(Invariant.Text($"experiment {experiment.Name}: {all.Count} training samples are too few to hold back {100 * share:0.##} % of them for validation; give more samples, or another share."));
    }
}
