namespace Functional.NN;

/// <summary>t ~ Σₖ πₖ·N(μₖ, vₖ·I): several answers may be right at once. z holds K logits of π = softmax, K means of D numbers, and K numbers s with vₖ = ζ(sₖ) + ε. The mean is Σ πₖ·μₖ.</summary>
/// <remarks>A mixture density network (Bishop 1994; Goodfellow, Bengio and Courville 2016, 6.2.2.4). For targets of D numbers the network gives K·(D + 2).</remarks>
public sealed record GaussianMixture : Likelihood
{
    /// <summary>The unit for a mixture.</summary>
    public GaussianMixture(int Components, double Epsilon = 1e-6) => (this.Components, this.Epsilon) = (Components, Epsilon);

    /// <summary>K: how many normal distributions are mixed.</summary>
    public int Components { get; init => field = value >= 1 ? value : throw new NNException(Sentence.Of($"GaussianMixture: there must be at least one component, got {value}.")); }

    /// <summary>ε: the least variance; positive.</summary>
    public double Epsilon { get; init => field = LossConstants.Positive(value, nameof(GaussianMixture), "epsilon"); }

    /// <inheritdoc/>
    public override Var Mean(Var output)
    {
        var (logits, means, _) = Parts(output);
        return (Var.Softmax(logits).Reshape(logits.Shape.Append(1)) * means).Sum(1);
    }

    /// <inheritdoc/>
    public override Var LogLikelihood(Var output, Var target)
    {
        ArgumentNullException.ThrowIfNull(target);
        var (logits, means, variances) = Parts(output);
        int samples = means.Shape[0], numbers = means.Shape[2];
        if (target.Shape != Shape.Of(samples, numbers)) throw new ShapeException(Sentence.Of($"GaussianMixture: for outputs {output.Shape} with {Components} components targets are {samples}×{numbers}, got {target.Shape}."));
        var distances = Var.Square(target.Reshape(samples, 1, numbers) - means).Sum(-1);
        return LogOfSum(Var.LogSoftmax(logits) - 0.5 * (numbers * Var.Log(2 * Math.PI * variances) + distances / variances));
    }

    /// <inheritdoc/>
    public override Tensor<T> Sample<T>(Tensor<T> output, RandomKey key)
    {
        var (logits, means, variances) = Parts(Var.Of(output));
        var component = new SoftmaxCategorical().Sample(logits.Value<T>(), key.Fold("component"));
        var chosen = Var.OneHot(Var.Of(component), Components);
        var deviation = Var.Sqrt((chosen * variances).Sum([1], keep: true)).Value<T>();
        var mean = (chosen.Reshape(chosen.Shape.Append(1)) * means).Sum(1).Value<T>();
        return mean + deviation * key.Fold("number").Normal<T>(mean.Shape);
    }

    /// <summary>ln Σ eˣ over the last axis, shifted by the maximum.</summary>
    private static Var LogOfSum(Var x)
    {
        var largest = Var.StopGradient(x.Max(-1));
        return largest + Var.Log(Var.Exp(x - largest.Reshape(largest.Shape.Append(1))).Sum(-1));
    }

    /// <summary>Logits (N × K), means (N × K × D), variances (N × K).</summary>
    private (Var Logits, Var Means, Var Variances) Parts(Var output)
    {
        ArgumentNullException.ThrowIfNull(output);
        int numbers = output.Shape.Rank == 2 && output.Shape[1] % Components == 0 ? output.Shape[1] / Components - 2 : 0;
        if (numbers < 1) throw new ShapeException(Sentence.Of($"GaussianMixture: {Components} components take {Components}·(D + 2) outputs a sample for targets of D numbers, got {output.Shape}."));
        int means = Components * numbers;
        return (output.Slice(1, 0, Components), output.Slice(1, Components, means).Reshape(output.Shape[0], Components, numbers), Var.Softplus(output.Slice(1, Components + means, Components)) + Epsilon);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"GaussianMixture({Components}, {Epsilon})");
}
