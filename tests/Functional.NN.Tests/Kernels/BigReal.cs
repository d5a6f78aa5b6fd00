using System.Numerics;

namespace Functional.NN.Tests.Kernels;

/// <summary>Mantissa·2^Exponent, every operation truncated to 256 bits: the slow arithmetic the elementary functions are measured with.</summary>
internal readonly struct BigReal
{
    /// <summary>Bits kept.</summary>
    public const int Precision = 256;

    /// <summary>1.</summary>
    public static readonly BigReal One = new(BigInteger.One, 0);

    /// <summary>mantissa·2^exponent, truncated.</summary>
    public BigReal(BigInteger mantissa, int exponent)
    {
        var excess = Math.Max(0, (int)mantissa.GetBitLength() - Precision);
        Mantissa = mantissa >> excess;
        Exponent = exponent + excess;
    }

    /// <summary>The integer factor.</summary>
    public BigInteger Mantissa { get; }

    /// <summary>The power of two.</summary>
    public int Exponent { get; }

    /// <summary>⌊log₂|x|⌋, or something far below every double for 0.</summary>
    public int Magnitude => Mantissa.IsZero ? -1_000_000 : (int)BigInteger.Abs(Mantissa).GetBitLength() - 1 + Exponent;

    /// <summary>|x|.</summary>
    public BigReal Absolute => new(BigInteger.Abs(Mantissa), Exponent);

    /// <summary>x exactly; x is finite.</summary>
    public static BigReal Of(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        var biased = (int)(bits >> 52) & 0x7FF;
        var fraction = bits & 0xFFFFFFFFFFFFF;
        var mantissa = biased == 0 ? fraction : fraction | 0x10000000000000;
        return new(x < 0 ? -mantissa : mantissa, Math.Max(biased, 1) - 1075);
    }

    /// <summary>⌊x·2^bits⌋.</summary>
    public BigInteger Fixed(int bits) => bits + Exponent >= 0 ? Mantissa << (bits + Exponent) : Mantissa >> -(bits + Exponent);

    /// <summary>x·2ⁿ.</summary>
    public BigReal Scaled(int n) => new(Mantissa, Exponent + n);

    /// <summary>The value as a double, for messages and first guesses.</summary>
    public double Approximate => Mantissa.IsZero ? 0.0 : Math.ScaleB((double)Fixed(60 - Magnitude), Magnitude - 60);

    public static BigReal operator -(BigReal x) => new(-x.Mantissa, x.Exponent);

    public static BigReal operator +(BigReal x, BigReal y)
    {
        if (x.Mantissa.IsZero || y.Magnitude - x.Magnitude > 2 * Precision)
            return y;
        if (y.Mantissa.IsZero || x.Magnitude - y.Magnitude > 2 * Precision)
            return x;
        var exponent = Math.Min(x.Exponent, y.Exponent);
        return new((x.Mantissa << (x.Exponent - exponent)) + (y.Mantissa << (y.Exponent - exponent)), exponent);
    }

    public static BigReal operator -(BigReal x, BigReal y) => x + -y;

    public static BigReal operator *(BigReal x, BigReal y) => new(x.Mantissa * y.Mantissa, x.Exponent + y.Exponent);

    public static BigReal operator /(BigReal x, BigReal y)
    {
        var shift = Math.Max(0, Precision + 2 + (int)y.Mantissa.GetBitLength() - (int)x.Mantissa.GetBitLength());
        return new((x.Mantissa << shift) / y.Mantissa, x.Exponent - y.Exponent - shift);
    }
}
