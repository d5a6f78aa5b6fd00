using System.Buffers;
using System.Runtime.InteropServices;

namespace Functional.NN.Kernels;

/// <summary>
/// Borrowed memory for a batch in blocks of sixteen samples, [block][channel][y][x][16], on a cache line's border: what belongs to one cell
/// is one vector or a few. Samples missing from the last block are zeros.
/// </summary>
internal unsafe ref struct SampleBlocks<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const int Samples = 16;

    private const int Alignment = 64;
    private readonly T[] _rented;
    private GCHandle _pinned;

    public SampleBlocks(int blocks, int sampleSize)
    {
        BlockSize = checked(sampleSize * Samples);
        _rented = ArrayPool<T>.Shared.Rent(checked(blocks * BlockSize + Alignment / sizeof(T)));
        _pinned = GCHandle.Alloc(_rented, GCHandleType.Pinned);
        Start = (T*)(((nint)_pinned.AddrOfPinnedObject() + Alignment - 1) & -Alignment);
    }

    public T* Start { get; }

    public int BlockSize { get; }

    public void Dispose()
    {
        _pinned.Free();
        ArrayPool<T>.Shared.Return(_rented);
    }

    public static int Count(int batch) => (batch + Samples - 1) / Samples;

    /// <summary>The whole batch, block after block.</summary>
    public readonly void PackAll(Tensor<T> batch)
    {
        int count = batch.Shape[0], size = batch.Shape.Sample.Size;
        fixed (T* from = batch.AsSpan())
            for (int first = 0; first < count; first += Samples)
                Pack(from + (nint)first * size, Math.Min(Samples, count - first), size, Start + (nint)first / Samples * BlockSize);
    }

    /// <summary>One block of the batch, here to the first block.</summary>
    public readonly void PackOne(Tensor<T> batch, int block)
    {
        int first = block * Samples, size = batch.Shape.Sample.Size;
        fixed (T* from = batch.AsSpan()) Pack(from + (nint)first * size, Math.Min(Samples, batch.Shape[0] - first), size, Start);
    }

    /// <summary>The first block here to one block of a batch of this shape.</summary>
    public readonly void UnpackOne(T[] batch, Shape shape, int block)
    {
        int first = block * Samples, size = shape.Sample.Size;
        fixed (T* to = batch) Unpack(Start, Math.Min(Samples, shape[0] - first), size, to + (nint)first * size);
    }

    /// <summary>Samples one after another to a block, lane by lane.</summary>
    public static void Pack(T* from, int samples, int sampleSize, T* to)
    {
        if (samples < Samples) new Span<T>(to, sampleSize * Samples).Clear();
        Transposition.Transpose(from, sampleSize, to, Samples, samples, sampleSize);
    }

    /// <summary>A block to samples one after another.</summary>
    public static void Unpack(T* from, int samples, int sampleSize, T* to) => Transposition.Transpose(from, Samples, to, sampleSize, sampleSize, samples);
}
