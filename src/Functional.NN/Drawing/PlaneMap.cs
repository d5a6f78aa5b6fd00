using System.Collections.Immutable;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>A rectangle of the plane: painted by values or classes, with ways through it and points in it.</summary>
/// <param name="Title">stands above</param>
/// <param name="Description">what a reader who cannot see it is told</param>
/// <param name="Across">the horizontal axis</param>
/// <param name="Up">the vertical axis</param>
/// <param name="Paint">what the rectangle is painted with; without it the rectangle is that of the paths and points</param>
/// <param name="Paths">ways through it, above the paint</param>
/// <param name="Points">points in it, below the paths</param>
internal sealed record PlaneMap(string Title, string Description, Axis Across, Axis Up, PlanePaint? Paint, ImmutableArray<PlanePath> Paths, ImmutableArray<PlanePoints> Points) : Picture(Title, Description)
{
    private const double Room = 0.05, Lowest = 120, Highest = 640;

    /// <summary>The height of the frame, unless units are equal.</summary>
    public double FrameHeight { get; init; } = 320;

    /// <summary>Whether a unit is as long upwards as across.</summary>
    public bool EqualUnits { get; init; }

    /// <summary>Straight lines and curves that belong to the plane rather than to a way through it: dashed, with a word in the legend.</summary>
    public ImmutableArray<PlanePath> Rules { get; init; } = [];

    /// <summary>Thin lines, such as a net that was bent; without a word in the legend.</summary>
    public ImmutableArray<ImmutableArray<PlanePoint>> Mesh { get; init; } = [];

    /// <summary>Sentences below it.</summary>
    public ImmutableArray<string> Notes { get; init; } = [];

    protected override Sheet Draw()
    {
        if (Nothing() is { } words) return Heading.Nothing(Title, Width, words);
        var (title, top) = Heading.Title(Title, Width);
        var frame = Framed(top);
        var (legend, end) = Legend.Of([.. Points.Select(set => set.Entry), .. Paths.Select(path => path.Entry), .. Rules.Select(RuleEntry), .. Paint?.Legend ?? []], Width, frame.Bottom + 4);
        var (notes, bottom) = Heading.Notes([.. Notes, .. Paint?.Notes ?? [], .. Outside(frame)], Width, end);
        bool many = PlanePoints.Many(Points);
        return new(bottom + Heading.Margin,
        [
            .. title, .. frame.Grid(Across.Label, Up.Label), .. Paint?.Marks(frame) ?? [], .. Mesh.SelectMany(line => Clipping.Lines(frame, line)).Select(line => Svg.Polyline("contour", line)), .. Rules.SelectMany(rule => Rule(frame, rule)), .. Points.SelectMany(set => set.Marks(frame, many)),
            .. Paths.SelectMany(path => path.Marks(frame)), Svg.Rectangle("frame", frame.Area), .. Paint?.Scale(frame) ?? [], .. legend, .. notes,
        ]);
    }

    private IEnumerable<PlanePoint> Everything => Points.SelectMany(set => set.Points).Concat(Paths.SelectMany(path => path.Points)).Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y));

    private string? Nothing() =>
        Paint is HeatPaint heat && HeatPaint.Drawable(heat.Values, heat.Of).Length == 0 ? "None of its numbers can be drawn: they are not finite, or not positive on a logarithmic scale."
        : Paint is null && !Everything.Any() ? "There are no points to draw." : null;

    /// <summary>The frame; where units are equal, as high as its width asks.</summary>
    private Frame Framed(double top)
    {
        double right = Paint?.ScaleRoom ?? Heading.Margin;
        var (across, up) = (Scale(Across, p => p.X, Paint?.Area.Left, Paint?.Area.Right), Scale(Up, p => p.Y, Paint?.Area.Bottom, Paint?.Area.Top));
        var frame = Frame.Of(top, Width, FrameHeight, right, across, up);
        return EqualUnits ? Frame.Of(top, Width, Math.Clamp(frame.Area.Width * (up.To - up.From) / (across.To - across.From), Lowest, Highest), right, across, up) : frame;
    }

    private LinearScale Scale(Axis axis, Func<PlanePoint, double> coordinate, double? from, double? to) =>
        from is { } low && to is { } high ? new(low, high, axis.Form) : Spread(Everything.Select(coordinate), axis);

    /// <summary>Room at both ends, whether or not one is 0.</summary>
    private static LinearScale Spread(IEnumerable<double> values, Axis axis)
    {
        var scale = LinearScale.Over(values, axis, 0);
        double room = Room * (scale.To - scale.From);
        return scale with { From = scale.From - room, To = scale.To + room };
    }

    private static IEnumerable<XElement> Rule(Frame frame, PlanePath rule) => Clipping.Lines(frame, rule.Points).Select(line => Svg.Polyline($"curve dashes c{rule.Colour % ChartStyle.SeriesColours}", line));

    private static LegendEntry RuleEntry(PlanePath rule) => new(rule.Label, at => [Svg.Polyline($"curve dashes c{rule.Colour % ChartStyle.SeriesColours}", at, new(at.X + Legend.SampleWidth, at.Y))]);

    private IEnumerable<string> Outside(Frame frame)
    {
        int points = Points.Sum(set => set.Points.Count(p => !Clipping.IsInside(frame, p)));
        string[] paths = [.. Paths.Where(path => !path.IsInside(frame)).Select(path => path.Label)];
        if (points > 0) yield return Sentence.Of($"{points:N0} {(points == 1 ? "point lies" : "points lie")} outside the picture.");
        if (paths.Length > 0) yield return $"Cut where it leaves the picture: {string.Join(", ", paths)}.";
    }
}
