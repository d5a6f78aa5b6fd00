using System.Buffers.Binary;

namespace Functional.NN.Experiments.Tests;

/// <summary>A field of a protocol buffer: its number, and its value as bits or as bytes.</summary>
internal sealed record WireField(int Number, int WireType, ulong Bits, byte[] Bytes)
{
    public double Double => WireType == 1 ? BitConverter.UInt64BitsToDouble(Bits) : throw new FormatException($"field {Number} is no double");

    public float Float => WireType == 5 ? BitConverter.UInt32BitsToSingle((uint)Bits) : throw new FormatException($"field {Number} is no float");

    public long Integer => WireType == 0 ? (long)Bits : throw new FormatException($"field {Number} is no integer");

    public string Text => new System.Text.UTF8Encoding(false, throwOnInvalidBytes: true).GetString(Message);

    public byte[] Message => WireType == 2 ? Bytes : throw new FormatException($"field {Number} has no length");
}

/// <summary>The wire format of protocol buffers, read from its description ("Protocol Buffers: Encoding"): tags, varints, fixed numbers, lengths.</summary>
internal static class WireFields
{
    public static List<WireField> Read(byte[] message)
    {
        var fields = new List<WireField>();
        int at = 0;
        while (at < message.Length)
        {
            ulong tag = Varint(message, ref at);
            var (number, type) = ((int)(tag >> 3), (int)(tag & 7));
            fields.Add(type switch
            {
                0 => new(number, type, Varint(message, ref at), []),
                1 => new(number, type, BinaryPrimitives.ReadUInt64LittleEndian(Taken(message, ref at, 8)), []),
                2 => new(number, type, 0, Taken(message, ref at, (int)Varint(message, ref at))),
                5 => new(number, type, BinaryPrimitives.ReadUInt32LittleEndian(Taken(message, ref at, 4)), []),
                _ => throw new FormatException($"there is no wire type {type}"),
            });
        }
        return fields;
    }

    /// <summary>Doubles that are packed: one after the other, without tags.</summary>
    public static double[] PackedDoubles(byte[] bytes) => [.. bytes.Chunk(8).Select(eight => BinaryPrimitives.ReadDoubleLittleEndian(eight))];

    private static byte[] Taken(byte[] message, ref int at, int count)
    {
        byte[] taken = message[at..(at + count)];
        at += count;
        return taken;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte septet = message[at++];
            value |= (ulong)(septet & 0x7f) << shift;
            if (septet < 0x80) return value;
        }
    }
}
