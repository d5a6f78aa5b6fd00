using System.Buffers.Binary;

namespace Functional.NN.Drawing;

/// <summary>Pixels as a PNG file (ISO/IEC 15948), grey or red, green and blue, eight bits each, with the same bytes everywhere.</summary>
internal static class Png
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8).Aggregate((uint)n, (c, _) => (c & 1) == 0 ? c >> 1 : 0xEDB88320 ^ c >> 1))];

    /// <summary>The file.</summary>
    public static byte[] Of(Pixels pixels)
    {
        int row = pixels.Width * pixels.Channels;
        byte[] header = new byte[13], lines = new byte[pixels.Height * (row + 1)];
        BinaryPrimitives.WriteInt32BigEndian(header, pixels.Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), pixels.Height);
        (header[8], header[9]) = (8, pixels.Channels == 1 ? (byte)0 : (byte)2);
        for (int y = 0; y < pixels.Height; y++) pixels.Bytes.AsSpan(y * row, row).CopyTo(lines.AsSpan(y * (row + 1) + 1));
        return [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, .. Chunk("IHDR"u8, header), .. Chunk("IDAT"u8, Deflate.Zlib(lines)), .. Chunk("IEND"u8, [])];
    }

    /// <summary>The file as an address that a page or a picture can hold.</summary>
    public static string DataUri(Pixels pixels) => "data:image/png;base64," + Convert.ToBase64String(Of(pixels));

    private static byte[] Chunk(ReadOnlySpan<byte> kind, ReadOnlySpan<byte> content)
    {
        byte[] length = new byte[4], checksum = new byte[4], checkedBytes = [.. kind, .. content];
        BinaryPrimitives.WriteInt32BigEndian(length, content.Length);
        BinaryPrimitives.WriteUInt32BigEndian(checksum, Crc32(checkedBytes));
        return [.. length, .. checkedBytes, .. checksum];
    }

    /// <summary>The cyclic redundancy check of ISO 3309, which PNG wants: polynomial 0xEDB88320, reflected.</summary>
    private static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes) crc = Table[(byte)(crc ^ value)] ^ crc >> 8;
        return ~crc;
    }
}
