namespace Functional.NN;

/// <summary>Every output t is 1 with probability σ(z), else 0: −log p = −log σ((2t − 1)z) = ζ((1 − 2t)z), summed over the outputs. The mean is σ(z).</summary>
/// <remarks>Goodfellow, Bengio and Courville 2016, 6.2.2.2. The loss is that of <see cref="SigmoidCrossEntropy"/>, times the number of outputs.</remarks>
public sealed record SigmoidBernoulli : Likelihood
{
    /// <inheritdoc/>
    public override IReadOnlyList<IMetric> Metrics => [new Accuracy(Separately: true)];

    /// <inheritdoc/>
    public override Var Mean(Var output) => Var.Sigmoid(output);

    /// <inheritdoc/>
    public override Var LogLikelihood(Var output, Var target)
    {
        NN.Loss.Same(nameof(SigmoidBernoulli), output, target);
        return -NN.Loss.PerSampleSum(SigmoidCrossEntropy.Elements(output, target));
    }

    /// <inheritdoc/>
    public override Tensor<T> Sample<T>(Tensor<T> output, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(output);
        return Tensor<T>.Greater(Mean(Var.Of(output)).Value<T>(), key.Uniform<T>(output.Shape));
    }

    /// <summary>The name, the same under every culture.</summary>
    public override string ToString() => "SigmoidBernoulli()";
}
