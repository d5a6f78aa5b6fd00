namespace Functional.NN;

/// <summary>t ~ N(μ, diag(v)) with z = (μ, s) side by side on the last axis and v = ζ(s) + ε: the network says how sure it is. The mean is μ.</summary>
/// <remarks>Nix and Weigend 1994; Goodfellow, Bengio and Courville 2016, 6.2.2.4. The loss is that of <see cref="GaussianNegativeLogLikelihood"/> in full, summed over the outputs.</remarks>
public sealed record HeteroscedasticGaussian : Likelihood
{
    /// <summary>The unit for means and variances.</summary>
    public HeteroscedasticGaussian(double Epsilon = 1e-6) => this.Epsilon = Epsilon;

    /// <summary>ε: the least variance; positive.</summary>
    public double Epsilon { get; init => field = LossConstants.Positive(value, nameof(HeteroscedasticGaussian), "epsilon"); }

    /// <inheritdoc/>
    public override Var Mean(Var output) => Part(output, 0);

    /// <summary>v = ζ(s) + ε.</summary>
    /// <param name="output">(N × … × 2D): z</param>
    public Var Variance(Var output) => Var.Softplus(Part(output, 1)) + Epsilon;

    /// <inheritdoc/>
    public override Var LogLikelihood(Var output, Var target)
    {
        var mean = Mean(output);
        NN.Loss.Same(nameof(HeteroscedasticGaussian), mean, target);
        return -NN.Loss.PerSampleSum(GaussianNegativeLogLikelihood.Elements(mean, Variance(output), target, full: true));
    }

    /// <inheritdoc/>
    public override Tensor<T> Sample<T>(Tensor<T> output, RandomKey key)
    {
        var z = Var.Of(output);
        var mean = Mean(z).Value<T>();
        return mean + Variance(z).Value<T>().Sqrt() * key.Normal<T>(mean.Shape);
    }

    private static Var Part(Var output, int which)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (output.Shape.Rank < 2 || output.Shape[-1] % 2 != 0) throw new ShapeException($"HeteroscedasticGaussian: the output holds means and as many numbers for variances on its last axis, got {output.Shape}.");
        int half = output.Shape[-1] / 2;
        return output.Slice(-1, which * half, half);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"HeteroscedasticGaussian({Epsilon})");
}
