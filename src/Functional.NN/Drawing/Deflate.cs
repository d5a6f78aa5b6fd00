namespace Functional.NN.Drawing;

/// <summary>Bytes made shorter as RFC 1951 says, in one block with its fixed codes: less short than what the runtime makes, but the same bytes with every version of it and on every machine.</summary>
internal static class Deflate
{
    private const int Shortest = 3, Longest = 258, Farthest = 32768, EndOfBlock = 256, FirstLength = 257;

    private static readonly int[]
        LengthBase = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258],
        LengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0],
        DistanceBase = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577],
        DistanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];

    /// <summary>The bytes in the format of RFC 1950: two bytes of header, the block, and their Adler-32.</summary>
    public static byte[] Zlib(ReadOnlySpan<byte> bytes)
    {
        var bits = new BitWriter();
        bits.Write(1, 1);
        bits.Write(1, 2);
        Block(bytes, bits);
        uint check = Adler32(bytes);
        return [0x78, 0x01, .. bits.ToArray(), (byte)(check >> 24), (byte)(check >> 16), (byte)(check >> 8), (byte)check];
    }

    /// <summary>Each run that was there before as its length and distance, the rest byte by byte; the latest place where the same three bytes stood is looked at.</summary>
    private static void Block(ReadOnlySpan<byte> bytes, BitWriter bits)
    {
        var latest = new Dictionary<int, int>();
        for (int i = 0; i < bytes.Length;)
        {
            int length = 0, distance = 0;
            if (i + Shortest <= bytes.Length && latest.TryGetValue(Three(bytes, i), out int before) && i - before <= Farthest)
                (length, distance) = (bytes[i..].CommonPrefixLength(bytes[before..]), i - before);
            length = Math.Min(length, Longest);
            if (length >= Shortest) Run(bits, length, distance);
            else Literal(bits, bytes[i]);
            for (int end = i + Math.Max(length >= Shortest ? length : 1, 1); i < end; i++)
                if (i + Shortest <= bytes.Length) latest[Three(bytes, i)] = i;
        }
        Literal(bits, EndOfBlock);
    }

    private static int Three(ReadOnlySpan<byte> bytes, int at) => bytes[at] | bytes[at + 1] << 8 | bytes[at + 2] << 16;

    private static void Run(BitWriter bits, int length, int distance)
    {
        int l = Array.FindLastIndex(LengthBase, b => b <= length), d = Array.FindLastIndex(DistanceBase, b => b <= distance);
        Literal(bits, FirstLength + l);
        bits.Write(length - LengthBase[l], LengthBits[l]);
        bits.WriteCode(d, 5);
        bits.Write(distance - DistanceBase[d], DistanceBits[d]);
    }

    /// <summary>The fixed code of a byte, of a length or of the end (RFC 1951, 3.2.6).</summary>
    private static void Literal(BitWriter bits, int symbol)
    {
        if (symbol < 144) bits.WriteCode(0x30 + symbol, 8);
        else if (symbol < 256) bits.WriteCode(0x190 + symbol - 144, 9);
        else if (symbol < 280) bits.WriteCode(symbol - 256, 7);
        else bits.WriteCode(0xC0 + symbol - 280, 8);
    }

    private static uint Adler32(ReadOnlySpan<byte> bytes)
    {
        uint a = 1, b = 0;
        foreach (byte value in bytes) (a, b) = ((a + value) % 65521, (b + a + value) % 65521);
        return b << 16 | a;
    }

    /// <summary>Bits, the first in the lowest place of the first byte.</summary>
    private sealed class BitWriter
    {
        private readonly List<byte> _bytes = [];
        private int _bits, _count;

        /// <summary>A number, its lowest bit first.</summary>
        public void Write(int value, int count)
        {
            for (int i = 0; i < count; i++) Bit(value >> i & 1);
        }

        /// <summary>A code, its highest bit first.</summary>
        public void WriteCode(int code, int count)
        {
            for (int i = count - 1; i >= 0; i--) Bit(code >> i & 1);
        }

        public byte[] ToArray() => _count == 0 ? [.. _bytes] : [.. _bytes, (byte)_bits];

        private void Bit(int bit)
        {
            _bits |= bit << _count;
            if (++_count < 8) return;
            _bytes.Add((byte)_bits);
            (_bits, _count) = (0, 0);
        }
    }
}
