using System.Buffers.Binary;
using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The head of an IDX file: two zero bytes, the element type, the number of dimensions, and each dimension in four bytes, the highest first.</summary>
internal sealed record IdxHeader(string Path, IdxElement Element, ImmutableArray<int> Dimensions, long PayloadBytes)
{
    public const int MagicBytes = 4;

    public int Bytes => MagicBytes + 4 * Dimensions.Length;

    public long FileBytes => Bytes + PayloadBytes;

    public int ElementBytes => BytesOf(Element);

    /// <summary>What the header promises, in words: <c>60000×28×28 of UnsignedByte</c>.</summary>
    public string Promise => Sentence.Of($"{string.Join('×', Dimensions.Select(d => Sentence.Of($"{d}")))} of {Element}");

    /// <summary>The dimensions from an axis on, as a shape.</summary>
    public Shape ShapeFrom(int axis)
    {
        try
        {
            return Shape.Create(Dimensions.AsSpan()[axis..]);
        }
        catch (ShapeException error)
        {
            throw new DataException($"{Path}: its header promises {Promise}, more than one tensor can hold.", error);
        }
    }

    /// <summary>The header with bytes given by a function that reads so many more, or fewer where they end.</summary>
    public static IdxHeader Read(string path, Func<int, byte[]> next)
    {
        var magic = Whole(path, next, MagicBytes, "4 bytes that say what it holds");
        if (magic[0] != 0 || magic[1] != 0)
            throw new DataException(Sentence.Of($"{path}: an IDX file starts with two zero bytes, this one with {magic[0]:x2} {magic[1]:x2}. It is another kind of file."));
        var element = (IdxElement)magic[2];
        if (!Enum.IsDefined(element))
            throw new DataException(Sentence.Of($"{path}: the third byte of an IDX file names its element type (08, 09, 0b, 0c, 0d or 0e), here it is {magic[2]:x2}."));
        if (magic[3] == 0) throw new DataException($"{path}: an IDX file has at least one dimension, its fourth byte says 0.");
        var dimensions = Whole(path, next, 4 * magic[3], Sentence.Of($"{magic[3]} dimensions of 4 bytes"));
        ImmutableArray<int> parsed = [.. Enumerable.Range(0, magic[3]).Select(i => Dimension(path, i, BinaryPrimitives.ReadUInt32BigEndian(dimensions.AsSpan(4 * i))))];
        return new IdxHeader(path, element, parsed, Payload(path, parsed, BytesOf(element)));
    }

    /// <summary>Refuses a length other than the promised one.</summary>
    public void CheckLength(long bytes, string form = "")
    {
        if (bytes < FileBytes)
            throw new DataException(Sentence.Of($"{Path}: the file is cut short; its header promises {Promise}, {FileBytes} bytes{form}, there are {bytes}."));
        if (bytes > FileBytes)
            throw new DataException(Sentence.Of($"{Path}: bytes are left after the end; its header promises {Promise}, {FileBytes} bytes{form}, there are {(form.Length == 0 ? "" : "at least ")}{bytes}."));
    }

    private static int BytesOf(IdxElement element) => element switch
    {
        IdxElement.UnsignedByte or IdxElement.SignedByte => 1,
        IdxElement.Int16 => 2,
        IdxElement.Float64 => 8,
        _ => 4,
    };

    private static byte[] Whole(string path, Func<int, byte[]> next, int count, string what)
    {
        var bytes = next(count);
        return bytes.Length == count ? bytes : throw new DataException(Sentence.Of($"{path}: the file is cut short; its header should have {what}, there are {bytes.Length} bytes of them."));
    }

    private static int Dimension(string path, int axis, uint dimension) => dimension <= int.MaxValue ? (int)dimension
        : throw new DataException(Sentence.Of($"{path}: dimension {axis} is {dimension}, more than the format's largest, {int.MaxValue}."));

    private static long Payload(string path, ImmutableArray<int> dimensions, int elementBytes)
    {
        if (dimensions.Contains(0)) return 0;
        var bytes = dimensions.Aggregate((UInt128)elementBytes, (product, d) => product > long.MaxValue ? product : product * (UInt128)d);
        return bytes <= long.MaxValue / 2 ? (long)bytes : throw new DataException($"{path}: the dimensions in its header multiply to more bytes than any file has.");
    }
}
