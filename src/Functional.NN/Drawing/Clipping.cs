using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>Lines cut at the edge of a frame.</summary>
/// <remarks>Liang and Barsky 1984, <i>A new concept and method for line clipping</i>.</remarks>
internal static class Clipping
{
    private const double Edge = 1e-9;

    /// <summary>Whether a point lies in the rectangle of a frame.</summary>
    public static bool IsInside(Frame frame, PlanePoint point) => frame.Across.Place(point.X) is >= -Edge and <= 1 + Edge && frame.Up.Place(point.Y) is >= -Edge and <= 1 + Edge;

    /// <summary>The parts of a line through points that lie in the rectangle of a frame.</summary>
    public static IEnumerable<IReadOnlyList<Place>> Lines(Frame frame, ImmutableArray<PlanePoint> points)
    {
        var line = new List<Place>();
        for (int i = 1; i < points.Length; i++)
        {
            var (from, to) = (points[i - 1], points[i]);
            var part = Part(frame.Across.Place(from.X), frame.Up.Place(from.Y), frame.Across.Place(to.X), frame.Up.Place(to.Y));
            if (part is not var (begin, end) || line.Count > 0 && begin > 0)
            {
                if (line.Count > 1) yield return line;
                line = [];
            }
            if (part is not var (first, last)) continue;
            if (line.Count == 0) line.Add(Between(frame, from, to, first));
            line.Add(Between(frame, from, to, last));
            if (last == 1) continue;
            yield return line;
            line = [];
        }
        if (line.Count > 1) yield return line;
    }

    private static Place Between(Frame frame, PlanePoint from, PlanePoint to, double part) => frame.At(from.X * (1 - part) + to.X * part, from.Y * (1 - part) + to.Y * part);

    /// <summary>From which to which part of a line it lies in the unit square; null where it does not, or an end is not finite.</summary>
    private static (double Begin, double End)? Part(double x, double y, double toX, double toY)
    {
        double begin = 0, end = 1;
        foreach (var (step, room) in ((double, double)[])[(x - toX, x), (toX - x, 1 - x), (y - toY, y), (toY - y, 1 - y)])
        {
            if (!double.IsFinite(step) || (step == 0 && room < 0)) return null;
            if (step < 0) begin = Math.Max(begin, room / step);
            if (step > 0) end = Math.Min(end, room / step);
        }
        return begin <= end ? (begin, end) : null;
    }
}
