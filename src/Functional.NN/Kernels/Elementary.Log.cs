namespace Functional.NN.Kernels;

/// <summary>log x and log(1 + x).</summary>
/// <remarks>
/// x = 2ᵏ·(1 + f) with 1 + f in [√½, √2), s = f/(2 + f), z = s²: log(1 + f) = 2·artanh s = f − f²/2 + s·(f²/2 + z·p(z)), the form of fdlibm's e_log.c
/// (Sun Microsystems 1993), with f − f²/2 and its sum with k·ln 2 kept in two words.
/// </remarks>
internal static partial class Elementary
{
    private const double SqrtHalf = 0.7071067811865476;
    private const double SmallestNormal = 2.2250738585072014E-308;
    private const double TwoTo54 = 18014398509481984.0;

    /// <summary>p(z) = (2·artanh(√z)/√z − 2)/z for 0 ≤ z ≤ 0.0295, relative error 2⁻⁵⁷.</summary>
    private static ReadOnlySpan<double> LogPolynomial =>
    [
        0.6666666666666666, 0.40000000000000885, 0.28571428570799784, 0.22222222392581045,
        0.18181795547521137, 0.15386244737621665, 0.13268638369266825, 0.13088034850927555,
    ];

    /// <summary>log x, within 0.6 ulp. ±0 ↦ −∞, 1 ↦ +0, ∞ ↦ ∞, x &lt; 0 ↦ NaN.</summary>
    public static double Log(double x)
    {
        var y = LogOfSum(x, 0.0).Rounded;
        y = x == double.PositiveInfinity ? x : y;
        y = x == 0.0 ? double.NegativeInfinity : y;
        return x >= 0.0 ? y : double.NaN;
    }

    /// <summary>log(1 + x), within 0.6 ulp, also near 0. ±0 ↦ ±0, −1 ↦ −∞, ∞ ↦ ∞, x &lt; −1 ↦ NaN.</summary>
    public static double Log1p(double x)
    {
        var sum = DoubleDouble.Sum(1.0, x);
        var y = LogOfSum(sum.High, sum.Low).Rounded;
        y = x == double.PositiveInfinity ? x : y;
        y = x == -1.0 ? double.NegativeInfinity : y;
        y = Math.Abs(x) < SmallestInexact ? x : y;
        return x >= -1.0 ? y : double.NaN;
    }

    /// <summary>log x in float: <see cref="Log(double)"/> rounded once.</summary>
    public static float Log(float x) => (float)Log((double)x);

    /// <summary>log(1 + x) in float: <see cref="Log1p(double)"/> rounded once.</summary>
    public static float Log1p(float x) => (float)Log1p((double)x);

    /// <summary>log x in either precision.</summary>
    public static T Log<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Log(Widen(x)));

    /// <summary>log(1 + x) in either precision.</summary>
    public static T Log1p<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Log1p(Widen(x)));

    /// <summary>log(x + low) to about 58 bits, for finite x > 0 and |low| ≤ ulp(x).</summary>
    private static DoubleDouble LogOfSum(double x, double low)
    {
        var m = SplitExponent(x, out var k);
        var correction = low * PowerOfTwo(-Math.Clamp(k, -1000, 1000));
        var f = DoubleDouble.QuickSum(m - 1.0, correction);
        var head = LogHead(f, out var tail);
        var sum = DoubleDouble.QuickSum(k * Ln2High, head.High);
        return new(sum.High, sum.Low + (head.Low + Math.FusedMultiplyAdd(k, Ln2Middle, tail)));
    }

    /// <summary>log(1 + f) = head + tail with head = f − f²/2 in two words.</summary>
    private static DoubleDouble LogHead(DoubleDouble f, out double tail)
    {
        var half = DoubleDouble.Product(0.5 * f.High, f.High);
        var head = DoubleDouble.QuickSum(f.High, -half.High);
        var s = f.High / (2.0 + f.High);
        var z = s * s;
        var correction = Math.FusedMultiplyAdd(-f.High, f.Low, f.Low) - half.Low;
        tail = Math.FusedMultiplyAdd(s, Math.FusedMultiplyAdd(z, Polynomial(z, LogPolynomial), half.High), correction);
        return head;
    }

    /// <summary>x = 2ᵏ·m with m in [√½, √2), for finite x > 0, subnormal or not.</summary>
    private static double SplitExponent(double x, out long k)
    {
        var subnormal = x < SmallestNormal;
        var bits = BitConverter.DoubleToInt64Bits(subnormal ? x * TwoTo54 : x);
        var exponent = (bits - BitConverter.DoubleToInt64Bits(SqrtHalf)) >> 52;
        k = exponent - (subnormal ? 54 : 0);
        return BitConverter.Int64BitsToDouble(bits - (exponent << 52));
    }
}
