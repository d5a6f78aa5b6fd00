using System.Buffers.Binary;
using System.IO.Compression;
using Functional.NN.Drawing;

namespace Functional.NN.Tests.Drawing;

/// <summary>Images as files, read back by a reader that knows only the format.</summary>
public class PngTests
{
    /// <summary>The chunks: their names and contents, with the checksum of each checked bit by bit.</summary>
    private static Dictionary<string, byte[]> Chunks(byte[] file)
    {
        Assert.Equal("89504E470D0A1A0A", Convert.ToHexString(file, 0, 8));
        var chunks = new Dictionary<string, byte[]>();
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(at));
            var body = file.AsSpan(at + 4, length + 4);
            Assert.Equal(BinaryPrimitives.ReadUInt32BigEndian(file.AsSpan(at + 8 + length)), Checksum(body));
            chunks.Add(System.Text.Encoding.ASCII.GetString(body[..4]), body[4..].ToArray());
            at += 12 + length;
        }
        return chunks;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = 0xFFFFFFFF;
        foreach (byte value in bytes)
            for (int bit = 0; bit < 8; bit++)
                crc = ((crc ^ (uint)(value >> bit)) & 1) != 0 ? crc >> 1 ^ 0xEDB88320 : crc >> 1;
        return crc ^ 0xFFFFFFFF;
    }

    private static byte[] Inflated(byte[] bytes)
    {
        using var stream = new ZLibStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_file_holds_the_pixels_row_by_row(int channels)
    {
        byte[] bytes = [.. Enumerable.Range(0, 5 * 4 * channels).Select(i => (byte)(i * 37))];
        var chunks = Chunks(Png.Of(new(5, 4, channels, [.. bytes])));
        Assert.Equal(["IHDR", "IDAT", "IEND"], chunks.Keys);
        Assert.Equal([0, 0, 0, 5, 0, 0, 0, 4, 8, (byte)(channels == 1 ? 0 : 2), 0, 0, 0], chunks["IHDR"]);
        byte[] lines = Inflated(chunks["IDAT"]);
        Assert.Equal(bytes, Enumerable.Range(0, 4).SelectMany(y => lines.Skip(y * (5 * channels + 1) + 1).Take(5 * channels)));
        Assert.All(Enumerable.Range(0, 4), y => Assert.Equal(0, lines[y * (5 * channels + 1)]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(258)]
    [InlineData(70_000)]
    public void Bytes_that_repeat_become_short_and_come_back(int length)
    {
        byte[] same = new byte[length], pattern = [.. Enumerable.Range(0, length).Select(i => (byte)(i % 200 + i / 5000))];
        Assert.Equal(same, Inflated(Deflate.Zlib(same)));
        Assert.Equal(pattern, Inflated(Deflate.Zlib(pattern)));
        Assert.InRange(Deflate.Zlib(same).Length, 0, 16 + length / 100);
        Assert.InRange(Deflate.Zlib(pattern).Length, 0, 300 + length / 50);
    }

    /// <summary>Three letters one by one, as zlib has them too; a letter and a run of it; three letters and a run of them.</summary>
    [Theory]
    [InlineData("aaa", "78014B4C4C040002490124")]
    [InlineData("aaaaaaaaaaaa", "78014B4402001D9A048D")]
    [InlineData("abcabcabcabc", "78014B4C4A8623001DE00499")]
    public void The_bytes_are_these(string text, string bytes) => Assert.Equal(bytes, Convert.ToHexString(Deflate.Zlib(System.Text.Encoding.ASCII.GetBytes(text))));
}
