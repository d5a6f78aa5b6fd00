using MathNet.Numerics.Statistics;

namespace Functional.NN.Experiments;

/// <summary>Two settings compared seed by seed: the figure of the first less that of the second, over the seeds that both have.</summary>
/// <remarks>
/// The confidence interval and <paramref name="Probability"/> are those of the paired t test, which takes the differences for independent and normal. <paramref name="SignedRank"/> is Wilcoxon's exact test, which does
/// not; with n pairs it cannot be below 2^(1−n), so with five seeds (0.0625) it never says "different at 5 %", whatever the figures: six are needed. Where several comparisons are made at once,
/// <paramref name="Adjusted"/> is what counts. All differences equal, but not 0: the t test has no value.
/// </remarks>
/// <param name="First">the first setting's place among the settings</param>
/// <param name="Second">the second one's</param>
/// <param name="Pairs">how many seeds both have</param>
/// <param name="Difference">the mean difference; none without pairs</param>
/// <param name="Deviation">the standard deviation of the differences; none with fewer than two</param>
/// <param name="Confidence">the 95 % confidence interval of the mean difference; none with fewer than two pairs</param>
/// <param name="Probability">the two-sided p value of the paired t test; none where it cannot be had</param>
/// <param name="SignedRank">the two-sided p value of Wilcoxon's exact signed-rank test; none without pairs</param>
/// <param name="Adjusted">Holm's adjustment of <paramref name="Probability"/> for all comparisons made beside this one</param>
public sealed record PairedComparison(int First, int Second, int Pairs, double? Difference, double? Deviation, Interval? Confidence, double? Probability, double? SignedRank, double? Adjusted)
{
    /// <summary>Below this the adjusted p value is taken to say that two settings differ.</summary>
    public const double Level = 0.05;

    /// <summary>True when the t test, adjusted for all comparisons, says at 5 % that the two differ.</summary>
    public bool Differs => Adjusted < Level;

    /// <summary>The comparison of figures, seed by seed.</summary>
    /// <param name="first">the first setting's place among the settings</param>
    /// <param name="second">the second one's</param>
    /// <param name="differences">the differences of those seeds that both have</param>
    internal static PairedComparison Of(int first, int second, IReadOnlyList<double> differences)
    {
        int n = differences.Count;
        if (n == 0) return new(first, second, 0, null, null, null, null, null, null);
        var (mean, signed) = (differences.Mean(), SignedRanks.Test(differences));
        if (n == 1) return new(first, second, 1, mean, null, null, null, signed, null);
        double deviation = differences.Distinct().Count() == 1 ? 0 : differences.StandardDeviation(), error = deviation / Math.Sqrt(n), half = Student.Quantile(n - 1) * error;
        double? p = deviation > 0 ? Student.TwoSided(mean / error, n - 1) : mean == 0 ? 1 : null;
        return new(first, second, n, mean, deviation, new(mean - half, mean + half), p, signed, p);
    }

    /// <summary>Comparisons made side by side, adjusted for it.</summary>
    internal static IEnumerable<PairedComparison> Together(IReadOnlyList<PairedComparison> comparisons) =>
        comparisons.Zip(Holm.Adjusted([.. comparisons.Select(c => c.Probability)]), (comparison, adjusted) => comparison with { Adjusted = adjusted });
}
