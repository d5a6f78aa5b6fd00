namespace Functional.NN;

/// <summary>Uniform in [−bound, bound).</summary>
public sealed record UniformValues(double Bound) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => key.Uniform<double>(shape, -Bound, Bound);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"UniformValues({Bound})");
}
