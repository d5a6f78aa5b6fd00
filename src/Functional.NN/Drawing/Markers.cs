using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>The shapes that mark points: one a series, told apart without colours.</summary>
internal static class Markers
{
    private const double Radius = 3.6, SmallRadius = 2.2;

    /// <summary>How many shapes there are.</summary>
    public const int Count = 5;

    /// <summary>All markers of a series as one path.</summary>
    public static XElement Of(int series, IEnumerable<Place> points) => Svg.Path($"mark f{series % ChartStyle.SeriesColours}", string.Join(' ', points.Select(p => Shape(series % Count, p, Radius))));

    /// <summary>Smaller ones without an edge, of which very many may lie upon each other.</summary>
    public static XElement Small(int series, IEnumerable<Place> points) => Svg.Path($"point f{series % ChartStyle.SeriesColours}", string.Join(' ', points.Select(p => Shape(series % Count, p, SmallRadius))));

    /// <summary>Small discs, whatever the series' marker.</summary>
    public static XElement Dots(int series, IEnumerable<Place> points) => Svg.Path($"point f{series % ChartStyle.SeriesColours}", string.Join(' ', points.Select(p => Shape(0, p, SmallRadius))));

    private static string Shape(int shape, Place at, double radius) => shape switch
    {
        0 => $"M{At(at, -radius, 0)}a{Svg.Number(radius)} {Svg.Number(radius)} 0 1 0 {Svg.Number(2 * radius)} 0a{Svg.Number(radius)} {Svg.Number(radius)} 0 1 0 {Svg.Number(-2 * radius)} 0z",
        1 => Around(at, radius, (-1, -1), (1, -1), (1, 1), (-1, 1)),
        2 => Around(at, radius, (0, -1.3), (1.25, 0.9), (-1.25, 0.9)),
        3 => Around(at, radius, (0, -1.4), (1.4, 0), (0, 1.4), (-1.4, 0)),
        _ => Around(at, radius, (0, 1.3), (1.25, -0.9), (-1.25, -0.9)),
    };

    private static string Around(Place at, double radius, params (double X, double Y)[] corners) => $"M{string.Join('L', corners.Select(c => At(at, c.X * radius, c.Y * radius)))}z";

    private static string At(Place at, double right, double down) => $"{Svg.Number(at.X + right)},{Svg.Number(at.Y + down)}";
}
