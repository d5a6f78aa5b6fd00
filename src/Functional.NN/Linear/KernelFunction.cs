using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>A similarity k(x, z) of two inputs that is an inner product of their features, whichever those are.</summary>
public abstract record KernelFunction
{
    /// <summary>k(xᵢ, zⱼ) for all pairs.</summary>
    /// <param name="x">(N × d)</param>
    /// <param name="z">(M × d)</param>
    /// <returns>(N × M)</returns>
    public abstract Tensor<double> Of(Tensor<double> x, Tensor<double> z);
}

/// <summary>k(x, z) = exp(−‖x − z‖²/(2σ²)).</summary>
/// <param name="Width">σ</param>
public sealed record GaussianKernel(double Width = 1) : KernelFunction
{
    /// <summary>σ, above 0.</summary>
    public double Width { get; init => field = Rates.Positive(value, nameof(GaussianKernel), "the width"); } = Rates.Positive(Width, nameof(GaussianKernel), "the width");

    /// <inheritdoc/>
    public override Tensor<double> Of(Tensor<double> x, Tensor<double> z)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(z);
        int d = x.Shape[1], columns = z.Shape[0];
        double[] rows = x.ToArray(), others = z.ToArray();
        double scale = -1 / (2 * Width * Width);
        return Tensor.Generate(Shape.Of(x.Shape[0], columns), i => Elementary.Exp(scale * SquaredDistance(rows, i / columns * d, others, i % columns * d, d)));
    }

    /// <inheritdoc/>
    public override string ToString() => Sentence.Of($"GaussianKernel({Width})");

    private static double SquaredDistance(double[] x, int fromX, double[] z, int fromZ, int d)
    {
        double sum = 0;
        for (int i = 0; i < d; i++) sum += (x[fromX + i] - z[fromZ + i]) * (x[fromX + i] - z[fromZ + i]);
        return sum;
    }
}

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
