namespace Functional.NN;

/// <summary>−Σ t·log softmax(z) for logits z over the class axis; one term for every position.</summary>
/// <remarks>
/// Targets are class indices (logits' shape without the class axis) or probabilities (the logits' shape). Label smoothing s replaces t by (1 − s)t + s/C, before class
/// weights w multiply it: (1 − s)·w_c·(−ln p_c) + (s/C)·Σ w·(−ln p) for a target c. Stable for any finite logits: the gradient is softmax(z) − t.
/// </remarks>
public sealed record SoftmaxCrossEntropy : ClassLoss
{
    /// <summary>Cross-entropy of logits.</summary>
    public SoftmaxCrossEntropy(double LabelSmoothing = 0, Tensor<double>? ClassWeights = null, int? IgnoreIndex = null, int ClassAxis = -1) : base(ClassWeights, IgnoreIndex, ClassAxis) =>
        this.LabelSmoothing = LabelSmoothing;

    /// <summary>What part of the target is spread over all classes, from 0 to 1.</summary>
    public double LabelSmoothing { get; init => field = LossConstants.Share(value, nameof(SoftmaxCrossEntropy), "label smoothing"); }

    private protected override string Scores => "logits";

    private protected override FormattableString Constants => $"{LabelSmoothing}";

    private protected override Var Values(Var scores, Var shares, Var? weights)
    {
        var t = LabelSmoothing > 0 ? (1 - LabelSmoothing) * shares + LabelSmoothing / scores.Shape[-1] : shares;
        return -(Weighed(t, weights) * Var.LogSoftmax(scores)).Sum(-1);
    }
}
