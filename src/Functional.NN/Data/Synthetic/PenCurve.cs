using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A smooth curve through points, as a chain of short straight pieces.</summary>
internal static class PenCurve
{
    /// <summary>The uniform Catmull–Rom curve through the points, each span in the same number of pieces; a corner, or an end, counts as its own neighbour.</summary>
    public static IEnumerable<(double X, double Y)> Through(ImmutableArray<PenPoint> points, bool closed, int pieces)
    {
        int n = points.Length, spans = closed ? n : n - 1;
        yield return (points[0].X, points[0].Y);
        for (int i = 0; i < spans; i++)
        {
            PenPoint from = points[i], to = points[(i + 1) % n];
            PenPoint before = from.Corner || (i == 0 && !closed) ? from : points[(i + n - 1) % n];
            PenPoint after = to.Corner || (i == n - 2 && !closed) ? to : points[(i + 2) % n];
            for (int piece = 1; piece <= pieces; piece++)
            {
                double t = (double)piece / pieces;
                yield return (At(before.X, from.X, to.X, after.X, t), At(before.Y, from.Y, to.Y, after.Y, t));
            }
        }
    }

    private static double At(double before, double from, double to, double after, double t) =>
        from + 0.5 * t * (to - before + t * (2 * before - 5 * from + 4 * to - after + t * (3 * (from - to) + after - before)));
}
