namespace Functional.NN.Kernels;

/// <summary>Reduction of large numbers modulo π/2, in integers.</summary>
internal static class LongReduction
{
    private const double HalfPiHigh = 1.5707963267948966;
    private const double HalfPiLow = 6.123233995736766E-17;
    private const double TwoToMinus53 = 1.1102230246251565E-16;

    /// <summary>A word of zeros, then 2/π = 0.A2F9836E… in binary, most significant word first.</summary>
    private static ReadOnlySpan<ulong> TwoOverPiBits =>
    [
        0x0000000000000000, 0xA2F9836E4E441529, 0xFC2757D1F534DDC0, 0xDB6295993C439041, 0xFE5163ABDEBBC561,
        0xB7246E3A424DD2E0, 0x06492EEA09D1921C, 0xFE1DEB1CB129A73E, 0xE88235F52EBB4484, 0xE99C7026B45F7E41,
        0x3991D639835339F4, 0x9C845F8BBDF9283B, 0x1FF897FFDE05980F, 0xEF2F118B5A0A6D1F, 0x6D367ECF27CB09B7,
        0x4F463F669E5FEA2D, 0x7527BAC7EBE5F17B, 0x3D0739F78A5292EA, 0x6BFB5FB11F8D5D08, 0x56033046FC7B6BAB,
    ];

    /// <summary>
    /// Payne and Hanek 1983, in integers: of x·2/π = M·2ᵉ·0.A2F98…₁₆ only the 192 bits below weight 4/2ᵉ matter modulo 4;
    /// the top two bits of their product with M, rounded, are n and the rest times π/2 is r. What is cut off is below 2⁻¹³⁶.
    /// </summary>
    public static DoubleDouble<OneDouble> Of(double x, out OneDouble n)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var mantissa = (ulong)(bits & 0xFFFFFFFFFFFFF) | 0x10000000000000;
        var position = (int)(bits >> 52) - 1075 - 2 + 64;
        var low = (UInt128)mantissa * TwoOverPiWord(position + 128);
        var middle = (UInt128)mantissa * TwoOverPiWord(position + 64) + (low >> 64);
        var high = unchecked(mantissa * TwoOverPiWord(position)) + (ulong)(middle >> 64);
        var multiple = (high + (1UL << 61)) >> 62;
        n = (double)multiple;
        var fraction = DoubleOfFraction(high - (multiple << 62), (ulong)middle, (ulong)low);
        return fraction * new DoubleDouble<OneDouble>(HalfPiHigh, HalfPiLow);
    }

    /// <summary>64 bits of the table from a bit position on.</summary>
    private static ulong TwoOverPiWord(int position)
    {
        var (word, bit) = (position >> 6, position & 63);
        return (TwoOverPiBits[word] << bit) | (TwoOverPiBits[word + 1] >> 1 >> (63 - bit));
    }

    /// <summary>The signed 192-bit integer high:middle:low times 2⁻¹⁹⁰, to 106 bits or to its last bit but one.</summary>
    private static DoubleDouble<OneDouble> DoubleOfFraction(ulong high, ulong middle, ulong low)
    {
        var sign = (long)high >> 63;
        var (a, b, c) = (high ^ (ulong)sign, middle ^ (ulong)sign, low ^ (ulong)sign);
        var skipped = a == 0 ? 64 : 0;
        (a, b, c) = a == 0 ? (b, c, 0UL) : (a, b, c);
        var shift = BitOperations.LeadingZeroCount(a);
        var first = (a << shift) | (b >> 1 >> (63 - shift));
        var second = (b << shift) | (c >> 1 >> (63 - shift));
        var unit = BitConverter.Int64BitsToDouble((1023L - 51 - skipped - shift) << 52) * (1 + 2 * sign);
        return new((long)(first >> 11) * unit, (long)(((first & 0x7FF) << 42) | (second >> 22)) * unit * TwoToMinus53);
    }
}
