namespace Functional.NN;

/// <summary>k(x, z) = (γ·x·z + c)^p.</summary>
/// <remarks>With p = 1, γ = 1 and c = 0 it is the linear kernel.</remarks>
/// <param name="Degree">p</param>
/// <param name="Offset">c</param>
/// <param name="Scale">γ</param>
public sealed record PolynomialKernel(int Degree = 2, double Offset = 1, double Scale = 1) : KernelFunction
{
    /// <summary>p, from 1 on.</summary>
    public int Degree { get; init => field = Checked(value); } = Checked(Degree);

    /// <summary>c, not negative.</summary>
    public double Offset { get; init => field = Constants.NotNegative(value, nameof(PolynomialKernel), "the offset"); } = Constants.NotNegative(Offset, nameof(PolynomialKernel), "the offset");

    /// <summary>γ, above 0.</summary>
    public double Scale { get; init => field = Rates.Positive(value, nameof(PolynomialKernel), "the scale"); } = Rates.Positive(Scale, nameof(PolynomialKernel), "the scale");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public PolynomialKernel With(int? degree = null, double? offset = null, double? scale = null) => this with { Degree = degree ?? Degree, Offset = offset ?? Offset, Scale = scale ?? Scale };

    /// <inheritdoc/>
    public override Tensor<double> Of(Tensor<double> x, Tensor<double> z)
    {
        ArgumentNullException.ThrowIfNull(x);
        var inner = Scale * x.MatMul(z, transposeOther: true) + Offset;
        return Enumerable.Repeat(inner, Degree - 1).Aggregate(inner, (power, factor) => power * factor);
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"PolynomialKernel({Degree}, {Offset}, {Scale})");

    private static int Checked(int degree) => degree >= 1 ? degree : throw new NNException(Sentence.Of($"PolynomialKernel: the degree must be 1 or more, got {degree}."));
}
