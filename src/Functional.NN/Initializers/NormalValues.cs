namespace Functional.NN;

/// <summary>Normal with a mean and a standard deviation.</summary>
public sealed record NormalValues(double StandardDeviation, double Mean = 0) : IInitializer
{
    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => key.Normal<double>(shape, Mean, StandardDeviation);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"NormalValues({StandardDeviation}, {Mean})");
}
