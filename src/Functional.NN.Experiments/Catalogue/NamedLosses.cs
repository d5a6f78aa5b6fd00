namespace Functional.NN.Experiments;

/// <summary>A loss to choose, for targets that are class indices and for targets that are numbers.</summary>
/// <param name="OfClasses">the loss for classes, if there is one</param>
/// <param name="OfNumbers">the loss for numbers, if there is one</param>
/// <param name="OneHot">whether the loss is one of numbers, for which classes must stand as vectors of zeros and a one</param>
/// <param name="Decision">the share of right decisions among classes; <see cref="Accuracy"/>, by the largest output, when none is given</param>
public sealed record LossChoice(ILoss? OfClasses, ILoss? OfNumbers, bool OneHot, IMetric? Decision = null);

/// <summary>The losses by name that fit a network which gives one number for each of the target's, or one for each class.</summary>
public static class NamedLosses
{
    /// <summary>One line a loss.</summary>
    public static Registry<LossChoice> All { get; } = new("loss",
    [
        new("cross-entropy", "softmax for classes, sigmoid for targets 0 and 1", new(new SoftmaxCrossEntropy(), new SigmoidCrossEntropy(), OneHot: false)),
        new("focal", "cross-entropy in which what is decided well counts less", new(new SoftmaxFocal(), new SigmoidFocal(), OneHot: false)),
        new("multi-margin", "the hinge loss of several classes", new(new MultiMargin(), null, OneHot: false)),
        new("mse", "mean squared error", Elementwise(new MeanSquaredError())),
        new("squared", "eᵀe, the squared error summed over a sample", Elementwise(new SquaredError())),
        new("half-squared", "½eᵀe, half the squared error summed over a sample", Elementwise(new HalfSquaredError())),
        new("mae", "mean absolute error", Elementwise(new MeanAbsoluteError())),
        new("huber", "squared for small errors, linear for large ones", Elementwise(new Huber())),
        new("smooth-l1", "Huber's loss divided by its threshold", Elementwise(new SmoothL1())),
        new("hinge", "max(0, 1 − tp) for targets −1 and +1", OfNumbers(new Hinge())),
        new("squared-hinge", "max(0, 1 − tp)² for targets −1 and +1", OfNumbers(new SquaredHinge())),
        new("perceptron", "max(0, −tp) for targets −1 and +1", OfNumbers(new PerceptronLoss())),
        new("poisson", "−log of the Poisson likelihood of counts, for logarithms of rates", OfNumbers(new PoissonNegativeLogLikelihood())),
        new("map-distance", "for outputs that are distances to the classes, the smallest the best", new(new MaximumAPosterioriDistance(), null, OneHot: false, new NearestAccuracy())),
    ]);

    /// <summary>The loss of a name for targets that are classes, or for targets that are numbers.</summary>
    /// <exception cref="NNException">There is no such loss, or it is for targets of the other kind.</exception>
    public static ILoss Fitting(string name, bool classes)
    {
        var loss = All.Find(name);
        string are = classes ? "classes" : "numbers", wanted = classes ? "numbers" : "classes";
        return (classes ? loss.OfClasses : loss.OfNumbers) ?? throw new NNException($"the loss \"{name}\" is for targets that are {wanted}, and these are {are}.");
    }

    private static LossChoice Elementwise(ILoss loss) => new(loss, loss, OneHot: true);

    private static LossChoice OfNumbers(ILoss loss) => new(null, loss, OneHot: true);
}
