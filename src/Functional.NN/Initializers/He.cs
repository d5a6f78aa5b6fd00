namespace Functional.NN;

/// <summary>He: standard deviation √(2/(1 + a²))/√fan, for rectifiers with slope a on the negative side.</summary>
/// <remarks>He, Zhang, Ren and Sun 2015, "Delving deep into rectifiers".</remarks>
public sealed record He(InitialDistribution Distribution = InitialDistribution.Normal, FanMode Mode = FanMode.In, double NegativeSlope = 0) : IScaledInitializer
{
    /// <summary>√(2/(1 + a²))/√fan.</summary>
    public double StandardDeviation(Fans fans)
    {
        ArgumentNullException.ThrowIfNull(fans);
        double gain = Math.Sqrt(2 / (1 + NegativeSlope * NegativeSlope));
        return gain / Math.Sqrt(Mode == FanMode.In ? fans.In : fans.Out);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"He({Distribution}, {Mode}, {NegativeSlope})");

    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key) => Scaled.Draw(shape, Distribution, StandardDeviation(fans), key);
}
