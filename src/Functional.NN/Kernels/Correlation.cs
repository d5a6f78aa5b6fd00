using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>
/// For one block of sixteen samples: every cell of the result is one chain of fused multiply-adds from +0 over (channel of the source within
/// the group, ky, kx) ascending, through the taps its tables name. The forward convolution and its input gradient are both of this form.
/// </summary>
internal sealed class Correlation
{
    private const int Samples = 16, TileChannels = 4;

    public required int Groups { get; init; }

    /// <summary>Channels of the source in a group, and its height and width.</summary>
    public required (int Channels, int Height, int Width) Source { get; init; }

    /// <summary>Channels of the result in a group, and its height and width.</summary>
    public required (int Channels, int Height, int Width) Result { get; init; }

    /// <summary>Elements of the weight from a group to the next, a channel of the source, a channel of the result, a row of the kernel.</summary>
    public required (int Group, int SourceChannel, int ResultChannel, int Row) WeightStep { get; init; }

    public required TapTable Rows { get; init; }

    public required TapTable Columns { get; init; }

    public unsafe void Block<T>(T* source, T* weight, T* result) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated) Block<T, Vector512<T>, WideLanes<T>>(source, weight, result);
        else Block<T, Vector<T>, UsualLanes<T>>(source, weight, result);
    }

    private unsafe void Block<T, TVector, TLanes>(T* source, T* weight, T* result)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        int sourcePlane = Source.Height * Source.Width * Samples, resultPlane = Result.Height * Result.Width * Samples;
        for (int group = 0; group < Groups; group++)
            for (int channel = 0; channel < Result.Channels; channel += TileChannels)
                Channels<T, TVector, TLanes>(
                    source + group * Source.Channels * sourcePlane,
                    weight + group * WeightStep.Group + channel * WeightStep.ResultChannel,
                    result + (group * Result.Channels + channel) * resultPlane,
                    Math.Min(TileChannels, Result.Channels - channel));
    }

    /// <summary>Up to four channels of the result; those that are missing repeat the last one.</summary>
    private unsafe void Channels<T, TVector, TLanes>(T* source, T* weight, T* result, int channels)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        int width = sizeof(TVector) / sizeof(T), plane = Result.Height * Result.Width * Samples;
        int second = Math.Min(1, channels - 1), third = Math.Min(2, channels - 1), fourth = Math.Min(3, channels - 1);
        var chain = new Chain
        {
            Channels = Source.Channels,
            SourceChannel = Source.Height * Source.Width * Samples,
            WeightChannel = WeightStep.SourceChannel,
            SourceRow = Rows.SourceStep * Source.Width * Samples,
            WeightRow = Rows.TapStep * WeightStep.Row,
            SourceColumn = Columns.SourceStep * Samples,
            WeightColumn = Columns.TapStep,
            Weight1 = second * WeightStep.ResultChannel,
            Weight2 = third * WeightStep.ResultChannel,
            Weight3 = fourth * WeightStep.ResultChannel,
            Result1 = second * plane,
            Result2 = third * plane,
            Result3 = fourth * plane,
        };
        for (int y = 0; y < Result.Height; y++)
        {
            chain.Rows = Rows[y].Count;
            for (int x = 0; x < Result.Width;)
            {
                var (length, advance) = Columns.Alike(x);
                chain.Columns = Columns[x].Count;
                T* from = source + (Rows[y].Source * Source.Width + Columns[x].Source) * Samples;
                T* taps = weight + Rows[y].First * WeightStep.Row + Columns[x].First;
                T* to = result + (y * Result.Width + x) * Samples;
                // Where the source advances by one, cells and lanes are one run of vectors; else each lane group is a run over the cells.
                bool dense = advance == 1 || length == 1;
                int runs = dense ? 1 : Samples / width, vectors = dense ? length * Samples / width : length;
                chain.SourceGap = dense ? width : advance * Samples;
                chain.ResultGap = dense ? width : Samples;
                for (int run = 0; run < runs; run++)
                    Run<T, TVector, TLanes>(chain, from + run * width, taps, to + run * width, vectors);
                x += length;
            }
        }
    }

    private static unsafe void Run<T, TVector, TLanes>(Chain chain, T* source, T* weight, T* result, int vectors)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        if (vectors > 1) FourByTwo<T, TVector, TLanes>(&chain, source, weight, result, vectors / 2);
        if (vectors % 2 == 0) return;
        source += (vectors - 1) * chain.SourceGap;
        result += (vectors - 1) * chain.ResultGap;
        (chain.SourceGap, chain.ResultGap) = (0, 0);
        FourByTwo<T, TVector, TLanes>(&chain, source, weight, result, 1);
    }

    /// <summary>The loops of a chain: how often each turns, and how many elements each turn moves source and weight; and what lies between the eight chains.</summary>
    private struct Chain
    {
        public int Channels, Rows, Columns;
        public nint SourceChannel, SourceRow, SourceColumn, WeightChannel, WeightRow, WeightColumn;
        public nint Weight1, Weight2, Weight3, Result1, Result2, Result3, SourceGap, ResultGap;
    }

    /// <summary>Four channels by two vectors at a time: eight chains that do not wait for each other, in eight registers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void FourByTwo<T, TVector, TLanes>(Chain* chain, T* source, T* weight, T* result, int pairs)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        nint gap = chain->SourceGap, w1 = chain->Weight1, w2 = chain->Weight2, w3 = chain->Weight3;
        nint sourceColumn = chain->SourceColumn, weightColumn = chain->WeightColumn;
        int columns = chain->Columns;
        for (int pair = 0; pair < pairs; pair++)
        {
            TVector a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
            T* channelSource = source, channelWeight = weight;
            for (int channel = chain->Channels; channel > 0; channel--)
            {
                T* rowSource = channelSource, rowWeight = channelWeight;
                for (int row = chain->Rows; row > 0; row--)
                {
                    T* s = rowSource, w = rowWeight;
                    for (int column = columns; column > 0; column--)
                    {
                        TVector x = *(TVector*)s, y = *(TVector*)(s + gap), v = TLanes.All(*w);
                        a0 = TLanes.MultiplyAdd(v, x, a0);
                        b0 = TLanes.MultiplyAdd(v, y, b0);
                        v = TLanes.All(w[w1]);
                        a1 = TLanes.MultiplyAdd(v, x, a1);
                        b1 = TLanes.MultiplyAdd(v, y, b1);
                        v = TLanes.All(w[w2]);
                        a2 = TLanes.MultiplyAdd(v, x, a2);
                        b2 = TLanes.MultiplyAdd(v, y, b2);
                        v = TLanes.All(w[w3]);
                        a3 = TLanes.MultiplyAdd(v, x, a3);
                        b3 = TLanes.MultiplyAdd(v, y, b3);
                        s += sourceColumn;
                        w += weightColumn;
                    }
                    rowSource += chain->SourceRow;
                    rowWeight += chain->WeightRow;
                }
                channelSource += chain->SourceChannel;
                channelWeight += chain->WeightChannel;
            }
            nint resultGap = chain->ResultGap;
            T* to = result;
            *(TVector*)to = a0; *(TVector*)(to + resultGap) = b0;
            to = result + chain->Result1;
            *(TVector*)to = a1; *(TVector*)(to + resultGap) = b1;
            to = result + chain->Result2;
            *(TVector*)to = a2; *(TVector*)(to + resultGap) = b2;
            to = result + chain->Result3;
            *(TVector*)to = a3; *(TVector*)(to + resultGap) = b3;
            source += 2 * gap;
            result += 2 * resultGap;
        }
    }
}
