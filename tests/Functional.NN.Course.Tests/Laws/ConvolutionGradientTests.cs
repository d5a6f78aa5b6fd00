namespace Functional.NN.Course.Tests;

/// <summary>
/// The layer's convolution does not turn its kernel: Z[i, j] = Σ X[i + k, j + l]·K[k, l] (a cross-correlation). So the gradient of the kernel is the correlation of the input with Z̄,
/// and the gradient of the input is the full correlation of Z̄ with the kernel turned by 180°, which is a convolution in the mathematician's sense (Goodfellow et al. 2016, section 9.5).
/// </summary>
public class ConvolutionGradientTests
{
    private const int Size = 6, Kernel = 3, Out = Size - Kernel + 1;

    private static readonly Tensor<double> X = Draw("x", Size), K = Draw("k", Kernel), Z̄ = Draw("z", Out);

    [Fact]
    public void The_output_is_a_correlation_with_the_kernel_as_it_is() => Close.To(Correlated(X, K), Convolved(Var.Of(X), Var.Of(K)).Value<double>());

    [Fact]
    public void The_gradient_of_the_kernel_is_the_correlation_of_the_input_with_the_outputs_gradient() =>
        Close.To(Correlated(X, Z̄), Grad.Of(k => (Convolved(Var.Of(X), k) * Var.Of(Z̄)).Sum(), K));

    [Fact]
    public void The_gradient_of_the_input_is_the_full_correlation_of_the_outputs_gradient_with_the_turned_kernel()
    {
        var gradient = Grad.Of(x => (Convolved(x, Var.Of(K)) * Var.Of(Z̄)).Sum(), X);
        Close.To(Correlated(Framed(Z̄), Turned(K)), gradient);
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => Close.To(Correlated(Framed(Z̄), K), gradient));
    }

    private static Tensor<double> Draw(string name, int size) => RandomKey.FromSeed(1).Fold(name).Normal<double>([size, size]);

    private static Var Convolved(Var x, Var k) => Var.Conv2D(x.Reshape(1, 1, Size, Size), k.Reshape(1, 1, Kernel, Kernel)).Reshape(Out, Out);

    /// <summary>Σₖₗ a[i + k, j + l]·b[k, l] wherever b lies within a.</summary>
    private static Tensor<double> Correlated(Tensor<double> a, Tensor<double> b)
    {
        int size = a.Shape[0] - b.Shape[0] + 1, width = b.Shape[0];
        return Tensor.Generate([size, size], place => Enumerable.Range(0, width * width).Sum(at => a[place / size + at / width, place % size + at % width] * b[at / width, at % width]));
    }

    /// <summary>With zeros around it, as many as the kernel reaches over.</summary>
    private static Tensor<double> Framed(Tensor<double> a)
    {
        const int frame = Kernel - 1, size = Out + 2 * frame;
        double Inside(int i, int j) => i is >= 0 and < Out && j is >= 0 and < Out ? a[i, j] : 0;
        return Tensor.Generate([size, size], place => Inside(place / size - frame, place % size - frame));
    }

    private static Tensor<double> Turned(Tensor<double> k) => Tensor.Generate(k.Shape, place => k[Kernel - 1 - place / Kernel, Kernel - 1 - place % Kernel]);
}
