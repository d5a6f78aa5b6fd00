using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace Functional.NN;

/// <summary>Reads the safetensors format from a stream; see <see cref="SafetensorsFile"/>.</summary>
internal static class SafetensorsReader
{
    private const int LongestHeader = 100_000_000, FirstPiece = 1 << 16;

    public static SafetensorsFile Read(Stream stream, string file)
    {
        long? left = stream.CanSeek ? Math.Max(0, stream.Length - stream.Position) : null;
        int length = HeaderLength(stream, left, file);
        left -= sizeof(ulong) + length;
        var header = SafetensorsHeader.Parse(HeaderText(Take<byte>(stream, length, left is not null, "the header", file), file), file);
        var laid = header.Entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        CheckTiles(laid, left, file);
        var tensors = laid.ToDictionary(entry => entry.Name, entry => Tensor(stream, entry, left is not null, file), StringComparer.Ordinal);
        if (stream.ReadByte() >= 0) throw new DataException($"{file}: bytes follow the last tensor; the file is damaged or not a safetensors file.");
        return SafetensorsFile.Of(header.Entries.Select(entry => new NamedTensor(entry.Name, tensors[entry.Name])), header.Metadata);
    }

    private static int HeaderLength(Stream stream, long? left, string file)
    {
        if (left < sizeof(ulong)) throw new DataException($"{file}: a safetensors file begins with 8 bytes for the length of its header, and this has only {left} bytes.");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(Take<byte>(stream, sizeof(ulong), true, "the length of the header", file));
        if (length > LongestHeader) throw new DataException($"{file}: the header would be {length} bytes long, and {LongestHeader} is the most allowed; the file is damaged or not a safetensors file.");
        if (length > (ulong)(left - sizeof(ulong) ?? long.MaxValue))
            throw new DataException($"{file}: the header should be {length} bytes long, and only {left - sizeof(ulong)} follow; the file is cut short or not a safetensors file.");
        return (int)length;
    }

    private static ReadOnlySpan<byte> HeaderText(byte[] header, string file)
    {
        if (header.Length == 0 || header[0] != (byte)'{') throw new DataException($"{file}: the header must begin with {{, and does not; the file is damaged or not a safetensors file.");
        var text = header.AsSpan().TrimEnd((byte)' ');
        return text[^1] == (byte)'}' ? text : throw new DataException($"{file}: the header must end with }}, with nothing but spaces behind it, and does not; the file is damaged.");
    }

    /// <summary>The tensors, by their place, must cover the buffer from its begin to its end, each byte once.</summary>
    private static void CheckTiles(ImmutableArray<SafetensorsEntry> laid, long? left, string file)
    {
        long end = 0;
        foreach (var entry in laid)
        {
            string who = $"tensor {SafetensorsHeader.Quoted(entry.Name)}";
            if (entry.Begin != end) throw new DataException($"{file}: {who} begins at byte {entry.Begin}, where {end} was expected; the tensors {(entry.Begin < end ? "overlap" : "leave a hole")}.");
            if (entry.End < entry.Begin || entry.End - entry.Begin != entry.Bytes)
                throw new DataException($"{file}: {who} of {entry.Type} {entry.Shape} takes {entry.Bytes} bytes, and its data_offsets are {entry.Begin} and {entry.End}.");
            end = entry.End;
        }
        if (left is { } bytes && bytes != end)
            throw new DataException($"{file}: the tensors take {end} bytes and {bytes} follow the header; the file is {(bytes < end ? "cut short" : "longer than it says")}.");
    }

    private static Tensor Tensor(Stream stream, SafetensorsEntry entry, bool known, string file)
    {
        string who = $"tensor {SafetensorsHeader.Quoted(entry.Name)}";
        return entry.Type switch
        {
            "F32" => Tensor<float>.Own(entry.Shape, Take<float>(stream, entry.Shape.Size, known, who, file)),
            "F64" => Tensor<double>.Own(entry.Shape, Take<double>(stream, entry.Shape.Size, known, who, file)),
            "F16" => Tensor<float>.Own(entry.Shape, Array.ConvertAll(Take<ushort>(stream, entry.Shape.Size, known, who, file), SmallFloat.FromBinary16)),
            _ => Tensor<float>.Own(entry.Shape, Array.ConvertAll(Take<ushort>(stream, entry.Shape.Size, known, who, file), SmallFloat.FromBFloat16)),
        };
    }

    /// <summary>The next numbers of the stream. Where its length is not known, the array grows with what comes, so that a lying header costs no memory.</summary>
    private static TItem[] Take<TItem>(Stream stream, int count, bool known, string who, string file) where TItem : unmanaged
    {
        var items = new TItem[known ? count : Math.Min(count, FirstPiece)];
        for (int filled = 0; filled < count;)
        {
            if (filled == items.Length) Array.Resize(ref items, (int)Math.Min(count, 2L * filled));
            var part = items.AsSpan(filled, Math.Min(items.Length - filled, LittleEndianNumbers.MostAtOnce));
            var room = MemoryMarshal.AsBytes(part);
            int came = stream.ReadAtLeast(room, room.Length, throwOnEndOfStream: false);
            if (came < room.Length) throw new DataException($"{file}: the file ends within {who}; it is cut short.");
            LittleEndianNumbers.Swap<TItem>(room);
            filled += part.Length;
        }
        return items;
    }
}
