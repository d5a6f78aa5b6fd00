using System.Collections.Immutable;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>A place of the horizontal axis that is pointed out.</summary>
/// <param name="Label">what the legend says of it</param>
/// <param name="At">where it is, in the units of the axis</param>
internal sealed record ChartRule(string Label, double At);

/// <summary>Curves over two axes, with bands around them where they have some. What they are stands at their ends where there is room, else in a legend below; numbers that cannot be drawn are gaps, marked at the edge.</summary>
/// <param name="Title">stands above</param>
/// <param name="Description">what a reader who cannot see it is told</param>
/// <param name="Across">the horizontal axis</param>
/// <param name="Up">the vertical axis</param>
/// <param name="Series">the curves, the first at the bottom</param>
internal sealed record LineChart(string Title, string Description, Axis Across, Axis Up, ImmutableArray<ChartSeries> Series) : Picture(Title, Description)
{
    private const double Room = 0.05;

    /// <summary>The height of the frame.</summary>
    public double FrameHeight { get; init; } = 220;

    /// <summary>Places that are pointed out.</summary>
    public ImmutableArray<ChartRule> Rules { get; init; } = [];

    /// <summary>Sentences below it.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    /// <summary>Whether curves may be named at their ends.</summary>
    public bool NamesAtEnds { get; init; } = true;

    protected override Sheet Draw()
    {
        var points = Series.SelectMany(s => s.Points);
        Scale across = Across.Over(points.Select(p => p.Across), Series.All(s => s.HasLine) ? 0 : Room), up = Up.Over(points.SelectMany(p => p.HasBand ? new[] { p.Up, p.Low, p.High } : [p.Up]), Room);
        if (!points.Any(p => Finite(across, p.Across) && Finite(up, p.Up))) return Heading.Nothing(Title, Width, points.Any() ? "None of its numbers can be drawn: they are not finite, or not positive on a logarithmic axis." : "There are no numbers to draw.");
        var (title, top) = Heading.Title(Title, Width);
        var (frame, ends) = Framed(top, across, up);
        var (legend, end) = Legend.Of([.. ends is null && !SaysItself ? Series.Select(SeriesDrawing.Entry) : [], .. Rules.Select(RuleEntry)], Width, frame.Bottom + 4);
        var (notes, bottom) = Heading.Notes([.. Notes, .. Gaps.Sentence(frame, Series)], Width, end);
        return new(bottom + Heading.Margin,
        [
            .. title, .. frame.Grid(Across.Label, Up.Label), .. Rules.Where(rule => across.Place(rule.At) is >= 0 and <= 1).Select(rule => Rule(frame, rule)),
            .. Series.SelectMany(s => SeriesDrawing.Band(frame, s)), .. Series.SelectMany(s => SeriesDrawing.Curve(frame, s)), .. Gaps.Marks(frame, Series), .. ends?.Marks() ?? [], .. legend, .. notes,
        ]);
    }

    /// <summary>The frame, with the names at the curves' ends where that can be done.</summary>
    private (Frame Frame, EndLabels? Ends) Framed(double top, Scale across, Scale up)
    {
        var wide = Frame.Of(top, Width, FrameHeight, Heading.Margin, across, up);
        if (!NamesAtEnds || EndLabels.Room(Series, Width) is not { } room) return (wide, null);
        var narrow = Frame.Of(top, Width, FrameHeight, room, across, up);
        return EndLabels.Of(narrow, Series) is { } ends ? (narrow, ends) : (wide, null);
    }

    /// <summary>One curve is what the vertical axis says.</summary>
    private bool SaysItself => Series.Length == 1 && (Series[0].Label == "" || Series[0].Label == Up.Label);

    private static bool Finite(Scale scale, double value) => !double.IsNaN(scale.Place(value));

    private static XElement Rule(Frame frame, ChartRule rule)
    {
        double x = frame.Area.X(frame.Across.Place(rule.At));
        return Svg.Line("rule", x, frame.Area.Top, x, frame.Area.Bottom);
    }

    private static LegendEntry RuleEntry(ChartRule rule) => new(rule.Label, at => [Svg.Line("rule", at.X + Legend.SampleWidth / 2, at.Y - 8, at.X + Legend.SampleWidth / 2, at.Y + 8)]);
}
