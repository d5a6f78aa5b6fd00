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
