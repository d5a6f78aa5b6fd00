namespace Functional.NN.Experiments;

/// <summary>A loss to choose, for targets that are class indices and for targets that are numbers.</summary>
/// <param name="OfClasses">the loss for classes</param>
/// <param name="OfNumbers">the loss for numbers</param>
/// <param name="OneHot">whether classes must stand as vectors of zeros and a one for it</param>
/// <param name="Decision">the share of right decisions among classes; <see cref="Accuracy"/>, by the largest output, when none is given</param>
public sealed record LossChoice(ILoss OfClasses, ILoss OfNumbers, bool OneHot, IMetric? Decision = null);

/// <summary>The losses by name.</summary>
public static class NamedLosses
{
    /// <summary>One line a loss.</summary>
    public static Registry<LossChoice> All { get; } = new("loss",
    [
        new("cross-entropy", "softmax for classes, sigmoid for targets 0 and 1", new(new SoftmaxCrossEntropy(), new SigmoidCrossEntropy(), OneHot: false)),
        new("mse", "mean squared error", Elementwise(new MeanSquaredError())),
        new("mae", "mean absolute error", Elementwise(new MeanAbsoluteError())),
        new("huber", "squared for small errors, linear for large ones", Elementwise(new Huber())),
        new("map-distance", "for outputs that are distances to the classes, the smallest the best", new(new MaximumAPosterioriDistance(), new MaximumAPosterioriDistance(), OneHot: false, new NearestAccuracy())),
    ]);

    private static LossChoice Elementwise(ILoss loss) => new(loss, loss, OneHot: true);
}
