namespace Functional.NN;

/// <summary>Uniform in [−gain/fan-in, gain/fan-in).</summary>
/// <remarks>LeCun, Bottou, Bengio and Haffner 1998, "Gradient-based learning applied to document recognition", appendix A, with the gain 2.4. For correlated inputs; <see cref="LeCun"/>, with the root of the fan-in, is for uncorrelated ones.</remarks>
public sealed record FanInUniform : IInitializer
{
    /// <summary>Uniform between ±gain/fan-in.</summary>
    public FanInUniform(double Gain = 2.4) => this.Gain = Gain;

    /// <summary>The bound times the fan-in.</summary>
    public double Gain { get; init => field = Constants.NotNegative(value, nameof(FanInUniform), "the gain"); }

    /// <inheritdoc/>
    public Tensor<double> Draw(Shape shape, Fans fans, RandomKey key)
    {
        ArgumentNullException.ThrowIfNull(fans);
        double bound = Gain / fans.In;
        return key.Uniform<double>(shape, -bound, bound);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"FanInUniform({Gain})");
}
