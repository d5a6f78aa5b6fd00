using System.Collections.Immutable;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>A point of the plane, in the units of the two axes.</summary>
internal readonly record struct PlanePoint(double X, double Y);

/// <summary>A way through the plane: a line from a ring, where it begins, to a marker, where it ends, with a dot at each of its points where there are few.</summary>
/// <param name="Label">what it is, in words</param>
/// <param name="Colour">the number of its colour and marker, from 0</param>
/// <param name="Points">in their order; what is not finite ends the line</param>
internal sealed record PlanePath(string Label, int Colour, ImmutableArray<PlanePoint> Points)
{
    private const int MostDotted = 60;

    private const double Ring = 4.5;

    /// <summary>Whether all of it lies in the rectangle of a frame.</summary>
    public bool IsInside(Frame frame) => Points.All(p => Clipping.IsInside(frame, p));

    /// <summary>The way in a frame, cut at its edge.</summary>
    public IEnumerable<XElement> Marks(Frame frame)
    {
        var lines = Clipping.Lines(frame, Points).ToList();
        foreach (var line in lines) yield return Svg.Polyline("casing", line);
        foreach (var line in lines) yield return Svg.Polyline($"curve c{Number}", line);
        Place[] seen = [.. Points.Where(p => Clipping.IsInside(frame, p)).Select(p => frame.At(p.X, p.Y))];
        if (seen.Length is > 2 and <= MostDotted) yield return Markers.Dots(Colour, seen[1..^1]);
        if (Points.Length > 1 && Clipping.IsInside(frame, Points[0])) yield return Begin(frame.At(Points[0].X, Points[0].Y));
        if (Points.Length > 0 && Clipping.IsInside(frame, Points[^1])) yield return Markers.Of(Colour, [frame.At(Points[^1].X, Points[^1].Y)]);
    }

    /// <summary>Its line in a legend.</summary>
    public LegendEntry Entry => new(Label, at =>
        [Svg.Polyline($"curve c{Number}", new(at.X + Ring, at.Y), new(at.X + Legend.SampleWidth - 4, at.Y)), Begin(new(at.X + Ring, at.Y)), Markers.Of(Colour, [new(at.X + Legend.SampleWidth - 4, at.Y)])]);

    private int Number => Colour % ChartStyle.SeriesColours;

    private XElement Begin(Place at) => Svg.Circle($"single c{Number}", at.X, at.Y, Ring);
}
