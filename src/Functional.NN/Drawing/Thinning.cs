namespace Functional.NN.Drawing;

/// <summary>A line through many points with at most four in each column of the paper, which looks the same.</summary>
/// <remarks>Of each column the first, the lowest, the highest and the last point are kept: Jugel, Jerzak, Hackenbroich and Markl 2014, <i>M4: a visualization-oriented time series data aggregation</i>.</remarks>
internal static class Thinning
{
    private const double Column = 0.75;

    /// <summary>The points that are drawn, in their order.</summary>
    public static IEnumerable<Place> Of(IReadOnlyList<Place> points) =>
        points.Count <= 4 ? points : Columns(points).SelectMany(Kept);

    /// <summary>Runs of points in one column.</summary>
    private static IEnumerable<List<Place>> Columns(IReadOnlyList<Place> points)
    {
        var column = new List<Place> { points[0] };
        foreach (var point in points.Skip(1))
        {
            if (Math.Floor(point.X / Column) != Math.Floor(column[0].X / Column))
            {
                yield return column;
                column = [];
            }
            column.Add(point);
        }
        yield return column;
    }

    private static IEnumerable<Place> Kept(List<Place> column)
    {
        if (column.Count <= 4) return column;
        int low = 0, high = 0;
        for (int i = 1; i < column.Count; i++)
        {
            if (column[i].Y < column[low].Y) low = i;
            if (column[i].Y > column[high].Y) high = i;
        }
        return new SortedSet<int> { 0, low, high, column.Count - 1 }.Select(i => column[i]);
    }
}
