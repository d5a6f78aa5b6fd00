namespace Functional.NN;

/// <summary>An output unit: which distribution of the target a network's output z speaks of.</summary>
/// <remarks>
/// Maximum likelihood is training with <see cref="Loss"/> (Goodfellow, Bengio and Courville 2016, sections 5.5 and 6.2.2). The network gives z itself, the logits; what is reported of it is the distribution's mean.
/// </remarks>
[DescriptionKind("likelihood")]
public abstract record Likelihood
{
    /// <summary>−log p(t | z), one number a sample (or position), averaged over the batch.</summary>
    public ILoss Loss => new MaximumLikelihood(this);

    /// <summary>The distribution's mean, the output activation: of a classification, the probabilities.</summary>
    /// <param name="output">(N × output shape): z</param>
    public abstract Var Mean(Var output);

    /// <summary>log p(t | z): the logarithm of the probability, or of the density, of a sample's (or position's) whole target.</summary>
    /// <param name="output">(N × output shape): z</param>
    /// <param name="target">(N × target shape)</param>
    public abstract Var LogLikelihood(Var output, Var target);

    /// <summary>Targets drawn from the distribution, as the loss wants them.</summary>
    /// <param name="output">(N × output shape): z</param>
    /// <param name="key">the random key</param>
    public abstract Tensor<T> Sample<T>(Tensor<T> output, RandomKey key) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>What is measured beside the loss when nothing else is said.</summary>
    public virtual IReadOnlyList<IMetric> Metrics => [];
}
