using System.Buffers.Binary;

namespace Functional.NN.Kernels;

/// <summary>The elements of IDX files, highest byte first, from and to numbers.</summary>
internal static class IdxNumbers
{
    public static Tensor<T> Read<T>(ReadOnlySpan<byte> bytes, IdxElement element, Shape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = new T[shape.Size];
        for (int i = 0; i < to.Length; i++)
            to[i] = element switch
            {
                IdxElement.UnsignedByte => T.CreateTruncating(bytes[i]),
                IdxElement.SignedByte => T.CreateTruncating((sbyte)bytes[i]),
                IdxElement.Int16 => T.CreateTruncating(BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * i)..])),
                IdxElement.Int32 => T.CreateTruncating(BinaryPrimitives.ReadInt32BigEndian(bytes[(4 * i)..])),
                IdxElement.Float32 => T.CreateTruncating(BinaryPrimitives.ReadSingleBigEndian(bytes[(4 * i)..])),
                _ => T.CreateTruncating(BinaryPrimitives.ReadDoubleBigEndian(bytes[(8 * i)..])),
            };
        return Tensor<T>.Own(shape, to);
    }

    /// <summary>One number as an element; an integer type refuses what it cannot hold exactly.</summary>
    public static byte[] Write(double value, IdxElement element)
    {
        (int size, double low, double high) = element switch
        {
            IdxElement.UnsignedByte => (1, byte.MinValue, byte.MaxValue),
            IdxElement.SignedByte => (1, sbyte.MinValue, sbyte.MaxValue),
            IdxElement.Int16 => (2, short.MinValue, short.MaxValue),
            IdxElement.Int32 => (4, int.MinValue, int.MaxValue),
            IdxElement.Float32 => (4, double.NegativeInfinity, double.PositiveInfinity),
            _ => (8, double.NegativeInfinity, double.PositiveInfinity),
        };
        bool real = element is IdxElement.Float32 or IdxElement.Float64;
        if (!real && !(double.IsInteger(value) && value >= low && value <= high))
            throw new DataException(Sentence.Of($"IdxFile.Write: {element} takes whole numbers from {low} to {high}, got {value}. Scale the values, or choose another element type."));
        var bytes = new byte[size];
        if (element == IdxElement.Float32) BinaryPrimitives.WriteSingleBigEndian(bytes, (float)value);
        else if (element == IdxElement.Float64) BinaryPrimitives.WriteDoubleBigEndian(bytes, value);
        else for (int i = 0, whole = (int)value; i < size; i++) bytes[size - 1 - i] = (byte)(whole >> (8 * i));
        return bytes;
    }
}
