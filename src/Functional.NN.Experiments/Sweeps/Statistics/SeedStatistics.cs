using System.Collections.Immutable;
using MathNet.Numerics.Statistics;

namespace Functional.NN.Experiments;

/// <summary>An interval that holds what is estimated 95 times in 100.</summary>
/// <param name="Low">its lower end</param>
/// <param name="High">its upper end</param>
public sealed record Interval(double Low, double High);

/// <summary>A figure over several seeds: mean, standard deviation, and the 95 % confidence interval of the mean.</summary>
/// <remarks>
/// The deviation has n − 1 in its divisor. The interval is mean ± t·s/√n with t the 97.5 % point of Student's distribution with n − 1 degrees of freedom; it takes the figures for
/// independent and normal, and from one alone there is none.
/// </remarks>
/// <param name="Values">the figures, in the order of the seeds; all finite</param>
/// <param name="Mean">their mean</param>
/// <param name="Deviation">their standard deviation; none of one figure</param>
/// <param name="Confidence">the 95 % confidence interval of the mean; none of one figure</param>
public sealed record SeedStatistics(ImmutableArray<double> Values, double Mean, double? Deviation, Interval? Confidence)
{
    /// <summary>How many figures.</summary>
    public int Count => Values.Length;

    /// <summary>The least figure.</summary>
    public double Least => Values.Min();

    /// <summary>The greatest figure.</summary>
    public double Greatest => Values.Max();

    /// <summary>The statistics of figures.</summary>
    /// <exception cref="NNException">There are none, or one is not finite.</exception>
    public static SeedStatistics Of(params IEnumerable<double> figures)
    {
        ArgumentNullException.ThrowIfNull(figures);
        ImmutableArray<double> values = [.. figures];
        if (values.IsEmpty || !values.All(double.IsFinite)) throw new NNException(Invariant.Text($"SeedStatistics: needs one finite figure or more, got [{string.Join(", ", values.Select(v => Invariant.Text($"{v}")))}]."));
        double mean = values.Mean();
        if (values.Length == 1) return new(values, mean, null, null);
        double deviation = values.StandardDeviation(), half = Student.Quantile(values.Length - 1) * deviation / Math.Sqrt(values.Length);
        return new(values, mean, deviation, new(mean - half, mean + half));
    }

    /// <summary>True when the figures are the same.</summary>
    public bool Equals(SeedStatistics? other) => other is not null && Values.SequenceEqual(other.Values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Values.Length, Mean);
}
