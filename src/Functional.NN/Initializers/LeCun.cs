namespace Functional.NN;

/// <summary>LeCun: standard deviation 1/√fan-in.</summary>
/// <remarks>LeCun, Bottou, Orr and Müller 1998, "Efficient BackProp".</remarks>
public sealed record LeCun(InitialDistribution Distribution = InitialDistribution.Normal) : IScaledInitializer
{
    /// <summary>1/√fan-in.</summary>
    public double StandardDeviation(Fans fans)
    {
        ArgumentNullException.ThrowIfNull(fans);
        return 1 / Math.Sqrt(fans.In);
    }

    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Scaled.Draw(shape, Distribution, StandardDeviation(fans), key);
}
