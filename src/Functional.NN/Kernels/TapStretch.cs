namespace Functional.NN.Kernels;

/// <summary>
/// Taps of a kernel whose sums are gathered together, while their chains, a few rows of the output and what they read of the images stay in
/// the cache.
/// </summary>
internal sealed class TapStretch
{
    public const int MostTaps = 32;

    private const int Samples = 16;

    /// <summary>Rows of the output over which the same taps lie on the image.</summary>
    /// <param name="From">the first row</param>
    /// <param name="Until">the row after the last</param>
    /// <param name="Runs">these taps, by the columns over which they lie on the image</param>
    internal readonly record struct Strip(int From, int Until, Run[] Runs);

    /// <param name="Column">the first column of the output over which these taps lie on the image</param>
    /// <param name="Columns">how many columns</param>
    /// <param name="First">the first of the taps among the places</param>
    /// <param name="Taps">how many taps</param>
    internal readonly record struct Run(int Column, int Columns, int First, int Taps);

    /// <summary>Along one axis: the output cells [Start, End) whose tap lies on the image, and the input cell that output cell 0 would read.</summary>
    private readonly record struct Reach(int Start, int End, int Shift)
    {
        public static Reach[] All(int outputs, int inputs, int taps, int stride, int before, int dilation) => [.. Enumerable.Range(0, taps).Select(tap =>
        {
            int start = 0, shift = tap * dilation - before;
            while (start < outputs && start * stride + shift < 0) start++;
            int end = start;
            while (end < outputs && end * stride + shift < inputs) end++;
            return new Reach(start, end, shift);
        })];
    }

    /// <param name="Weight">its place in an output channel of the weight</param>
    /// <param name="Channel">its channel of the images, within the group</param>
    /// <param name="Rows">the rows of the output it reaches</param>
    /// <param name="Columns">the columns of the output it reaches</param>
    private readonly record struct Tap(int Weight, int Channel, Reach Rows, Reach Columns);

    private TapStretch(Tap[] taps, Shape x, Extent2D stride)
    {
        Weights = [.. taps.Select(tap => tap.Weight)];
        int[] borders = [.. taps.SelectMany(tap => (int[])[tap.Rows.Start, tap.Rows.End]).Distinct().Order()];
        var strips = new List<Strip>();
        var places = new List<TilePlace>();
        foreach (var (from, until) in borders.Zip(borders.Skip(1)))
        {
            var runs = new List<Run>();
            foreach (var alike in Enumerable.Range(0, taps.Length).Where(i => taps[i].Rows.Start <= from && taps[i].Rows.End >= until).GroupBy(i => (taps[i].Columns.Start, taps[i].Columns.End)))
            {
                var (start, end) = alike.Key;
                if (start >= end) continue;
                runs.Add(new(start, end - start, places.Count, alike.Count()));
                foreach (int i in alike)
                {
                    var (_, channel, rows, columns) = taps[i];
                    int cell = (channel * x[2] + from * stride.Y + rows.Shift) * x[3] + start * stride.X + columns.Shift;
                    places.Add(new(cell * Samples, i * Samples));
                }
            }
            strips.Add(new(from, until, [.. runs]));
        }
        (Strips, Places) = ([.. strips], [.. places]);
    }

    /// <summary>For each tap, its place in an output channel of the weight.</summary>
    public int[] Weights { get; }

    /// <summary>The rows of the output, ascending.</summary>
    public Strip[] Strips { get; }

    /// <summary>For each run and tap of it: the first cell it reads, in elements from the group's images, and its chains.</summary>
    public TilePlace[] Places { get; }

    /// <summary>All taps of the weight, whole channels together where they fit.</summary>
    public static TapStretch[] All(Shape x, Shape weight, Shape y, Conv2DGeometry geometry)
    {
        Reach[] rows = Reach.All(y[2], x[2], weight[2], geometry.Stride.Y, geometry.Padding.Top, geometry.Dilation.Y);
        Reach[] columns = Reach.All(y[3], x[3], weight[3], geometry.Stride.X, geometry.Padding.Left, geometry.Dilation.X);
        var taps = from channel in Enumerable.Range(0, weight[1])
                   from ky in Enumerable.Range(0, weight[2])
                   from kx in Enumerable.Range(0, weight[3])
                   select new Tap((channel * weight[2] + ky) * weight[3] + kx, channel, rows[ky], columns[kx]);
        int kernel = weight[2] * weight[3], together = kernel > MostTaps ? MostTaps : MostTaps / kernel * kernel;
        return [.. taps.Chunk(together).Select(stretch => new TapStretch(stretch, x, geometry.Stride))];
    }
}
