using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>
/// A convolution or its input gradient, prepared for one geometry: every cell of the result is one chain of fused multiply-adds from +0 over
/// (channel of the source within the group, ky, kx) ascending, through the taps that reach it.
/// </summary>
internal sealed class Correlation
{
    private const int Samples = 16, MostRows = ChainTile.MostRows;

    private readonly int _groups;
    private readonly Plane _source, _result;
    private readonly Steps _weight;
    private readonly Patch[] _patches;
    private readonly TilePlace[] _places;
    private readonly ChainTile _tile;

    /// <summary>The channels of a group, and how many elements a plane of sixteen samples has.</summary>
    private readonly record struct Plane(int Channels, int Height, int Width)
    {
        public int Size => Height * Width * Samples;
    }

    /// <summary>Elements of the weight from a group to the next, a channel of the source, a channel of the result.</summary>
    private readonly record struct Steps(int Group, int Source, int Result);

    /// <summary>Cells of the result that the same taps reach.</summary>
    /// <param name="Weight">where in the weight the first of these taps is</param>
    /// <param name="Rows">how many rows of taps</param>
    /// <param name="Columns">how many taps in a row</param>
    /// <param name="First">the first of these cells among all places</param>
    /// <param name="Cells">how many cells</param>
    private readonly record struct Patch(int Weight, int Rows, int Columns, int First, int Cells);

    private Correlation(int groups, Plane source, Plane result, Steps weight, int kernelWidth, TapTable rows, TapTable columns)
    {
        (_groups, _source, _result, _weight) = (groups, source, result, weight);
        var patches = new List<Patch>();
        var places = new List<TilePlace>();
        foreach (var (rowTaps, ys) in rows.Alike)
            foreach (var (columnTaps, xs) in columns.Alike)
            {
                patches.Add(new(rowTaps.First * kernelWidth + columnTaps.First, rowTaps.Count, columnTaps.Count, places.Count, ys.Length * xs.Length));
                foreach (var y in ys)
                    foreach (var x in xs)
                        places.Add(new((y.Source * source.Width + x.Source) * Samples, (y.Result * result.Width + x.Result) * Samples));
            }
        (_patches, _places) = ([.. patches], [.. places]);
        _tile = new ChainTile
        {
            Outer = source.Channels,
            LeftOuter = weight.Source,
            LeftMiddle = rows.TapStep * kernelWidth,
            LeftInner = columns.TapStep,
            LeftRow = weight.Result,
            RightOuter = source.Size,
            RightMiddle = rows.SourceStep * source.Width * Samples,
            RightInner = columns.SourceStep * Samples,
            ResultRow = result.Size,
        };
    }

    /// <summary>y from x.</summary>
    /// <param name="x">N × C × H × W</param>
    /// <param name="weight">out × C/groups × kh × kw</param>
    /// <param name="geometry">stride, padding, dilation, groups</param>
    public static Correlation Forward(Shape x, Shape weight, Conv2DGeometry geometry)
    {
        int inputs = weight[1], outputs = weight[0] / geometry.Groups, kernel = weight[2] * weight[3];
        var y = geometry.OutputShape(x, weight);
        var (rows, columns) = Tables(TapTable.Forward, x, weight, y, geometry);
        return new(geometry.Groups, new(inputs, x[2], x[3]), new(outputs, y[2], y[3]), new(outputs * inputs * kernel, kernel, inputs * kernel), weight[3], rows, columns);
    }

    /// <summary>dx from dy.</summary>
    /// <param name="x">N × C × H × W</param>
    /// <param name="weight">out × C/groups × kh × kw</param>
    /// <param name="geometry">stride, padding, dilation, groups</param>
    public static Correlation InputGradient(Shape x, Shape weight, Conv2DGeometry geometry)
    {
        int inputs = weight[1], outputs = weight[0] / geometry.Groups, kernel = weight[2] * weight[3];
        var y = geometry.OutputShape(x, weight);
        var (rows, columns) = Tables(TapTable.Backward, x, weight, y, geometry);
        return new(geometry.Groups, new(outputs, y[2], y[3]), new(inputs, x[2], x[3]), new(outputs * inputs * kernel, inputs * kernel, kernel), weight[3], rows, columns);
    }

    private static (TapTable Rows, TapTable Columns) Tables(Func<int, int, int, int, int, int, TapTable> table, Shape x, Shape weight, Shape y, Conv2DGeometry geometry) =>
        (table(y[2], x[2], weight[2], geometry.Stride.Y, geometry.Padding.Top, geometry.Dilation.Y),
         table(y[3], x[3], weight[3], geometry.Stride.X, geometry.Padding.Left, geometry.Dilation.X));

    /// <summary>One block of sixteen samples.</summary>
    /// <param name="source">[channel][y][x][16]: x, or dy</param>
    /// <param name="weight">out × C/groups × kh × kw</param>
    /// <param name="result">[channel][y][x][16]: y, or dx; overwritten</param>
    public unsafe void Block<T>(T* source, T* weight, T* result) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Block<T, Vector512<T>, WideLanes<T>, WeightFactors<T, Vector512<T>, WideLanes<T>>>(source, weight, result, bias: null);
        else Block<T, Vector<T>, UsualLanes<T>, WeightFactors<T, Vector<T>, UsualLanes<T>>>(source, weight, result, bias: null);
    }

    /// <summary>The same, and then the bias of its channel is added to every cell.</summary>
    /// <param name="source">[channel][y][x][16]</param>
    /// <param name="weight">out × C/groups × kh × kw</param>
    /// <param name="bias">one for each channel of the result</param>
    /// <param name="result">[channel][y][x][16]; overwritten</param>
    public unsafe void BlockPlusBias<T>(T* source, T* weight, T* bias, T* result) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Block<T, Vector512<T>, WideLanes<T>, BiasedFactors<T, Vector512<T>, WideLanes<T>>>(source, weight, result, bias);
        else Block<T, Vector<T>, UsualLanes<T>, BiasedFactors<T, Vector<T>, UsualLanes<T>>>(source, weight, result, bias);
    }

    /// <summary>The same, and then max(0, cell + bias of its channel), a NaN for a NaN.</summary>
    /// <param name="source">[channel][y][x][16]</param>
    /// <param name="weight">out × C/groups × kh × kw</param>
    /// <param name="bias">one for each channel of the result</param>
    /// <param name="result">[channel][y][x][16]; overwritten</param>
    public unsafe void RectifiedBlockPlusBias<T>(T* source, T* weight, T* bias, T* result) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Block<T, Vector512<T>, WideLanes<T>, RectifiedFactors<T, Vector512<T>, WideLanes<T>>>(source, weight, result, bias);
        else Block<T, Vector<T>, UsualLanes<T>, RectifiedFactors<T, Vector<T>, UsualLanes<T>>>(source, weight, result, bias);
    }

    /// <summary>The same by vectors of a given width.</summary>
    internal unsafe void Block<T, TVector, TLanes, TFactors>(T* source, T* weight, T* result, T* bias)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector> where TFactors : struct, ITileFactors<T, TVector>
    {
        int tiles = (_result.Channels + MostRows - 1) / MostRows;
        var tile = _tile;
        tile.PlaceShift = BitOperations.Log2((uint)(Samples * sizeof(T) / sizeof(TVector)));
        fixed (TilePlace* places = _places)
            for (int group = 0; group < _groups; group++)
                for (int part = 0; part < tiles; part++)
                {
                    int first = _result.Channels * part / tiles, rows = _result.Channels * (part + 1) / tiles - first, channel = group * _result.Channels + first;
                    T* from = source + (nint)group * _source.Channels * _source.Size, to = result + (nint)channel * _result.Size;
                    foreach (var patch in _patches)
                    {
                        (tile.Middle, tile.Inner) = (patch.Rows, patch.Columns);
                        T* taps = weight + group * _weight.Group + first * _weight.Result + patch.Weight;
                        ChainTile.Run<T, TVector, TLanes, TFactors>(&tile, rows, patch.Cells << tile.PlaceShift, places + patch.First, taps, from, to, bias + channel);
                    }
                }
    }
}
