namespace Functional.NN;

/// <summary>t ~ N(z, σ²·I) with a fixed variance: −log p = ‖t − z‖²/(2σ²) + ½D·ln(2πσ²) for D outputs. The mean is z itself.</summary>
/// <remarks>Its maximum of likelihood is that of least squares: with σ² = 1 the loss is <see cref="HalfSquaredError"/> plus a constant (Goodfellow, Bengio and Courville 2016, 5.5.1 and 6.2.2.1).</remarks>
public sealed record LinearGaussian : Likelihood
{
    /// <summary>The linear output unit.</summary>
    public LinearGaussian(double Variance = 1) => this.Variance = Variance;

    /// <summary>σ², of every output; positive.</summary>
    public double Variance { get; init => field = LossConstants.Positive(value, nameof(LinearGaussian), "the variance"); }

    /// <inheritdoc/>
    public override Var Mean(Var output) => output;

    /// <inheritdoc/>
    public override Var LogLikelihood(Var output, Var target)
    {
        NN.Loss.Same(nameof(LinearGaussian), output, target);
        return -NN.Loss.PerSampleSum(GaussianNegativeLogLikelihood.Elements(output, Variance, target, full: true));
    }

    /// <inheritdoc/>
    public override Tensor<T> Sample<T>(Tensor<T> output, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(output);
        return output + key.Normal<T>(output.Shape, 0, Math.Sqrt(Variance));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"LinearGaussian({Variance})");
}
