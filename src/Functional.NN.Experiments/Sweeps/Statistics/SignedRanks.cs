using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>Wilcoxon's signed-rank test, exact: of all 2ⁿ ways to give the differences signs, how many are at least as one-sided as the ones there are.</summary>
/// <remarks>Wilcoxon 1945. Differences of 0 are left out; equal ones share the mean of their ranks, and the distribution is that of these ranks, so ties are exact as well. No number of n differences is below 2^(1−n). Sizes are compared to ten digits: 0.97 − 0.96 and 0.96 − 0.95 are one size.</remarks>
internal static class SignedRanks
{
    /// <summary>The two-sided p value; 1 where all differences are 0.</summary>
    public static double Test(IReadOnlyList<double> differences)
    {
        double[] others = [.. differences.Where(d => d != 0).Select(TenDigits)];
        int[] ranks = [.. others.Select(d => TwiceRank(others, Math.Abs(d)))];
        int positive = ranks.Zip(others, (rank, d) => d > 0 ? rank : 0).Sum(), all = ranks.Sum();
        return Math.Min(1, 2 * Distribution(ranks, all).Take(Math.Min(positive, all - positive) + 1).Sum());
    }

    private static double TenDigits(double difference) => double.Parse(difference.ToString("E9", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);

    /// <summary>Twice the mean rank of a size among all sizes, which is whole.</summary>
    private static int TwiceRank(double[] differences, double size) =>
        2 * differences.Count(d => Math.Abs(d) < size) + differences.Count(d => Math.Abs(d) == size) + 1;

    /// <summary>How likely each sum of positive ranks is when every sign is a coin's.</summary>
    private static double[] Distribution(int[] ranks, int all)
    {
        var likely = new double[all + 1];
        likely[0] = 1;
        foreach (int rank in ranks)
            for (int sum = all; sum >= 0; sum--) likely[sum] = (likely[sum] + (sum >= rank ? likely[sum - rank] : 0)) / 2;
        return likely;
    }
}
