using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN.Drawing;

/// <summary>How often numbers fall into intervals of equal width.</summary>
/// <param name="From">where the first interval begins</param>
/// <param name="Width">how wide each is</param>
/// <param name="Counts">how many numbers are in each</param>
/// <param name="NotFinite">how many numbers are in none</param>
internal sealed record Bins(double From, double Width, ImmutableArray<int> Counts, int NotFinite)
{
    private const int Most = 60, Fewest = 6;

    /// <summary>Intervals between nice numbers, as wide as Freedman and Diaconis 1981 advise: 2·IQR/∛n, but no more than sixty.</summary>
    public static Bins? Of(IEnumerable<double> values)
    {
        double[] all = [.. values], finite = [.. all.Where(double.IsFinite).Order()];
        if (finite.Length == 0) return null;
        var scale = LinearScale.Over(finite, new(""), 0);
        double advised = 2 * (finite[finite.Length * 3 / 4] - finite[finite.Length / 4]) / Elementary.Exp(Elementary.Log((double)finite.Length) / 3);
        int count = advised > 0 ? (int)Math.Clamp((scale.To - scale.From) / advised, Fewest, Most) : Fewest;
        var edges = NiceNumbers.Within(scale.From, scale.To, count + 1);
        double width = (edges[^1].Value - edges[0].Value) / (edges.Length - 1), from = edges[0].Value;
        if (finite[0] < from) from -= width;
        int bins = Math.Max(1, (int)Math.Floor((finite[^1] - from) / width) + 1);
        int[] counts = new int[bins];
        foreach (double v in finite) counts[Math.Clamp((int)((v - from) / width), 0, bins - 1)]++;
        return new(from, width, [.. counts], all.Length - finite.Length);
    }
}
