using System.Xml.Linq;

namespace Functional.NN.Drawing;

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
