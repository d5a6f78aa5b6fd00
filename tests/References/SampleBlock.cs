using System.Numerics;

namespace Functional.NN.References;

/// <summary>Samples in blocks of sixteen, [block][place in the sample][16], one number at a time.</summary>
internal static class SampleBlock
{
    private const int Samples = 16;

    /// <param name="batch">(N × …)</param>
    /// <param name="missing">what the lanes of the last block hold that have no sample</param>
    public static Tensor<T> Packed<T>(Tensor<T> batch, T missing) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = batch.Shape[0], size = batch.Shape.Sample.Size;
        return Tensor.Generate(Shape.Of((count + Samples - 1) / Samples, size, Samples), i =>
            i / (size * Samples) * Samples + i % Samples is var sample && sample < count ? batch.AsSpan()[sample * size + i / Samples % size] : missing);
    }

    public static Tensor<T> Unpacked<T>(Tensor<T> blocks, Shape batch) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int size = batch.Sample.Size;
        return Tensor.Generate(batch, i => blocks.AsSpan()[(i / size / Samples * size + i % size) * Samples + i / size % Samples]);
    }
}
