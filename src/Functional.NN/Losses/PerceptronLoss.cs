namespace Functional.NN;

/// <summary>max(0, −t·p) for targets −1 and +1, the mean over all elements: the hinge loss without a margin.</summary>
/// <remarks>Its gradient descent, a sample at a time and with the rate 1, is the perceptron's rule (Rosenblatt 1958): w ← w + t·x where the decision is wrong. On the boundary itself, t·p = 0, the derivative is 0.</remarks>
public sealed record PerceptronLoss : ILoss
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target) => new(Loss.PerSampleMean(Hinge.Missing(nameof(PerceptronLoss), 0, prediction, target)));

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new ZeroOne()];
}
