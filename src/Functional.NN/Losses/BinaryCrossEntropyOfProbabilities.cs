namespace Functional.NN;

/// <summary>−t·ln p − (1 − t)·ln(1 − p) for probabilities p; the mean over all elements. The gradient is (p − t)/(p(1 − p)).</summary>
/// <remarks>
/// The form a textbook puts behind a sigmoid; <see cref="SigmoidCrossEntropy"/> of the logits is the same number, computed better. A logarithm below <see cref="SmallestLog"/>
/// is taken for it (the library form's −100), and its derivative is 0 there: a saturated sigmoid learns nothing through this form.
/// </remarks>
public sealed record BinaryCrossEntropyOfProbabilities : ILoss
{
    /// <summary>Binary cross-entropy of probabilities.</summary>
    public BinaryCrossEntropyOfProbabilities(double SmallestLog = -100) => this.SmallestLog = SmallestLog;

    /// <summary>The least that a logarithm is taken for; negative.</summary>
    public double SmallestLog { get; init => field = LossConstants.SmallestLog(value, nameof(BinaryCrossEntropyOfProbabilities)); }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(BinaryCrossEntropyOfProbabilities), prediction, target);
        return new(Loss.PerSampleMean(-(target * Logarithm.Of(prediction, SmallestLog) + (1 - target) * Logarithm.OfRest(prediction, SmallestLog))));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new Accuracy(Separately: true, Threshold: 0.5)];

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"BinaryCrossEntropyOfProbabilities({SmallestLog})");
}
