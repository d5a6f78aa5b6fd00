namespace Functional.NN;

/// <summary>The given numbers, in row-major order: for textbook examples and comparisons.</summary>
public sealed record Given(Tensor<double> Values) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Values.Reshape(shape);
}
