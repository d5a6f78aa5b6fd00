using System.Buffers.Binary;

namespace Functional.NN.Experiments;

/// <summary>The frame of a record: its length (8 bytes), the masked CRC-32C of these (4), the data, the masked CRC-32C of the data (4); all numbers little-endian.</summary>
/// <remarks>TensorFlow's guide, "TFRecords format details".</remarks>
internal static class TFRecord
{
    /// <summary>What stands before and behind the data.</summary>
    public const int HeadBytes = sizeof(ulong) + sizeof(uint), FootBytes = sizeof(uint);

    /// <summary>Writes one record.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> data)
    {
        Span<byte> head = stackalloc byte[HeadBytes], foot = stackalloc byte[FootBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(head, (ulong)data.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(head[sizeof(ulong)..], Crc32C.Masked(head[..sizeof(ulong)]));
        BinaryPrimitives.WriteUInt32LittleEndian(foot, Crc32C.Masked(data));
        stream.Write(head);
        stream.Write(data);
        stream.Write(foot);
    }

    /// <summary>The length that a head promises; none where its checksum is not right.</summary>
    public static ulong? Length(ReadOnlySpan<byte> head) =>
        BinaryPrimitives.ReadUInt32LittleEndian(head[sizeof(ulong)..]) == Crc32C.Masked(head[..sizeof(ulong)]) ? BinaryPrimitives.ReadUInt64LittleEndian(head) : null;

    /// <summary>Whether data are those whose checksum stands behind them.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> data, ReadOnlySpan<byte> foot) => BinaryPrimitives.ReadUInt32LittleEndian(foot) == Crc32C.Masked(data);
}
