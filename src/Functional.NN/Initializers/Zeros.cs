namespace Functional.NN;

/// <summary>All zeros.</summary>
public sealed record Zeros : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Tensor.Zeros<double>(shape);
}
