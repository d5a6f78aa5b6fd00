using System.Collections.Immutable;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>The names of a few curves beside their ends, moved apart where the ends are close, so that no eye has to go to a legend and back.</summary>
internal sealed record EndLabels
{
    private const int Most = 5;

    private const double Row = 16, Farthest = 34, Tail = 20, LargestPart = 0.34, NearEnd = 0.06;

    private readonly record struct Label(ChartSeries Series, Place End, double Y);

    private ImmutableArray<Label> Labels { get; init; } = [];

    private double X { get; init; }

    /// <summary>How much the names need at the right; null where a legend does better: one curve, many curves, or long names.</summary>
    public static double? Room(ImmutableArray<ChartSeries> series, double width)
    {
        if (series.Length is < 2 or > Most || series.Any(s => !s.HasLine)) return null;
        double widest = series.Max(s => TextWidth.Of(s.Label, ChartStyle.AxisSize));
        return widest > LargestPart * width ? null : widest + Tail + 6;
    }

    /// <summary>The names beside a frame; null where the curves do not all reach its end, or the names would be far from them.</summary>
    public static EndLabels? Of(Frame frame, ImmutableArray<ChartSeries> series)
    {
        var ends = series.Select(s => (Series: s, Drawn: s.Points.Where(p => SeriesDrawing.Drawn(frame, p)).Select(p => frame.At(p.Across, p.Up)).ToList())).ToList();
        if (ends.Any(e => e.Drawn.Count == 0 || frame.Area.Right - e.Drawn[^1].X > NearEnd * frame.Area.Width)) return null;
        var labels = Apart([.. ends.Select(e => new Label(e.Series, e.Drawn[^1], e.Drawn[^1].Y)).OrderBy(l => l.Y)], frame.Area);
        return labels.Any(l => Math.Abs(l.Y - l.End.Y) > Farthest) ? null : new() { Labels = labels, X = frame.Area.Right + Tail };
    }

    /// <summary>The names, each with a line from the end of its curve.</summary>
    public IEnumerable<XElement> Marks() => Labels.SelectMany(label => (XElement[])
    [
        Svg.Polyline($"leader c{label.Series.Colour % ChartStyle.SeriesColours}", new(label.End.X + 5, label.End.Y), new(X - 4, label.Y)),
        Svg.Words("legend", X, label.Y + 4.5, label.Series.Label),
    ]);

    /// <summary>Downwards as far as the one above asks, then upwards as far as the edge asks.</summary>
    private static ImmutableArray<Label> Apart(Label[] labels, Box area)
    {
        for (int i = 0; i < labels.Length; i++) labels[i] = labels[i] with { Y = Math.Max(labels[i].Y, i == 0 ? area.Top : labels[i - 1].Y + Row) };
        for (int i = labels.Length - 1; i >= 0; i--) labels[i] = labels[i] with { Y = Math.Min(labels[i].Y, i == labels.Length - 1 ? area.Bottom : labels[i + 1].Y - Row) };
        return [.. labels];
    }
}
