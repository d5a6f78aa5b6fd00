using Functional.NN.Kernels;

namespace Functional.NN;

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
