namespace Functional.NN;

/// <summary>−log p(t | z), averaged over the batch: the empirical risk whose minimum is the maximum of the likelihood.</summary>
/// <param name="Likelihood">the distribution</param>
public sealed record MaximumLikelihood(Likelihood Likelihood) : ILoss
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target) => new(-Likelihood.LogLikelihood(prediction, target));

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => Likelihood.Metrics;

    /// <summary>The name with the distribution's, the same under every culture.</summary>
    public override string ToString() => $"MaximumLikelihood({Likelihood})";
}
