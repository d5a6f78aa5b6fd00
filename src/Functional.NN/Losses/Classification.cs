namespace Functional.NN;

/// <summary>max(0, margin − t·p) for targets −1 and +1, the mean over all elements.</summary>
public sealed record Hinge(double Margin = 1) : ILoss
{
    /// <summary>From which t·p on nothing is lost; not negative.</summary>
    public double Margin { get; init => field = Constants.NotNegative(value, nameof(Hinge), "the margin"); } = Constants.NotNegative(Margin, nameof(Hinge), "the margin");

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(Hinge), prediction, target);
        return new(Loss.PerSampleMean(Var.Relu(Margin - target * prediction)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new ZeroOne()];

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Hinge({Margin})");
}

/// <summary>−Σ t·log softmax(z) for logits z over the last axis; one term for every position.</summary>
/// <remarks>
/// Targets are class indices (logits' shape without its last axis) or probabilities (the logits' shape). Label smoothing s replaces t by (1 − s)t + s/C.
/// Stable for any finite logits: the gradient is softmax(z) − t.
/// </remarks>
public sealed record SoftmaxCrossEntropy : ILoss
{
    /// <summary>Cross-entropy of logits.</summary>
    public SoftmaxCrossEntropy(double labelSmoothing = 0) => LabelSmoothing = labelSmoothing;

    /// <summary>What part of the target is spread over all classes, from 0 to 1.</summary>
    public double LabelSmoothing { get; init => field = value is >= 0 and <= 1 ? value : throw new NNException(Sentence.Of($"SoftmaxCrossEntropy: label smoothing must be from 0 to 1, got {value}.")); }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        var t = Classes.Probabilities(nameof(SoftmaxCrossEntropy), prediction, target);
        if (LabelSmoothing > 0) t = (1 - LabelSmoothing) * t + LabelSmoothing / prediction.Shape[-1];
        return new(-(t * Var.LogSoftmax(prediction)).Sum(-1));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new Accuracy()];

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"SoftmaxCrossEntropy({LabelSmoothing})");
}

/// <summary>t·ζ(−z) + (1 − t)·ζ(z) with ζ(z) = ln(1 + eᶻ): −log of the Bernoulli likelihood of logits z; the mean over all elements.</summary>
public sealed record SigmoidCrossEntropy : ILoss
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(SigmoidCrossEntropy), prediction, target);
        return new(Loss.PerSampleMean(target * Var.Softplus(-prediction) + (1 - target) * Var.Softplus(prediction)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new Accuracy(Separately: true)];
}

/// <summary>1 where the decision is wrong, else 0.</summary>
/// <remarks>See <see cref="Accuracy"/> for how decisions are read.</remarks>
public sealed record ZeroOne : IMetric
{
    /// <inheritdoc/>
    public string Name => "zero_one";

    /// <inheritdoc/>
    public Var Terms(Var prediction, Var target) => 1 - Classes.Right(prediction, target);
}

/// <summary>1 where the decision is right, else 0.</summary>
/// <remarks>
/// With two classes or more on the last axis the first largest prediction is compared with the target, a class index or a row of probabilities.
/// With one number a sample the decision is its sign (predictions are logits), and right when the target (0 or 1, or −1 and +1) is positive as well.
/// </remarks>
/// <param name="Separately">every output is a decision of its own by its sign, as labels that do not exclude each other are; the mean over them</param>
public sealed record Accuracy(bool Separately = false) : IMetric
{
    /// <inheritdoc/>
    public string Name => "accuracy";

    /// <inheritdoc/>
    public Var Terms(Var prediction, Var target) => Separately ? Classes.RightSigns(prediction, target) : Classes.Right(prediction, target);
}

/// <summary>Readings of class targets.</summary>
internal static class Classes
{
    /// <summary>Targets as a row of probabilities for every position.</summary>
    public static Var Probabilities(string who, Var prediction, Var target)
    {
        if (prediction.Shape.Rank > 1 && target.Shape == prediction.Shape) return target;
        if (prediction.Shape.Rank > 1 && target.Shape == prediction.Shape.Without(-1)) return Var.OneHot(target, prediction.Shape[-1]);
        throw new ShapeException($"{who}: for logits {prediction.Shape} targets are class indices ({(prediction.Shape.Rank > 0 ? prediction.Shape.Without(-1) : prediction.Shape)}) or probabilities ({prediction.Shape}), got {target.Shape}.");
    }

    public static Var Right(Var prediction, Var target)
    {
        if (prediction.Shape.Rank > 1 && prediction.Shape[-1] > 1)
            return (Var.FirstLargest(prediction, prediction.Shape.Rank - 1) * Var.FirstLargest(Probabilities(nameof(Accuracy), prediction, target), prediction.Shape.Rank - 1)).Sum(-1);
        return RightSigns(prediction, target);
    }

    public static Var RightSigns(Var prediction, Var target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        Loss.Same(nameof(Accuracy), prediction, target);
        Var decided = Var.Greater(prediction, 0), wanted = Var.Greater(target, 0);
        return Loss.PerSampleMean(decided * wanted + (1 - decided) * (1 - wanted));
    }
}
