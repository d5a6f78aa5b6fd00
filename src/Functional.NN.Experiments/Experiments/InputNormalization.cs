using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>How inputs are normalized; the constants come from the training samples.</summary>
[DescriptionKind("normalization")]
public abstract record InputNormalization
{
    /// <summary>The constants for these training samples.</summary>
    public abstract Normalizer Of<T>(Dataset<T> training) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}

/// <summary>To mean 0 and standard deviation 1: <see cref="Normalizer.Standard"/>.</summary>
/// <param name="Over">which numbers are taken together</param>
public sealed record Standardization(NormalizeOver Over = NormalizeOver.Feature) : InputNormalization
{
    /// <inheritdoc/>
    public override Normalizer Of<T>(Dataset<T> training) => Normalizer.Standard(training, Over);
}

/// <summary>To a range: <see cref="Normalizer.MinMax"/>.</summary>
/// <param name="Over">which numbers are taken together</param>
/// <param name="Low">what the smallest number becomes</param>
/// <param name="High">what the largest becomes</param>
public sealed record MinMaxScaling(NormalizeOver Over = NormalizeOver.Feature, double Low = 0, double High = 1) : InputNormalization
{
    /// <inheritdoc/>
    public override Normalizer Of<T>(Dataset<T> training) => Normalizer.MinMax(training, Over, Low, High);
}
