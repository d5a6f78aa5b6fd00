using System.Buffers.Binary;

namespace Functional.NN.Experiments.Tests;

/// <summary>A histogram as it stands in a file.</summary>
internal sealed record ReadHistogram(double Min, double Max, double Count, double Sum, double Squares, double[] Limits, double[] Counts);

/// <summary>An event as it stands in a file.</summary>
internal sealed record ReadEvent(double WallTime, long Step, string? Version, string? Tag, float? Scalar, ReadHistogram? Histogram);

/// <summary>Reads event files by the description of their format alone, with a checksum taken bit by bit: it shares nothing with the writer.</summary>
internal static class EventFileReader
{
    public static List<ReadEvent> Read(string path) => [.. Records(File.ReadAllBytes(path)).Select(Event)];

    /// <summary>The data of all records; anything wrong with a frame is an exception.</summary>
    public static IEnumerable<byte[]> Records(byte[] file)
    {
        for (int at = 0; at < file.Length;)
        {
            byte[] head = file[at..(at + 8)];
            int length = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(head));
            byte[] data = file[(at + 12)..(at + 12 + length)];
            if (Masked(head) != BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8))) throw new FormatException($"wrong checksum of the length at {at}");
            if (Masked(data) != BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + length))) throw new FormatException($"wrong checksum of the data at {at}");
            yield return data;
            at += 16 + length;
        }
    }

    /// <summary>CRC-32C one bit after the other: the reflected polynomial is 82f63b78.</summary>
    public static uint Crc(byte[] bytes)
    {
        uint crc = 0xffffffff;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++) crc = (crc & 1) == 1 ? (crc >> 1) ^ 0x82f63b78 : crc >> 1;
        }
        return crc ^ 0xffffffff;
    }

    private static uint Masked(byte[] bytes)
    {
        uint crc = Crc(bytes);
        return unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8u);
    }

    private static ReadEvent Event(byte[] record)
    {
        var fields = WireFields.Read(record);
        var value = fields.Where(f => f.Number == 5).Select(summary => WireFields.Read(Assert.Single(WireFields.Read(summary.Message), f => f.Number == 1).Message)).SingleOrDefault() ?? [];
        Assert.All(fields, field => Assert.Contains(field.Number, new[] { 1, 2, 3, 5 }));
        Assert.All(value, field => Assert.Contains(field.Number, new[] { 1, 2, 5 }));
        return new(Of(fields, 1)!.Double, Of(fields, 2)?.Integer ?? 0, Of(fields, 3)?.Text, Of(value, 1)?.Text, Of(value, 2)?.Float, Of(value, 5) is { } histogram ? Histogram(histogram.Message) : null);
    }

    private static ReadHistogram Histogram(byte[] message)
    {
        var fields = WireFields.Read(message);
        double Number(int number) => Of(fields, number)?.Double ?? 0;
        double[] Numbers(int number) => Of(fields, number) is { } packed ? WireFields.PackedDoubles(packed.Message) : [];
        return new(Number(1), Number(2), Number(3), Number(4), Number(5), Numbers(6), Numbers(7));
    }

    private static WireField? Of(IEnumerable<WireField> fields, int number) => fields.SingleOrDefault(field => field.Number == number);
}
