namespace Functional.NN;

/// <summary>−Σ t·log softmax(z) for logits z over the last axis; one term for every position.</summary>
/// <remarks>
/// Targets are class indices (logits' shape without its last axis) or probabilities (the logits' shape). Label smoothing s replaces t by (1 − s)t + s/C.
/// Stable for any finite logits: the gradient is softmax(z) − t.
/// </remarks>
public sealed record SoftmaxCrossEntropy : ILoss
{
    /// <summary>Cross-entropy of logits.</summary>
    public SoftmaxCrossEntropy(double LabelSmoothing = 0) => this.LabelSmoothing = LabelSmoothing;

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
