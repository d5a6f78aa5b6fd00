namespace Functional.NN;

/// <summary>Numbers of 16 bits as <c>float</c>, exactly, payloads of NaN included.</summary>
internal static class SmallFloat
{
    private const float SmallestBinary16 = 1f / (1 << 24);

    /// <summary>IEEE 754 binary16: a sign, 5 bits of exponent, 10 of mantissa.</summary>
    public static float FromBinary16(ushort bits)
    {
        uint sign = (uint)(bits >> 15) << 31, exponent = (uint)(bits >> 10) & 31, mantissa = (uint)bits & 0x3FF;
        uint magnitude = exponent switch
        {
            0 => BitConverter.SingleToUInt32Bits(mantissa * SmallestBinary16),
            31 => 0x7F800000 | mantissa << 13,
            _ => exponent + (127 - 15) << 23 | mantissa << 13,
        };
        return BitConverter.UInt32BitsToSingle(sign | magnitude);
    }

    /// <summary>bfloat16: the upper half of a <c>float</c>.</summary>
    public static float FromBFloat16(ushort bits) => BitConverter.UInt32BitsToSingle((uint)bits << 16);
}
