using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>What an IDX file holds: numbers of one type in row-major order.</summary>
public sealed class IdxArray
{
    private readonly byte[] _whole;
    private readonly int _start;

    internal IdxArray(IdxHeader header, byte[] whole)
    {
        (Element, Shape, _whole, _start) = (header.Element, header.ShapeFrom(0), whole, header.Bytes);
    }

    /// <summary>The type of the numbers in the file.</summary>
    public IdxElement Element { get; }

    /// <summary>The dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The bytes after the header, as they stand in the file.</summary>
    public ReadOnlySpan<byte> AsSpan() => _whole.AsSpan(_start);

    /// <summary>The numbers as a tensor of the same shape, not scaled; rounded once where they are finer than <typeparamref name="T"/>.</summary>
    public Tensor<T> ToTensor<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => IdxNumbers.Read<T>(AsSpan(), Element, Shape);
}
