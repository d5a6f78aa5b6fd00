namespace Functional.NN;

/// <summary>−Σ t·ℓ for log-probabilities ℓ over the class axis: of a class index, the negative logarithm of its probability; one term for every position.</summary>
/// <remarks>What follows a layer <see cref="LogSoftmax"/>. Log-probabilities of −∞ are allowed for classes that are not the target's.</remarks>
public sealed record NegativeLogLikelihood : ClassLoss
{
    /// <summary>The negative log-likelihood of log-probabilities.</summary>
    public NegativeLogLikelihood(Tensor<double>? ClassWeights = null, int? IgnoreIndex = null, int ClassAxis = -1) : base(ClassWeights, IgnoreIndex, ClassAxis) { }

    private protected override string Scores => "log-probabilities";

    private protected override Var Values(Var scores, Var shares, Var? weights) => -(Weighed(shares, weights) * Var.Where(shares, scores, 0)).Sum(-1);
}
