namespace Functional.NN;

/// <summary>t is the class c with probability softmax(z)_c over the last axis: −log p = −log softmax(z)_c. The mean, of rows with a single one, is softmax(z).</summary>
/// <remarks>Goodfellow, Bengio and Courville 2016, 6.2.2.3. The loss is <see cref="SoftmaxCrossEntropy"/>. Samples are class indices, drawn as the first largest of z + g with Gumbel numbers g = −ln(−ln u).</remarks>
public sealed record SoftmaxCategorical : Likelihood
{
    /// <inheritdoc/>
    public override IReadOnlyList<IMetric> Metrics => [new Accuracy()];

    /// <inheritdoc/>
    public override Var Mean(Var output) => Var.Softmax(output);

    /// <inheritdoc/>
    public override Var LogLikelihood(Var output, Var target) => -new SoftmaxCrossEntropy().Terms(output, target).Values;

    /// <inheritdoc/>
    public override Tensor<T> Sample<T>(Tensor<T> output, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(output);
        var u = Var.Of(key.Uniform<T>(output.Shape));
        return (Var.Of(output) - Var.Log(-Var.Log(u))).Value<T>().ArgMax(-1);
    }

    /// <summary>The name, the same under every culture.</summary>
    public override string ToString() => "SoftmaxCategorical()";
}
