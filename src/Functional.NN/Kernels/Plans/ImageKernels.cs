using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>A convolution of samples in blocks, with its bias and the rectifier where they follow, or the gradient of its input: all are chains of one form.</summary>
internal sealed unsafe class CorrelationKernel<T>(Correlation correlation, int blocks, int sourceSize, int resultSize, Fusion fusion = Fusion.None) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        T* source = x[0], result = y;
        for (int block = 0; block < blocks; block++, source += (nint)sourceSize * SampleBlocks<T>.Samples, result += (nint)resultSize * SampleBlocks<T>.Samples)
            if (fusion == Fusion.RectifiedConvolutionPlusBias) correlation.RectifiedBlockPlusBias(source, x[1], x[2], result);
            else if (fusion == Fusion.ConvolutionPlusBias) correlation.BlockPlusBias(source, x[1], x[2], result);
            else correlation.Block(source, x[1], result);
    }
}

/// <summary>Some output channels of the gradient of a convolution's weight, from all samples.</summary>
internal sealed unsafe class WeightGradientKernel<T>(TapSums sums, int blocks, int firstChannel, int channels, int channelSize) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The sums write each channel where it lies in the whole weight.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => sums.Channels(x[0], x[1], blocks, firstChannel, firstChannel + channels, y - (nint)firstChannel * channelSize);
}

/// <summary>The sum over samples and pixels for some channels, from blocks: chain = sample mod 16, ascending over (block, y, x), then the tree.</summary>
internal sealed unsafe class ChannelSumKernel<T>(int blocks, int channelsOfBlock, int channels, int pixels) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Samples = SampleBlocks<float>.Samples, Together = 4;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        T* chains = stackalloc T[Together * Samples];
        for (int channel = 0; channel < channels; channel += Together)
        {
            // Channels that are missing from the last four are the last one again: four chains at a time do not wait for each other.
            int last = channels - 1 - channel;
            nint plane = (nint)pixels * Samples, second = Math.Min(1, last) * plane, third = Math.Min(2, last) * plane, fourth = Math.Min(3, last) * plane;
            for (int lane = 0; lane < Samples; lane += Vector512<T>.Count)
            {
                Vector512<T> a = default, b = default, c = default, d = default;
                for (int block = 0; block < blocks; block++)
                {
                    T* at = x[0] + ((nint)block * channelsOfBlock + channel) * plane + lane;
                    for (int pixel = 0; pixel < pixels; pixel++, at += Samples)
                    {
                        a += *(Vector512<T>*)at;
                        b += *(Vector512<T>*)(at + second);
                        c += *(Vector512<T>*)(at + third);
                        d += *(Vector512<T>*)(at + fourth);
                    }
                }
                *(Vector512<T>*)(chains + lane) = a;
                *(Vector512<T>*)(chains + Samples + lane) = b;
                *(Vector512<T>*)(chains + 2 * Samples + lane) = c;
                *(Vector512<T>*)(chains + 3 * Samples + lane) = d;
            }
            for (int i = 0; i <= Math.Min(last, Together - 1); i++) y[channel + i] = Reduction.Tree(new ReadOnlySpan<T>(chains + i * Samples, Samples));
        }
    }
}

/// <summary>Samples in rows brought into the lanes of blocks; lanes without a sample are zero.</summary>
internal sealed unsafe class PackKernel<T>(int samples, int sampleSize) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        for (int first = 0; first < samples; first += SampleBlocks<T>.Samples)
            SampleBlocks<T>.Pack(x[0] + (nint)first * sampleSize, Math.Min(SampleBlocks<T>.Samples, samples - first), sampleSize, y + (nint)first * sampleSize);
    }
}

/// <summary>Samples in blocks brought back into rows.</summary>
internal sealed unsafe class UnpackKernel<T>(int samples, int sampleSize) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        for (int first = 0; first < samples; first += SampleBlocks<T>.Samples)
            SampleBlocks<T>.Unpack(x[0] + (nint)first * sampleSize, Math.Min(SampleBlocks<T>.Samples, samples - first), sampleSize, y + (nint)first * sampleSize);
    }
}

/// <summary>Another kernel, then zeros in the lanes of the last block that have no sample, for the sums over samples that follow.</summary>
/// <param name="kernel">the other one</param>
/// <param name="samples">how many there are</param>
/// <param name="sampleSize">the numbers of a sample</param>
/// <param name="outputs">which results: −1 the usual one, else the place of its address among those given</param>
internal sealed unsafe class ClearedKernel<T>(Kernel<T> kernel, int samples, int sampleSize, int[] outputs) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        kernel.Run(x, y);
        int rest = samples % SampleBlocks<T>.Samples;
        if (rest == 0) return;
        foreach (int output in outputs)
        {
            T* block = (output < 0 ? y : x[output]) + (nint)(samples - rest) * sampleSize;
            for (int place = 0; place < sampleSize; place++, block += SampleBlocks<T>.Samples)
                new Span<T>(block + rest, SampleBlocks<T>.Samples - rest).Clear();
        }
    }
}

/// <summary>The largest cell of each window, and where it is.</summary>
internal sealed unsafe class LargestKernel<T>(LargestCells largest, int blocks, int imageSize, int windowSize) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        for (nint block = 0; block < blocks; block++)
            largest.Forward(x[0] + block * imageSize * SampleBlocks<T>.Samples, y + block * windowSize * SampleBlocks<T>.Samples, x[1] + block * windowSize * SampleBlocks<T>.Samples);
    }
}

/// <summary>Of each window, the cell at a place found before.</summary>
internal sealed unsafe class LargestPushKernel<T>(LargestCells largest, int blocks, int imageSize, int windowSize) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        for (nint block = 0; block < blocks; block++)
            largest.Push(x[0] + block * windowSize * SampleBlocks<T>.Samples, x[1] + block * imageSize * SampleBlocks<T>.Samples, y + block * windowSize * SampleBlocks<T>.Samples);
    }
}

/// <summary>Each window's number added at a place found before.</summary>
internal sealed unsafe class LargestPullKernel<T>(LargestCells largest, int blocks, int imageSize, int windowSize) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        for (nint block = 0; block < blocks; block++)
            largest.Pull(x[0] + block * windowSize * SampleBlocks<T>.Samples, x[1] + block * windowSize * SampleBlocks<T>.Samples, y + block * imageSize * SampleBlocks<T>.Samples);
    }
}

/// <summary>The mean of each window.</summary>
internal sealed unsafe class MeanKernel<T>(WindowMeans means, int blocks, int imageSize, int windowSize) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        for (nint block = 0; block < blocks; block++)
            means.Forward(x[0] + block * imageSize * SampleBlocks<T>.Samples, y + block * windowSize * SampleBlocks<T>.Samples);
    }
}

/// <summary>Each window's number spread over its cells.</summary>
internal sealed unsafe class SpreadKernel<T>(WindowMeans means, int blocks, int imageSize, int windowSize) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y)
    {
        for (nint block = 0; block < blocks; block++)
            means.Spread(x[0] + block * windowSize * SampleBlocks<T>.Samples, y + block * imageSize * SampleBlocks<T>.Samples);
    }
}
