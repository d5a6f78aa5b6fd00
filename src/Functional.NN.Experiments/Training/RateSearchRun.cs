using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>The search for a learning rate for named things: some steps at each of several fixed rates, from the same θ and on the same batches.</summary>
public static class RateSearchRun
{
    /// <summary>On how many samples, drawn from the training data, a loss is measured.</summary>
    private const int Measured = 10_000;

    /// <summary>Searches as the settings say; their rate, schedule and number of epochs are not looked at.</summary>
    /// <param name="settings">what to train, on what, and how</param>
    /// <param name="finder">which rates, and how many steps at each</param>
    /// <param name="started">told what is about to be trained</param>
    /// <param name="tried">told each trial as soon as it is done</param>
    /// <param name="cancellation">ends the search</param>
    /// <exception cref="NNException">The settings name something that is not there or does not fit.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static RateSearch Run(TrainingSettings settings, RateFinder finder, Action<TrainingStart>? started = null, Action<RateTrial>? tried = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(finder);
        return settings.Precision == Precision.Double ? Run<double>(settings, finder, started, tried, cancellation) : Run<float>(settings, finder, started, tried, cancellation);
    }

    private static RateSearch Run<T>(TrainingSettings settings, RateFinder finder, Action<TrainingStart>? started, Action<RateTrial>? tried, CancellationToken cancellation) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var prepared = PreparedTraining<T>.Of(settings);
        if (prepared.Optimizer.Rate is null) throw new NNException($"{settings.Optimizer} has no learning rate to find: it finds by itself how far to go.");
        var trainer = prepared.Trainer();
        var measured = prepared.Training.Count <= Measured ? prepared.Training : prepared.Training.SplitAt(Measured, prepared.Key.Fold("measured")).Training;
        started?.Invoke(prepared.Start);
        return finder.Search(trainer, rate => prepared.Optimizer.Make(rate), trainer.Initialize(prepared.Key), prepared.Training, prepared.Batching, measured, tried, cancellation);
    }
}
