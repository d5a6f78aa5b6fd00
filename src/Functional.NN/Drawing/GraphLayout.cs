using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>Where the boxes of a graph stand, in rows such that every arrow goes down.</summary>
/// <remarks>
/// After Sugiyama, Tagawa and Toda 1981: rows by the longest way from above, a bend in every row that an arrow passes, the order in a row by the means of the neighbours' places, and last the distances, which are the nearest to
/// the means of the neighbours that keep the order (isotonic regression by pooling adjacent violators, Ayer et al. 1955).
/// </remarks>
internal sealed class GraphLayout
{
    private const int Sweeps = 8;

    private const double Gap = 22;

    private readonly List<double> _widths;
    private readonly List<int> _rows;
    private readonly List<List<int>> _above, _below;
    private readonly List<List<int>> _order;
    private readonly double[] _centres;

    private GraphLayout(BoxGraph graph, IEnumerable<double> widths)
    {
        _widths = [.. widths];
        _rows = [.. RowsOf(graph)];
        (_above, _below) = ([.. graph.Boxes.Select(_ => new List<int>())], [.. graph.Boxes.Select(_ => new List<int>())]);
        Ways = [.. graph.Arrows.Select(Way)];
        _order = [.. Enumerable.Range(0, _rows.DefaultIfEmpty(-1).Max() + 1).Select(row => Enumerable.Range(0, _rows.Count).Where(i => _rows[i] == row).ToList())];
        _centres = new double[_rows.Count];
    }

    /// <summary>For each arrow the boxes and bends it goes through, first and last included.</summary>
    public ImmutableArray<ImmutableArray<int>> Ways { get; }

    /// <summary>The row of a box or bend, from 0.</summary>
    public int Row(int place) => _rows[place];

    /// <summary>The middle of a box or bend, from the left.</summary>
    public double Centre(int place) => _centres[place];

    /// <summary>How many rows there are.</summary>
    public int Rows => _order.Count;

    /// <summary>How wide everything is.</summary>
    public double Width => _centres.Length == 0 ? 0 : Enumerable.Range(0, _centres.Length).Max(i => _centres[i] + _widths[i] / 2);

    /// <summary>The places of boxes of given widths.</summary>
    public static GraphLayout Of(BoxGraph graph, IEnumerable<double> widths)
    {
        var layout = new GraphLayout(graph, widths);
        for (int sweep = 0; sweep < Sweeps; sweep++) layout.Sort(down: sweep % 2 == 0);
        layout.Spread();
        for (int sweep = 0; sweep < 2 * Sweeps; sweep++) layout.Draw(down: sweep % 2 == 1);
        double left = layout._centres.Length == 0 ? 0 : Enumerable.Range(0, layout._centres.Length).Min(i => layout._centres[i] - layout._widths[i] / 2);
        for (int i = 0; i < layout._centres.Length; i++) layout._centres[i] -= left;
        return layout;
    }

    /// <summary>A box stands below all that point to it; one that nothing points to, right above the first that it points to.</summary>
    private static int[] RowsOf(BoxGraph graph)
    {
        int[] rows = new int[graph.Boxes.Length];
        foreach (var arrow in graph.Arrows.OrderBy(a => a.To)) rows[arrow.To] = Math.Max(rows[arrow.To], rows[arrow.From] + 1);
        var reached = graph.Arrows.Select(a => a.To).ToHashSet();
        foreach (var source in graph.Arrows.Where(a => !reached.Contains(a.From)).GroupBy(a => a.From)) rows[source.Key] = source.Min(a => rows[a.To]) - 1;
        return rows;
    }

    private ImmutableArray<int> Way(GraphArrow arrow)
    {
        var way = ImmutableArray.CreateBuilder<int>();
        way.Add(arrow.From);
        for (int row = _rows[arrow.From] + 1; row < _rows[arrow.To]; row++)
        {
            way.Add(_rows.Count);
            _rows.Add(row);
            _widths.Add(0);
            _above.Add([]);
            _below.Add([]);
        }
        way.Add(arrow.To);
        for (int i = 1; i < way.Count; i++)
        {
            _below[way[i - 1]].Add(way[i]);
            _above[way[i]].Add(way[i - 1]);
        }
        return way.ToImmutable();
    }

    private void Sort(bool down)
    {
        foreach (int row in down ? Enumerable.Range(0, Rows) : Enumerable.Range(0, Rows).Reverse())
        {
            var neighbours = down ? _above : _below;
            var places = new Dictionary<int, double>();
            foreach (var other in _order)
                for (int i = 0; i < other.Count; i++) places[other[i]] = (i + 0.5) / other.Count;
            _order[row] = [.. _order[row].OrderBy(i => neighbours[i].Count == 0 ? places[i] : neighbours[i].Average(n => places[n]))];
        }
    }

    private void Spread()
    {
        foreach (var row in _order)
        {
            double right = 0;
            foreach (int i in row)
            {
                _centres[i] = right + _widths[i] / 2;
                right += _widths[i] + Gap;
            }
            foreach (int i in row) _centres[i] -= (right - Gap) / 2;
        }
    }

    /// <summary>Draws each row as near to its neighbours as its order lets it.</summary>
    private void Draw(bool down)
    {
        var neighbours = down ? _above : _below;
        foreach (int r in down ? Enumerable.Range(0, Rows) : Enumerable.Range(0, Rows).Reverse())
        {
            var row = _order[r];
            double[] offsets = new double[row.Count];
            for (int i = 1; i < row.Count; i++) offsets[i] = offsets[i - 1] + (_widths[row[i - 1]] + _widths[row[i]]) / 2 + Gap;
            double[] wanted = [.. row.Select((box, i) => (neighbours[box].Count == 0 ? _centres[box] : neighbours[box].Average(n => _centres[n])) - offsets[i])];
            double[] placed = Ascending(wanted);
            for (int i = 0; i < row.Count; i++) _centres[row[i]] = placed[i] + offsets[i];
        }
    }

    /// <summary>The ascending numbers that are nearest to given ones in the sum of squares.</summary>
    private static double[] Ascending(double[] wanted)
    {
        var pools = new List<(double Sum, int Count)>();
        foreach (double value in wanted)
        {
            pools.Add((value, 1));
            while (pools.Count > 1 && pools[^2].Sum / pools[^2].Count > pools[^1].Sum / pools[^1].Count)
            {
                var (sum, count) = pools[^1];
                pools.RemoveAt(pools.Count - 1);
                pools[^1] = (pools[^1].Sum + sum, pools[^1].Count + count);
            }
        }
        return [.. pools.SelectMany(pool => Enumerable.Repeat(pool.Sum / pool.Count, pool.Count))];
    }
}
