using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>Regions of a raster as paths in a frame, without points that nobody would miss.</summary>
internal static class RegionPath
{
    /// <summary>How far a point may lie beside the line between its neighbours to be left out.</summary>
    private const double Unseen = 0.08;

    /// <summary>The regions within closed lines.</summary>
    public static XElement Filled(string kind, Frame frame, Raster raster, IEnumerable<ImmutableArray<GridPoint>> loops) =>
        Svg.Path(kind, string.Concat(loops.Select(loop => Steps(Placed(frame, raster, loop)) + "z")));

    /// <summary>The lines around them, but for the rectangle's own edge.</summary>
    public static XElement Outlined(string kind, Frame frame, Raster raster, IEnumerable<ImmutableArray<GridPoint>> loops) =>
        Svg.Path(kind, string.Concat(loops.SelectMany(loop => Isolines.Inside(raster, loop)).Select(stretch => Steps(Placed(frame, raster, stretch)))));

    private static List<Place> Placed(Frame frame, Raster raster, ImmutableArray<GridPoint> points)
    {
        var kept = new List<Place>();
        for (int i = 0; i < points.Length; i++)
        {
            var at = frame.At(raster.X(points[i].Column), raster.Y(points[i].Row));
            if (kept.Count > 0 && i + 1 < points.Length && Distance(at, kept[^1], frame.At(raster.X(points[i + 1].Column), raster.Y(points[i + 1].Row))) < Unseen) continue;
            kept.Add(at);
        }
        return kept;
    }

    /// <summary>How far a point is from the line through two others.</summary>
    private static double Distance(Place point, Place from, Place to)
    {
        double x = to.X - from.X, y = to.Y - from.Y, length = Math.Sqrt(x * x + y * y);
        return length == 0 ? 0 : Math.Abs((point.X - from.X) * y - (point.Y - from.Y) * x) / length;
    }

    private static string Steps(List<Place> points)
    {
        var text = new StringBuilder();
        for (int i = 0; i < points.Count; i++) text.Append(i == 0 ? 'M' : 'L').Append(Svg.Number(Math.Round(points[i].X, 1))).Append(',').Append(Svg.Number(Math.Round(points[i].Y, 1)));
        return text.ToString();
    }
}
