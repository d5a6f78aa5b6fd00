namespace Functional.NN.Kernels;

/// <summary>
/// Taps of a kernel whose sums are gathered together, so that their chains stay in the cache: all of them are over the same columns of the
/// output, and their rows fall into strips over which the same taps lie on the image.
/// </summary>
internal sealed class TapStretch
{
    public const int MostTaps = 32;

    private const int Samples = 16;

    /// <summary>Rows and columns of the output over which some taps lie on the image.</summary>
    /// <param name="Output">the first cell of the output, in elements from its plane</param>
    /// <param name="Rows">how many rows</param>
    /// <param name="Columns">how many columns</param>
    /// <param name="First">the first of the taps among the places</param>
    /// <param name="Taps">how many taps</param>
    internal readonly record struct Strip(int Output, int Rows, int Columns, int First, int Taps);

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

    private TapStretch(Tap[] taps, Shape x, Shape y, Extent2D stride)
    {
        Weights = [.. taps.Select(tap => tap.Weight)];
        int[] borders = [.. taps.SelectMany(tap => (int[])[tap.Rows.Start, tap.Rows.End]).Distinct().Order()];
        int start = taps[0].Columns.Start, width = taps[0].Columns.End - start;
        var strips = new List<Strip>();
        var places = new List<TilePlace>();
        for (int border = 1; border < borders.Length; border++)
        {
            int from = borders[border - 1], until = borders[border], first = places.Count;
            for (int i = 0; i < taps.Length; i++)
            {
                var (_, channel, rows, columns) = taps[i];
                if (rows.Start > from || rows.End < until) continue;
                int cell = (channel * x[2] + from * stride.Y + rows.Shift) * x[3] + start * stride.X + columns.Shift;
                places.Add(new(cell * Samples, i * ChainTile.MostRows * Samples));
            }
            if (width > 0 && places.Count > first) strips.Add(new((from * y[3] + start) * Samples, until - from, width, first, places.Count - first));
        }
        (Strips, Places) = ([.. strips], [.. places]);
    }

    /// <summary>For each tap, its place in an output channel of the weight.</summary>
    public int[] Weights { get; }

    /// <summary>The rows of the output, ascending.</summary>
    public Strip[] Strips { get; }

    /// <summary>For each strip and tap on the image: the first cell it reads, in elements from the group's images, and its chains.</summary>
    public TilePlace[] Places { get; }

    /// <summary>All taps of the weight, in stretches.</summary>
    public static TapStretch[] All(Shape x, Shape weight, Shape y, Conv2DGeometry geometry)
    {
        Reach[] rows = Reach.All(y[2], x[2], weight[2], geometry.Stride.Y, geometry.Padding.Top, geometry.Dilation.Y);
        Reach[] columns = Reach.All(y[3], x[3], weight[3], geometry.Stride.X, geometry.Padding.Left, geometry.Dilation.X);
        var taps = from channel in Enumerable.Range(0, weight[1])
                   from ky in Enumerable.Range(0, weight[2])
                   from kx in Enumerable.Range(0, weight[3])
                   select new Tap((channel * weight[2] + ky) * weight[3] + kx, channel, rows[ky], columns[kx]);
        return [.. from tap in taps
                   group tap by (tap.Columns.Start, tap.Columns.End) into alike
                   from stretch in alike.OrderBy(tap => tap.Rows.Start).ThenBy(tap => tap.Rows.End).Chunk(MostTaps)
                   select new TapStretch(stretch, x, y, geometry.Stride)];
    }
}
