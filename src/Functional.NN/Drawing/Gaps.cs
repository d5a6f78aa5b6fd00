using System.Collections.Immutable;
using System.Xml.Linq;

namespace Functional.NN.Drawing;

/// <summary>Marks where a number cannot be drawn: a cross at the bottom for one that is NaN (or not positive, on a logarithmic axis), an arrow at the edge for an infinite one.</summary>
internal static class Gaps
{
    private const double Size = 4;

    /// <summary>One mark where many would cover each other.</summary>
    public static IEnumerable<XElement> Marks(Frame frame, ImmutableArray<ChartSeries> series) => Missing(frame, series)
        .Select(p => (X: Math.Round(frame.At(p.Across, p.Up).X / Size) * Size, Kind: double.IsPositiveInfinity(p.Up) ? 1 : double.IsNegativeInfinity(p.Up) ? -1 : 0))
        .Distinct().OrderBy(m => m.X).ThenBy(m => m.Kind)
        .Select(m => Svg.Path("gap", m.Kind switch { > 0 => Arrow(m.X, frame.Area.Top + 3, Size), < 0 => Arrow(m.X, frame.Area.Bottom - 3, -Size), _ => Cross(m.X, frame.Area.Bottom - Size - 2) }));

    /// <summary>What the marks mean and how many numbers they stand for; nothing where there are none.</summary>
    public static IEnumerable<string> Sentence(Frame frame, ImmutableArray<ChartSeries> series)
    {
        var missing = Missing(frame, series).ToList();
        int infinite = missing.Count(p => double.IsInfinity(p.Up)), none = missing.Count(p => double.IsNaN(p.Up)), low = missing.Count - infinite - none;
        if (none > 0) yield return Sentence(none, "marked ×", "not a number (NaN)", "not numbers (NaN)");
        if (infinite > 0) yield return Sentence(infinite, "marked with an arrow", "infinite", "infinite");
        if (low > 0) yield return Sentence(low, "marked ×", "not positive and has no place on a logarithmic axis", "not positive and have no place on a logarithmic axis");
    }

    private static string Sentence(int count, string mark, string one, string many) => NN.Sentence.Of($"{count:N0} {(count == 1 ? "value is " + one : "values are " + many)}, {mark}.");

    private static IEnumerable<ChartPoint> Missing(Frame frame, ImmutableArray<ChartSeries> series) =>
        series.SelectMany(s => s.Points).Where(p => !double.IsNaN(frame.Across.Place(p.Across)) && double.IsNaN(frame.Up.Place(p.Up)));

    private static string Cross(double x, double y) => $"M{Svg.Number(x - Size)},{Svg.Number(y - Size)}l{2 * (int)Size},{2 * (int)Size}m0,-{2 * (int)Size}l-{2 * (int)Size},{2 * (int)Size}";

    private static string Arrow(double x, double y, double down) => $"M{Svg.Number(x - Size)},{Svg.Number(y + down)}L{Svg.Number(x)},{Svg.Number(y)}L{Svg.Number(x + Size)},{Svg.Number(y + down)}";
}
