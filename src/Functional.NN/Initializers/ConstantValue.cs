namespace Functional.NN;

/// <summary>The same number everywhere.</summary>
public sealed record ConstantValue(double Value) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Tensor.Full(shape, Value);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ConstantValue({Value})");
}
