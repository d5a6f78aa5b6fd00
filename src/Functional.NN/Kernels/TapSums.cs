using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>
/// The weight gradient of a convolution, prepared for one geometry. Every element is sixteen chains of fused multiply-adds, chain = sample
/// mod 16, each from +0 over (block of sixteen samples, oy, ox) ascending through the output cells whose tap lies on the image; then
/// the tree of <see cref="Reduction.Tree"/>.
/// </summary>
internal sealed class TapSums
{
    private const int Samples = 16, MostRows = ChainTile.MostRows;

    /// <summary>So many bytes of dy are gone over with all taps of a stretch before the next rows: half of a small first-level cache.</summary>
    private const int CachedBytes = 24576;

    private readonly int _groups, _outputs, _inputPlane, _outputPlane, _inputs, _weights;
    private readonly TapStretch[] _stretches;
    private readonly ChainTile _tile;

    /// <param name="x">N × C × H × W</param>
    /// <param name="weight">out × C/groups × kh × kw</param>
    /// <param name="geometry">stride, padding, dilation, groups</param>
    public TapSums(Shape x, Shape weight, Conv2DGeometry geometry)
    {
        var y = geometry.OutputShape(x, weight);
        (_groups, _inputs, _outputs) = (geometry.Groups, weight[1], weight[0] / geometry.Groups);
        (_inputPlane, _outputPlane, _weights) = (x[2] * x[3] * Samples, y[2] * y[3] * Samples, weight[1] * weight[2] * weight[3]);
        _stretches = TapStretch.All(x, weight, y, geometry);
        _tile = new ChainTile
        {
            Outer = 1,
            LeftMiddle = y[3] * Samples,
            LeftInner = Samples,
            LeftRow = _outputPlane,
            RightMiddle = geometry.Stride.Y * x[3] * Samples,
            RightInner = geometry.Stride.X * Samples,
        };
    }

    /// <summary>The rows of dw that belong to some output channels.</summary>
    /// <param name="x">[block][channel][y][x][16]</param>
    /// <param name="dy">[block][output channel][oy][ox][16]</param>
    /// <param name="blocks">how many blocks of sixteen samples; samples missing from the last are zeros</param>
    /// <param name="outputFrom">the first output channel, counted over all groups</param>
    /// <param name="outputTo">the one after the last</param>
    /// <param name="dw">out × C/groups × kh × kw; those rows are overwritten</param>
    public unsafe void Channels<T>(T* x, T* dy, int blocks, int outputFrom, int outputTo, T* dw) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) Channels<T, Vector512<T>, WideLanes<T>>(x, dy, blocks, outputFrom, outputTo, dw);
        else Channels<T, Vector<T>, UsualLanes<T>>(x, dy, blocks, outputFrom, outputTo, dw);
    }

    /// <summary>The same by vectors of a given width.</summary>
    internal unsafe void Channels<T, TVector, TLanes>(T* x, T* dy, int blocks, int outputFrom, int outputTo, T* dw)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        for (int group = outputFrom / _outputs; group * _outputs < outputTo; group++)
        {
            int from = Math.Max(outputFrom, group * _outputs), count = Math.Min(outputTo, (group + 1) * _outputs) - from;
            int tiles = (count + MostRows - 1) / MostRows;
            for (int tile = 0; tile < tiles; tile++)
            {
                int first = from + count * tile / tiles, end = from + count * (tile + 1) / tiles;
                Rows<T, TVector, TLanes>(x, dy, blocks, group, first, end - first, dw);
            }
        }
    }

    /// <summary>Up to six output channels of one group.</summary>
    private unsafe void Rows<T, TVector, TLanes>(T* x, T* dy, int blocks, int group, int output, int outputs, T* dw)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        const int Most = TapStretch.MostTaps * MostRows * Samples;
        T* memory = stackalloc T[2 * Most + 64 / sizeof(T)], chains = (T*)(((nint)memory + 63) & -64), turned = chains + Most;
        var tile = _tile;
        foreach (var stretch in _stretches)
        {
            int count = outputs * stretch.Weights.Length;
            tile.ResultRow = stretch.Weights.Length * Samples;
            new Span<T>(chains, count * Samples).Clear();
            for (int block = 0; block < blocks; block++)
            {
                T* images = x + ((nint)block * _groups + group) * _inputs * _inputPlane, cotangents = dy + ((nint)block * _groups * _outputs + output) * _outputPlane;
                Add<T, TVector, TLanes>(&tile, stretch, outputs, images, cotangents, chains);
            }
            Trees(chains, count, turned);
            for (int o = 0; o < outputs; o++)
                for (int tap = 0; tap < stretch.Weights.Length; tap++)
                    dw[(output + o) * _weights + stretch.Weights[tap]] = turned[o * stretch.Weights.Length + tap];
        }
    }

    /// <summary>The sixteen chains of each element added as a tree, 16 → 8 → 4 → 2 → 1: turned, so that every addition is one of vectors.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Trees<T>(T* chains, int count, T* sums) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Transposition.Transpose(chains, Samples, sums, count, count, Samples);
        for (int half = Samples / 2 * count; half >= count; half /= 2)
        {
            int i = 0;
            for (; i <= half - Vector<T>.Count; i += Vector<T>.Count) *(Vector<T>*)(sums + i) += *(Vector<T>*)(sums + half + i);
            for (; i < half; i++) sums[i] += sums[half + i];
        }
    }

    /// <summary>One block: a few rows of the output at a time, with all taps that lie on the image there.</summary>
    private unsafe void Add<T, TVector, TLanes>(ChainTile* tile, TapStretch stretch, int outputs, T* x, T* dy, T* chains)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        int high = Math.Max(1, CachedBytes / (MostRows * (int)tile->LeftMiddle * sizeof(T)));
        fixed (TilePlace* places = stretch.Places)
            foreach (var strip in stretch.Strips)
                for (int row = strip.From; row < strip.Until; row += high)
                {
                    T* images = x + (row - strip.From) * tile->RightMiddle, cotangents = dy + row * tile->LeftMiddle;
                    tile->Middle = Math.Min(high, strip.Until - row);
                    foreach (var run in strip.Runs)
                    {
                        tile->Inner = run.Columns;
                        for (int lane = 0; lane < Samples; lane += sizeof(TVector) / sizeof(T))
                            ChainTile.Run<T, TVector, TLanes, CellFactors<T, TVector>>(
                                tile, outputs, run.Taps, places + run.First, cotangents + run.Column * Samples + lane, images + lane, chains + lane, bias: null);
                    }
                }
    }
}
