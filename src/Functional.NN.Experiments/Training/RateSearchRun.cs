using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>The search for a learning rate for an experiment: some steps at each of several fixed rates, from the same θ and on the same batches.</summary>
public static class RateSearchRun
{
    /// <summary>On how many samples, drawn from the training data, a loss is measured.</summary>
    private const int Measured = 10_000;

    /// <summary>Searches; the experiment's rate, schedule and number of epochs are not looked at.</summary>
    /// <param name="experiment">what to train, on what, and how</param>
    /// <param name="finder">which rates, and how many steps at each</param>
    /// <param name="options">what belongs to this run</param>
    /// <param name="started">told what is about to be trained</param>
    /// <param name="tried">told each trial as soon as it is done</param>
    /// <param name="cancellation">ends the search</param>
    /// <exception cref="NNException">The optimizer has no rate, the data are not there, or something does not fit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RateSearch Run(Experiment experiment, RateFinder finder, RunOptions? options = null, Action<TrainingStart>? started = null, Action<RateTrial>? tried = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(experiment);
        ArgumentNullException.ThrowIfNull(finder);
        return experiment.Training.Precision == Precision.Double ? Run<double>(experiment, finder, options ?? new(), started, tried, cancellation) : Run<float>(experiment, finder, options ?? new(), started, tried, cancellation);
    }

    private static RateSearch Run<T>(Experiment experiment, RateFinder finder, RunOptions options, Action<TrainingStart>? started, Action<RateTrial>? tried, CancellationToken cancellation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var optimizer = experiment.Optimizer;
        optimizer.WithRate(rate => rate);   // without a rate it says so here
        var prepared = PreparedTraining<T>.Of(experiment with { Schedule = Experiment.ConstantRate }, options.Places);
        var trainer = prepared.Trainer(options.Compute);
        var measured = prepared.Training.Count <= Measured ? prepared.Training : prepared.Training.SplitAt(Measured, experiment.Key.Fold("measured")).Training;
        started?.Invoke(prepared.Start);
        return finder.Search(trainer, rate => optimizer.WithRate(_ => rate), trainer.Initialize(experiment.Key), prepared.Training, prepared.Batching, measured, tried, cancellation);
    }
}
