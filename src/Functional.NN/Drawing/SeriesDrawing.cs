using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>Draws the series of a chart.</summary>
internal static class SeriesDrawing
{
    private const double Ring = 6;

    /// <summary>The band around a series, a piece for each stretch that has one.</summary>
    public static IEnumerable<XElement> Band(Frame frame, ChartSeries series) =>
        Stretches(series, p => Drawn(frame, p) && p.HasBand && !double.IsNaN(frame.Up.Place(p.Low)) && !double.IsNaN(frame.Up.Place(p.High)))
            .Where(stretch => stretch.Count > 1)
            .Select(stretch => Svg.Polygon($"band f{Colour(series)}", Thinning.Of([.. stretch.Select(p => frame.At(p.Across, p.High))]).Concat(Thinning.Of([.. stretch.Select(p => frame.At(p.Across, p.Low))]).Reverse())));

    /// <summary>The line of a series and its markers; a point that stands alone has a marker in any case.</summary>
    public static IEnumerable<XElement> Curve(Frame frame, ChartSeries series)
    {
        var stretches = Stretches(series, p => Drawn(frame, p)).Select(stretch => stretch.Select(p => frame.At(p.Across, p.Up)).ToArray()).ToArray();
        if (series.Stroke == ChartStroke.Rings) return stretches.SelectMany(stretch => stretch).Select(p => Svg.Circle($"ring c{Colour(series)}", p.X, p.Y, Ring));
        if (series.Stroke == ChartStroke.Points) return [Markers.Small(series.Colour, stretches.SelectMany(stretch => stretch))];
        Place[] marked = [.. stretches.Where(stretch => series.Marked || stretch.Length == 1).SelectMany(stretch => stretch)];
        var lines = stretches.Where(stretch => stretch.Length > 1).Select(stretch => Svg.Polyline(series.LineClass, Thinning.Of(stretch)));
        return marked.Length == 0 ? lines : lines.Append(Markers.Of(series.Colour, marked));
    }

    /// <summary>Its line in a legend.</summary>
    public static LegendEntry Entry(ChartSeries series) => new(series.Label, at =>
    {
        Place middle = new(at.X + Legend.SampleWidth / 2, at.Y);
        if (series.Stroke == ChartStroke.Rings) return [Svg.Circle($"ring c{Colour(series)}", middle.X, middle.Y, Ring)];
        if (series.Stroke == ChartStroke.Points) return [Markers.Of(series.Colour, [middle])];
        var line = Svg.Polyline(series.LineClass, at, new(at.X + Legend.SampleWidth, at.Y));
        return series.Marked ? [line, Markers.Of(series.Colour, [middle])] : [line];
    });

    /// <summary>Whether a point has a place in the frame.</summary>
    public static bool Drawn(Frame frame, ChartPoint point) => !double.IsNaN(frame.Across.Place(point.Across)) && !double.IsNaN(frame.Up.Place(point.Up));

    private static int Colour(ChartSeries series) => series.Colour % ChartStyle.SeriesColours;

    private static IEnumerable<List<ChartPoint>> Stretches(ChartSeries series, Func<ChartPoint, bool> drawn)
    {
        var stretch = new List<ChartPoint>();
        foreach (var point in series.Points)
        {
            if (drawn(point)) { stretch.Add(point); continue; }
            if (stretch.Count > 0) yield return stretch;
            stretch = [];
        }
        if (stretch.Count > 0) yield return stretch;
    }
}
