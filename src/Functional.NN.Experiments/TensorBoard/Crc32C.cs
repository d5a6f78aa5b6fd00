using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.NN.Experiments;

/// <summary>CRC-32C (Castagnoli; RFC 3720 appendix B.4): polynomial 1EDC6F41, bits reflected, started from and ended with all ones.</summary>
internal static class Crc32C
{
    private const uint Ones = uint.MaxValue, MaskDelta = 0xa282ead8;

    /// <summary>The checksum of some bytes, the same on every processor.</summary>
    public static uint Of(ReadOnlySpan<byte> bytes) => ~Continue(Ones, bytes);

    /// <summary>The checksum as TFRecord files keep it: rotated right by 15 bits, plus a282ead8, so that a checksum of data with checksums in them stays a good one.</summary>
    public static uint Masked(ReadOnlySpan<byte> bytes) => BitOperations.RotateRight(Of(bytes), 15) + MaskDelta;

    private static uint Continue(uint crc, ReadOnlySpan<byte> bytes)
    {
        var words = MemoryMarshal.Cast<byte, ulong>(bytes);
        foreach (ulong word in words) crc = BitOperations.Crc32C(crc, BitConverter.IsLittleEndian ? word : System.Buffers.Binary.BinaryPrimitives.ReverseEndianness(word));
        foreach (byte single in bytes[(words.Length * sizeof(ulong))..]) crc = BitOperations.Crc32C(crc, single);
        return crc;
    }
}
