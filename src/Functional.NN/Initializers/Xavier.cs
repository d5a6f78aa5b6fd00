namespace Functional.NN;

/// <summary>Xavier: standard deviation gain·√(2/(fan-in + fan-out)).</summary>
/// <remarks>Glorot and Bengio 2010, "Understanding the difficulty of training deep feedforward neural networks".</remarks>
public sealed record Xavier(InitialDistribution Distribution = InitialDistribution.Uniform, double Gain = 1) : IScaledInitializer
{
    /// <summary>gain·√(2/(fan-in + fan-out)).</summary>
    public double StandardDeviation(Fans fans)
    {
        ArgumentNullException.ThrowIfNull(fans);
        return Gain * Math.Sqrt(2.0 / (fans.In + fans.Out));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Xavier({Distribution}, {Gain})");

    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Scaled.Draw(shape, Distribution, StandardDeviation(fans), key);
}
