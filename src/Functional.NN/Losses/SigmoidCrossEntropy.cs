namespace Functional.NN;

/// <summary>t·ζ(−z) + (1 − t)·ζ(z) with ζ(z) = ln(1 + eᶻ): −log of the Bernoulli likelihood of logits z; the mean over all elements.</summary>
/// <remarks>Positive weights w weigh what a positive target says: w·t·ζ(−z) + (1 − t)·ζ(z); they are not counted in the divisor.</remarks>
public sealed record SigmoidCrossEntropy : ILoss
{
    /// <summary>Binary cross-entropy of logits.</summary>
    public SigmoidCrossEntropy(Tensor<double>? PositiveWeights = null) => this.PositiveWeights = PositiveWeights;

    /// <summary>What positive targets weigh: one number for each place of the last axis, or one for all; none when all weigh 1.</summary>
    public Tensor<double>? PositiveWeights { get; init => field = LossConstants.Weights(value, nameof(SigmoidCrossEntropy)); }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(SigmoidCrossEntropy), prediction, target);
        return new(Loss.PerSampleMean(Elements(prediction, target, Positive(prediction.Shape))));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new Accuracy(Separately: true)];

    /// <summary>The loss of every element.</summary>
    internal static Var Elements(Var logits, Var target, Var? positive = null) => Weighed(target * Var.Softplus(-logits), positive) + (1 - target) * Var.Softplus(logits);

    private static Var Weighed(Var loss, Var? positive) => positive is null ? loss : positive * loss;

    private Var? Positive(Shape prediction) =>
        PositiveWeights is null ? null
        : PositiveWeights.Shape.Size == 1 || (prediction.Rank > 0 && PositiveWeights.Shape.Size == prediction[-1]) ? Var.Constant(PositiveWeights)
        : throw new ShapeException(Sentence.Of($"SigmoidCrossEntropy: for logits {prediction} there are {PositiveWeights.Shape.Size} positive weights; give one, or one for each place of the last axis."));

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => PositiveWeights is null ? "SigmoidCrossEntropy()" : $"SigmoidCrossEntropy(positive weights {PositiveWeights})";
}
