using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN.Drawing;

/// <summary>The levels at which contour lines are drawn: round numbers, on a logarithmic scale with equal factors between them.</summary>
internal static class ContourLevels
{
    private const int Most = 10, Fewest = 3;

    private static readonly int[] Distances = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200];

    private static readonly long[][] Multiples = [[1, 2, 5], [1, 3], [1]];

    /// <summary>At most ten levels between two numbers.</summary>
    /// <param name="low">the least value, positive on a logarithmic scale</param>
    /// <param name="high">the largest</param>
    /// <param name="logarithmic">whether factors are equal rather than differences</param>
    public static ImmutableArray<double> Between(double low, double high, bool logarithmic)
    {
        var levels = logarithmic ? Factors(low, high) : [];
        if (levels.Length < Fewest) levels = high - low > 1e-9 * Math.Max(Math.Abs(low), Math.Abs(high)) ? [.. NiceNumbers.Within(low, high, Most).Select(n => n.Value)] : [];
        return [.. levels.Where(level => level > low && level < high)];
    }

    private static ImmutableArray<double> Factors(double low, double high)
    {
        int first = (int)Math.Floor(Log10(low)), last = (int)Math.Ceiling(Log10(high));
        var choices = Multiples.Select(digits => Numbers(first, last, 1, digits)).Concat(Distances.Skip(1).Select(distance => Numbers(first, last, distance, [1])));
        return choices.Select(numbers => numbers.Where(n => n > low && n < high).ToImmutableArray()).First(numbers => numbers.Length <= Most);
    }

    private static IEnumerable<double> Numbers(int first, int last, int distance, long[] digits) =>
        Enumerable.Range(first, last - first + 1).Where(e => e % distance == 0).SelectMany(e => digits.Select(d => new DecimalNumber(d, e).Value));

    private static double Log10(double value) => Elementary.Log(value) / Elementary.Log(10.0);
}
