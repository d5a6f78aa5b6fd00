using System.Collections.Immutable;

namespace Functional.NN.Kernels;

/// <summary>Samples kept as bytes, brought to numbers when they are read: byte/255, divided in the precision asked for.</summary>
internal static class ByteSamples
{
    public static Tensor<T> Read<T>(ByteStore store, Shape sample, ImmutableArray<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = sample.Prepend(indices.Length);
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        var bytes = GC.AllocateUninitializedArray<byte>(sample.Size);
        for (int i = 0; i < indices.Length; i++)
        {
            store.Read((long)indices[i] * sample.Size, bytes);
            var row = to.AsSpan(i * sample.Size, sample.Size);
            for (int j = 0; j < row.Length; j++) row[j] = Fraction<T>.Of[bytes[j]];
        }
        return Tensor<T>.Own(shape, to);
    }

    public static Tensor<T> Labels<T>(byte[] labels, int offset, ImmutableArray<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = new T[indices.Length];
        for (int i = 0; i < to.Length; i++) to[i] = T.CreateTruncating(labels[offset + indices[i]]);
        return Tensor<T>.Own(Shape.Of(to.Length), to);
    }

    private static class Fraction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly T[] Of = [.. Enumerable.Range(0, 256).Select(b => T.CreateTruncating(b) / T.CreateTruncating(255))];
    }
}
