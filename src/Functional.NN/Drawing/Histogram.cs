using System.Collections.Immutable;
using System.Xml.Linq;
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

/// <summary>How often numbers fall into intervals, as bars that touch.</summary>
/// <param name="Title">stands above</param>
/// <param name="Description">what a reader who cannot see it is told</param>
/// <param name="Across">what the numbers are</param>
/// <param name="Bins">the intervals; none when there are no finite numbers</param>
internal sealed record Histogram(string Title, string Description, Axis Across, Bins? Bins) : Picture(Title, Description)
{
    /// <summary>The height of the frame.</summary>
    public double FrameHeight { get; init; } = 220;

    protected override Sheet Draw()
    {
        if (Bins is null) return Heading.Nothing(Title, Width, "There are no finite numbers to draw.");
        var (title, top) = Heading.Title(Title, Width);
        var across = new LinearScale(Bins.From, Bins.From + Bins.Width * Bins.Counts.Length, Across.Form);
        var up = new LinearScale(0, Bins.Counts.Max() * 1.05, NumberForm.Whole);
        var frame = Frame.Of(top, Width, FrameHeight, Heading.Margin, across, up);
        var (notes, bottom) = Heading.Notes(Bins.NotFinite == 0 ? [] : [Sentence.Of($"{Bins.NotFinite:N0} numbers are not finite and not drawn.")], Width, frame.Bottom);
        return new(bottom + Heading.Margin, [.. title, .. frame.Grid(Across.Label, "how many"), .. Bins.Counts.Select((count, i) => (count, i)).Where(bin => bin.count > 0).Select(bin => Bar(frame, Bins, bin.i)), .. notes]);
    }

    private static XElement Bar(Frame frame, Bins bins, int index)
    {
        double from = bins.From + index * bins.Width, to = bins.From + (index + 1) * bins.Width;
        Place low = frame.At(from, 0), high = frame.At(to, bins.Counts[index]);
        return Svg.Rectangle("bar f0 touching", new(low.X, high.Y, high.X, low.Y), Sentence.Of($"{NumberText.Of(from)} to {NumberText.Of(to)}: {bins.Counts[index]:N0}"));
    }
}
