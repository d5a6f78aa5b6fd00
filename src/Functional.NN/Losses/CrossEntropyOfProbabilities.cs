namespace Functional.NN;

/// <summary>−Σ t·ln y for probabilities y over the class axis; one term for every position. The gradient is −t/y.</summary>
/// <remarks>
/// The form a textbook puts behind a softmax layer; <see cref="SoftmaxCrossEntropy"/> of the logits is the same number, computed better. A logarithm below
/// <see cref="SmallestLog"/> is taken for it (−100, which a probability of 3.7·10⁻⁴⁴ has), and its derivative is 0 there: a saturated softmax learns nothing through this form.
/// Probabilities are taken as they are; that they add to 1 is not checked.
/// </remarks>
public sealed record CrossEntropyOfProbabilities : ClassLoss
{
    /// <summary>Cross-entropy of probabilities.</summary>
    public CrossEntropyOfProbabilities(double SmallestLog = -100, Tensor<double>? ClassWeights = null, int? IgnoreIndex = null, int ClassAxis = -1) : base(ClassWeights, IgnoreIndex, ClassAxis) =>
        this.SmallestLog = SmallestLog;

    /// <summary>The least that a logarithm is taken for; negative.</summary>
    public double SmallestLog { get; init => field = LossConstants.SmallestLog(value, nameof(CrossEntropyOfProbabilities)); }

    private protected override string Scores => "probabilities";

    private protected override FormattableString Constants => $"{SmallestLog}";

    private protected override Var Values(Var scores, Var shares, Var? weights) => -(Weighed(shares, weights) * Logarithm.Of(scores, SmallestLog)).Sum(-1);
}
