using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>A point of a grid: a column and a row, either of which may lie between two.</summary>
internal readonly record struct GridPoint(double Column, double Row);

/// <summary>Where the values of a raster are at least a level: closed lines around it, drawn by marching squares.</summary>
/// <remarks>
/// Lorensen and Cline 1987, <i>Marching cubes</i>, in two dimensions. Lines have the region at their left and run along the rectangle's edge where it reaches that. A cell whose two diagonals disagree is decided by the mean of its corners.
/// </remarks>
internal static class Isolines
{
    private const int Bottom = 0, Right = 1, Top = 2, Left = 3;

    /// <summary>The lines through a cell, from side to side, by its corners inside: lower left 1, lower right 2, upper right 4, upper left 8.</summary>
    private static readonly (int From, int To)[][] Lines =
    [
        [], [(Bottom, Left)], [(Right, Bottom)], [(Right, Left)], [(Top, Right)], [(Bottom, Left), (Top, Right)], [(Top, Bottom)], [(Top, Left)],
        [(Left, Top)], [(Bottom, Top)], [(Right, Bottom), (Left, Top)], [(Right, Top)], [(Left, Right)], [(Bottom, Right)], [(Left, Bottom)], [],
    ];

    private static readonly (int From, int To)[] JoinedRising = [(Bottom, Right), (Top, Left)], JoinedFalling = [(Left, Bottom), (Right, Top)];

    /// <summary>The closed lines around the region.</summary>
    /// <param name="raster">the values; none is NaN</param>
    /// <param name="level">what is inside is at least that</param>
    public static ImmutableArray<ImmutableArray<GridPoint>> Around(Raster raster, double level)
    {
        int[] next = Links(raster, level);
        var loops = ImmutableArray.CreateBuilder<ImmutableArray<GridPoint>>();
        for (int first = 0; first < next.Length; first++)
        {
            if (next[first] < 0) continue;
            var loop = ImmutableArray.CreateBuilder<GridPoint>();
            for (int edge = first; next[edge] >= 0;)
            {
                var point = Crossing(raster, level, edge);
                if (loop.Count == 0 || loop[^1] != point) loop.Add(point);
                (edge, next[edge]) = (next[edge], -1);
            }
            loops.Add(loop.ToImmutable());
        }
        return loops.ToImmutable();
    }

    /// <summary>The parts of closed lines that do not run along the rectangle's edge.</summary>
    public static IEnumerable<ImmutableArray<GridPoint>> Inside(Raster raster, ImmutableArray<GridPoint> loop)
    {
        bool Along(int i) => AlongEdge(raster, loop[i % loop.Length], loop[(i + 1) % loop.Length]);
        int begin = Enumerable.Range(0, loop.Length).FirstOrDefault(i => Along(i + loop.Length - 1) && !Along(i), -1);
        if (begin < 0) return Along(0) ? [] : [loop.Add(loop[0])];
        return Stretches(loop, begin, Along);
    }

    private static IEnumerable<ImmutableArray<GridPoint>> Stretches(ImmutableArray<GridPoint> loop, int begin, Func<int, bool> along)
    {
        var stretch = ImmutableArray.CreateBuilder<GridPoint>();
        for (int i = begin; i < begin + loop.Length; i++)
        {
            if (!along(i))
            {
                if (stretch.Count == 0) stretch.Add(loop[i % loop.Length]);
                stretch.Add(loop[(i + 1) % loop.Length]);
            }
            if (stretch.Count > 0 && (along(i) || i == begin + loop.Length - 1))
            {
                yield return stretch.ToImmutable();
                stretch.Clear();
            }
        }
    }

    private static bool AlongEdge(Raster raster, GridPoint a, GridPoint b) =>
        a.Column == b.Column && (a.Column == 0 || a.Column == raster.Columns - 1) || a.Row == b.Row && (a.Row == 0 || a.Row == raster.Rows - 1);

    /// <summary>For each side of a cell that a line crosses, the side it crosses next; the grid has a ring of nodes outside the region around it.</summary>
    private static int[] Links(Raster raster, double level)
    {
        int[] next = new int[2 * (raster.Columns + 2) * (raster.Rows + 2)];
        Array.Fill(next, -1);
        for (int row = -1; row < raster.Rows; row++)
            for (int column = -1; column < raster.Columns; column++)
                foreach (var (from, to) in Of(raster, level, column, row))
                    next[Side(raster, column, row, from)] = Side(raster, column, row, to);
        return next;
    }

    private static (int From, int To)[] Of(Raster raster, double level, int column, int row)
    {
        bool In(int c, int r) => OnGrid(raster, c, r) && raster[c, r] >= level;
        int corners = (In(column, row) ? 1 : 0) + (In(column + 1, row) ? 2 : 0) + (In(column + 1, row + 1) ? 4 : 0) + (In(column, row + 1) ? 8 : 0);
        if (corners is not (5 or 10) || !(Middle(raster, column, row) >= level)) return Lines[corners];
        return corners == 5 ? JoinedRising : JoinedFalling;
    }

    /// <summary>The mean of the corners; a cell with two diagonal corners inside has all four on the grid.</summary>
    private static double Middle(Raster raster, int column, int row) =>
        raster[column, row] / 4 + raster[column + 1, row] / 4 + raster[column + 1, row + 1] / 4 + raster[column, row + 1] / 4;

    private static int Side(Raster raster, int column, int row, int side) => side switch
    {
        Bottom => Number(raster, column, row, 0),
        Top => Number(raster, column, row + 1, 0),
        Left => Number(raster, column, row, 1),
        _ => Number(raster, column + 1, row, 1),
    };

    /// <summary>The number of the edge from a node to its right (0) or upwards (1).</summary>
    private static int Number(Raster raster, int column, int row, int direction) => 2 * ((row + 1) * (raster.Columns + 2) + column + 1) + direction;

    /// <summary>Where the level lies on an edge, linearly; on one that leaves the grid, where it leaves.</summary>
    private static GridPoint Crossing(Raster raster, double level, int edge)
    {
        int column = edge / 2 % (raster.Columns + 2) - 1, row = edge / 2 / (raster.Columns + 2) - 1;
        var (right, up) = edge % 2 == 0 ? (1, 0) : (0, 1);
        if (!OnGrid(raster, column, row)) return new(column + right, row + up);
        if (!OnGrid(raster, column + right, row + up)) return new(column, row);
        double from = raster[column, row], to = raster[column + right, row + up], part = Math.Clamp((level - from) / (to - from), 0, 1);
        return new(column + right * part, row + up * part);
    }

    private static bool OnGrid(Raster raster, int column, int row) => column >= 0 && row >= 0 && column < raster.Columns && row < raster.Rows;
}
