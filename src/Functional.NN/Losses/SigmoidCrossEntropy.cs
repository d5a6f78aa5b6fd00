namespace Functional.NN;

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
