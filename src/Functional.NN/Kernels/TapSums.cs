using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>
/// The weight gradient of a convolution. Every element is sixteen chains of fused multiply-adds, chain = sample mod 16, each from +0 over
/// (block of sixteen samples, oy, ox) ascending through the output cells whose tap lies on the image; then <see cref="Reduction.Tree"/>.
/// </summary>
internal sealed class TapSums
{
    private const int Samples = 16, TileOutputs = 4;

    public required int Groups { get; init; }

    /// <summary>Channels of the images in a group, and their height and width.</summary>
    public required (int Channels, int Height, int Width) Input { get; init; }

    /// <summary>Channels of the output in a group, and its height and width.</summary>
    public required (int Channels, int Height, int Width) Output { get; init; }

    public required Extent2D Kernel { get; init; }

    public required Conv2DGeometry Geometry { get; init; }

    /// <summary>Along one axis: the output cells [Start, End) whose tap lies on the image, and the input cell that the first of them reads.</summary>
    private readonly record struct Reach(int Start, int End, int Input)
    {
        public static Reach Of(int outputs, int inputs, int tap, int stride, int before, int dilation)
        {
            int start = 0, shift = tap * dilation - before;
            while (start < outputs && start * stride + shift < 0) start++;
            int end = start;
            while (end < outputs && end * stride + shift < inputs) end++;
            return new(start, end, start * stride + shift);
        }
    }

    public unsafe void All<T>(T* x, T* dy, int blocks, T* dw) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated) All<T, Vector512<T>, WideLanes<T>>(x, dy, blocks, dw);
        else All<T, Vector<T>, UsualLanes<T>>(x, dy, blocks, dw);
    }

    private unsafe void All<T, TVector, TLanes>(T* x, T* dy, int blocks, T* dw)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        int inputPlane = Input.Height * Input.Width * Samples, outputPlane = Output.Height * Output.Width * Samples;
        Reach[] rows = [.. Enumerable.Range(0, Kernel.Y).Select(ky => Reach.Of(Output.Height, Input.Height, ky, Geometry.Stride.Y, Geometry.Padding.Top, Geometry.Dilation.Y))];
        Reach[] columns = [.. Enumerable.Range(0, Kernel.X).Select(kx => Reach.Of(Output.Width, Input.Width, kx, Geometry.Stride.X, Geometry.Padding.Left, Geometry.Dilation.X))];
        T* chains = stackalloc T[(TileOutputs * 2 + 4) * Samples];
        chains = (T*)(((nint)chains + 63) & -64);
        int taps = Input.Channels * Kernel.Y, weightSize = taps * Kernel.X;
        for (int group = 0; group < Groups; group++)
            for (int output = 0; output < Output.Channels; output += TileOutputs)
            {
                int outputs = Math.Min(TileOutputs, Output.Channels - output), channel = group * Output.Channels + output;
                for (int tap = 0; tap < taps; tap += 2)
                    for (int kx = 0; kx < Kernel.X; kx++)
                    {
                        new Span<T>(chains, TileOutputs * 2 * Samples).Clear();
                        bool two = tap + 1 < taps;
                        for (int block = 0; block < blocks; block++)
                        {
                            T* images = x + (block * Groups + group) * Input.Channels * inputPlane;
                            T* cotangents = dy + (block * Groups * Output.Channels + channel) * outputPlane;
                            Pair<T, TVector, TLanes>(images, cotangents, outputs, rows, columns[kx], tap, two, chains);
                        }
                        for (int o = 0; o < outputs; o++)
                            for (int t = 0; t < (two ? 2 : 1); t++)
                                dw[(channel + o) * weightSize + (tap + t) * Kernel.X + kx] = Reduction.Tree(new Span<T>(chains + (o * 2 + t) * Samples, Samples));
                    }
            }
    }

    /// <summary>Two taps (channel, ky) and (channel, ky + 1) or the next channel's first: the rows both reach together, the others one by one, ascending for each.</summary>
    private unsafe void Pair<T, TVector, TLanes>(T* x, T* dy, int outputs, Reach[] rows, Reach columns, int tap, bool two, T* chains)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        Reach a = rows[tap % Kernel.Y], b = two ? rows[(tap + 1) % Kernel.Y] : new(0, 0, 0);
        int start = Math.Max(a.Start, b.Start), end = Math.Min(a.End, b.End);
        if (start >= end) (start, end) = (int.MaxValue, int.MaxValue);
        Some(tap, tap, a.Start, Math.Min(a.End, start), chains, chains);
        Some(tap + 1, tap + 1, b.Start, Math.Min(b.End, start), chains + Samples, chains + Samples);
        Some(tap, tap + 1, start, end, chains, chains + Samples);
        Some(tap, tap, end, a.End, chains, chains);
        Some(tap + 1, tap + 1, end, b.End, chains + Samples, chains + Samples);

        void Some(int first, int second, int from, int until, T* firstChains, T* secondChains)
        {
            if (from >= until || columns.Start >= columns.End) return;
            int outputPlane = Output.Height * Output.Width * Samples;
            int strideRow = Geometry.Stride.Y * Input.Width * Samples;
            T* cotangents = dy + (from * Output.Width + columns.Start) * Samples;
            T* one = At(first, from), other = At(second, from);
            var sum = new Sum
            {
                Rows = until - from,
                Columns = columns.End - columns.Start,
                OutputRow = Output.Width * Samples,
                InputRow = strideRow,
                InputColumn = Geometry.Stride.X * Samples,
                Output1 = Math.Min(1, outputs - 1) * outputPlane,
                Output2 = Math.Min(2, outputs - 1) * outputPlane,
                Output3 = Math.Min(3, outputs - 1) * outputPlane,
            };
            for (int lane = 0; lane < Samples; lane += sizeof(TVector) / sizeof(T))
                FourByTwo<T, TVector, TLanes>(&sum, cotangents + lane, one + lane, other + lane, firstChains + lane, secondChains + lane);
        }

        T* At(int which, int row)
        {
            var reach = rows[which % Kernel.Y];
            int channel = which / Kernel.Y, y = reach.Input + (row - reach.Start) * Geometry.Stride.Y;
            return x + ((channel * Input.Height + y) * Input.Width + columns.Input) * Samples;
        }
    }

    /// <summary>The loops of a sum: how often each turns, how many elements each turn moves; and what lies between four output channels.</summary>
    private struct Sum
    {
        public int Rows, Columns;
        public nint OutputRow, InputRow, InputColumn, Output1, Output2, Output3;
    }

    /// <summary>Four output channels by two taps: eight chains that do not wait for each other. Two taps that are the same give the same chain twice.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void FourByTwo<T, TVector, TLanes>(Sum* sum, T* dy, T* first, T* second, T* firstChains, T* secondChains)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
    {
        const int Output = 2 * Samples;
        nint o1 = sum->Output1, o2 = sum->Output2, o3 = sum->Output3, inputColumn = sum->InputColumn;
        int columns = sum->Columns;
        TVector a0 = *(TVector*)firstChains, b0 = *(TVector*)secondChains;
        TVector a1 = *(TVector*)(firstChains + Output), b1 = *(TVector*)(secondChains + Output);
        TVector a2 = *(TVector*)(firstChains + 2 * Output), b2 = *(TVector*)(secondChains + 2 * Output);
        TVector a3 = *(TVector*)(firstChains + 3 * Output), b3 = *(TVector*)(secondChains + 3 * Output);
        for (int row = sum->Rows; row > 0; row--)
        {
            T* d = dy, f = first, s = second;
            for (int column = columns; column > 0; column--)
            {
                TVector x = *(TVector*)f, y = *(TVector*)s, v = *(TVector*)d;
                a0 = TLanes.MultiplyAdd(v, x, a0);
                b0 = TLanes.MultiplyAdd(v, y, b0);
                v = *(TVector*)(d + o1);
                a1 = TLanes.MultiplyAdd(v, x, a1);
                b1 = TLanes.MultiplyAdd(v, y, b1);
                v = *(TVector*)(d + o2);
                a2 = TLanes.MultiplyAdd(v, x, a2);
                b2 = TLanes.MultiplyAdd(v, y, b2);
                v = *(TVector*)(d + o3);
                a3 = TLanes.MultiplyAdd(v, x, a3);
                b3 = TLanes.MultiplyAdd(v, y, b3);
                d += Samples;
                f += inputColumn;
                s += inputColumn;
            }
            dy += sum->OutputRow;
            first += sum->InputRow;
            second += sum->InputRow;
        }
        *(TVector*)firstChains = a0; *(TVector*)secondChains = b0;
        *(TVector*)(firstChains + Output) = a1; *(TVector*)(secondChains + Output) = b1;
        *(TVector*)(firstChains + 2 * Output) = a2; *(TVector*)(secondChains + 2 * Output) = b2;
        *(TVector*)(firstChains + 3 * Output) = a3; *(TVector*)(secondChains + 3 * Output) = b3;
    }
}
