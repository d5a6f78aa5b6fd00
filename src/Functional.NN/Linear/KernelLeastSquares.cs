using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>f(x) = Σᵢ αᵢ·k(x, xᵢ).</summary>
/// <param name="Kernel">k</param>
/// <param name="Samples">the xᵢ (N × d)</param>
/// <param name="Coefficients">the αᵢ (N × m)</param>
public sealed record KernelFit(KernelFunction Kernel, Tensor<double> Samples, Tensor<double> Coefficients)
{
    /// <summary>f(x).</summary>
    /// <param name="x">(M × d)</param>
    /// <returns>(M × m)</returns>
    public Tensor<double> Predict(Tensor<double> x) => Kernel.Of(x, Samples).MatMul(Coefficients);
}

/// <summary>The f = Σᵢ αᵢ·k(·, xᵢ) that makes Σ‖f(x) − t‖² + λ‖f‖² smallest: α = (K + λI)⁻¹·t with Kᵢⱼ = k(xᵢ, xⱼ).</summary>
/// <remarks>
/// Kernel ridge regression (Saunders, Gammerman and Vovk 1998): least squares on the kernel's features, however many there are; the linear kernel gives <see cref="LinearRegression"/> without an intercept.
/// With λ = 0 it goes through every sample where K is regular, and is the shortest best α where it is not. Time grows with N³, memory with N².
/// </remarks>
/// <param name="Kernel">k</param>
/// <param name="Ridge">λ</param>
public sealed record KernelLeastSquares(KernelFunction Kernel, double Ridge = 0)
{
    /// <summary>λ, not negative.</summary>
    public double Ridge { get; init => field = Constants.NotNegative(value, nameof(KernelLeastSquares), "the ridge"); } = Constants.NotNegative(Ridge, nameof(KernelLeastSquares), "the ridge");

    /// <summary>The same with other parts; what is not named stays.</summary>
    public KernelLeastSquares With(KernelFunction? kernel = null, double? ridge = null) => this with { Kernel = kernel ?? Kernel, Ridge = ridge ?? Ridge };

    /// <summary>The best function for some samples.</summary>
    /// <param name="x">(N × d)</param>
    /// <param name="targets">(N) or (N × m)</param>
    public KernelFit Fit(Tensor<double> x, Tensor<double> targets)
    {
        var (inputs, outputs) = LinearSamples.Of(x, targets, nameof(KernelLeastSquares));
        return new(Kernel, inputs, LinearLeastSquares.Solve(Kernel.Of(inputs, inputs) + Ridge * Tensor.Identity<double>(inputs.Shape[0]), outputs).X);
    }
}
