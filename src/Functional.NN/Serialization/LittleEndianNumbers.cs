using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Functional.NN;

/// <summary>Numbers in files are little-endian; so are nearly all machines.</summary>
internal static class LittleEndianNumbers
{
    /// <summary>Numbers to read or write in one go: few enough that their bytes can be counted in an <c>int</c>.</summary>
    public const int MostAtOnce = 1 << 24;

    /// <summary>The bytes of some numbers, little-endian.</summary>
    public static ReadOnlySpan<byte> Of<TItem>(ReadOnlySpan<TItem> numbers) where TItem : unmanaged
    {
        var bytes = MemoryMarshal.AsBytes(numbers);
        if (BitConverter.IsLittleEndian) return bytes;
        byte[] swapped = bytes.ToArray();
        Swap<TItem>(swapped);
        return swapped;
    }

    /// <summary>Turns numbers from the machine's order of bytes to little-endian, or back; does nothing where these are the same.</summary>
    public static void Swap<TItem>(Span<byte> bytes) where TItem : unmanaged
    {
        if (BitConverter.IsLittleEndian) return;
        int width = Unsafe.SizeOf<TItem>();
        for (int at = 0; at < bytes.Length; at += width) bytes.Slice(at, width).Reverse();
    }
}
