using System.Runtime.CompilerServices;
using System.Collections.Immutable;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>Samples kept as bytes, brought to numbers when they are read: byte/255, divided in the precision asked for.</summary>
internal static class ByteSamples
{
    private const int Block = 1024;

    public static Tensor<T> Read<T>(ByteStore store, Shape sample, ImmutableArray<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = sample.Prepend(indices.Length);
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        Read<T>(store, sample.Size, indices.AsSpan(), to);
        return Tensor<T>.Own(shape, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Read<T>(ByteStore store, int sampleSize, ReadOnlySpan<int> indices, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<byte> bytes = stackalloc byte[Block];
        for (int i = 0; i < indices.Length; i++)
            for (int start = 0; start < sampleSize; start += Block)
            {
                var some = bytes[..Math.Min(Block, sampleSize - start)];
                store.Read((long)indices[i] * sampleSize + start, some);
                Fractions(some, to.Slice(i * sampleSize + start, some.Length));
            }
    }

    public static Tensor<T> Labels<T>(byte[] labels, int offset, ImmutableArray<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = new T[indices.Length];
        Labels<T>(labels, offset, indices.AsSpan(), to);
        return Tensor<T>.Own(Shape.Of(to.Length), to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Labels<T>(byte[] labels, int offset, ReadOnlySpan<int> indices, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < to.Length; i++) to[i] = T.CreateTruncating(labels[offset + indices[i]]);
    }

    /// <summary>byte/255. A division of floats in vectors, elsewhere a table of such divisions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Fractions<T>(ReadOnlySpan<byte> bytes, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        if (typeof(T) == typeof(float))
            for (; i <= bytes.Length - 16; i += 16)
            {
                var (low, high) = Vector256.Widen(Vector256.Create(Vector128.WidenLower(Vector128.Create(bytes[i..])), Vector128.WidenUpper(Vector128.Create(bytes[i..]))));
                (Vector256.ConvertToSingle(low.AsInt32()) / 255f).As<float, T>().CopyTo(to[i..]);
                (Vector256.ConvertToSingle(high.AsInt32()) / 255f).As<float, T>().CopyTo(to[(i + 8)..]);
            }
        for (; i < bytes.Length; i++) to[i] = Fraction<T>.Of[bytes[i]];
    }

    private static class Fraction<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static readonly T[] Of = [.. Enumerable.Range(0, 256).Select(b => T.CreateTruncating(b) / T.CreateTruncating(255))];
    }
}
