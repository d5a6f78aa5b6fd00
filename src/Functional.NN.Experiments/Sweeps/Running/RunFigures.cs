using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>The figures of a run by which settings can be compared: <c>training loss</c>, <c>validation loss</c>, <c>test loss</c>, and every other measure of these three, such as <c>test accuracy</c>.</summary>
/// <remarks>Losses of validation and test samples are those of the data, without penalties; the training loss is the objective.</remarks>
internal static class RunFigures
{
    /// <summary>The words that names of figures are made of.</summary>
    public const string Training = "training", Validation = "validation", Test = "test", Loss = "loss";

    /// <summary>The figures after an epoch.</summary>
    public static ImmutableArray<Figure> Of(LoggedResult epoch) => [.. Of(Training, epoch.Training, epoch.Training.Loss), .. Of(Validation, epoch.Validation), .. Of(Test, epoch.Test)];

    /// <summary>The figures of the trained model; those of training are the last epoch's.</summary>
    public static ImmutableArray<Figure> Of(RunResult result, Metrics? training) => [.. training is null ? [] : Of(Training, training, training.Loss), .. Of(Validation, result.Validation), .. Of(Test, result.Test)];

    private static IEnumerable<Figure> Of(string samples, Metrics? metrics) => metrics is null ? [] : Of(samples, metrics, metrics.DataLoss);

    private static IEnumerable<Figure> Of(string samples, Metrics metrics, double loss) => metrics.Values.Select(value => new Figure($"{samples} {value.Key}", value.Value)).Prepend(new($"{samples} {Loss}", loss));
}
