using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>log x and log(1 + x).</summary>
/// <remarks>
/// x = 2ᵏ·(1 + f) with 1 + f in [√½, √2), s = f/(2 + f), z = s²: log(1 + f) = 2·artanh s = f − f²/2 + s·(f²/2 + z·p(z)), the form of fdlibm's e_log.c
/// (Sun Microsystems 1993), with f − f²/2 and its sum with k·ln 2 kept in two words.
/// </remarks>
internal static partial class Elementary<TReal>
{
    private const double SqrtHalf = 0.7071067811865476;
    private const double TwoTo52 = 4503599627370496.0;

    /// <summary>Its bits are 1024·2⁵²: added to a difference of bits they keep the exponent's field from going below zero.</summary>
    private const double Two = 2.0;

    /// <summary>Its bits are all those of sign and exponent.</summary>
    private const double ExponentBits = double.NegativeInfinity;

    private const double SmallestNormal = 2.2250738585072014E-308;
    private const double TwoTo54 = 18014398509481984.0;

    /// <summary>p(z) = (2·artanh(√z)/√z − 2)/z for 0 ≤ z ≤ 0.0295, relative error 2⁻⁵⁷.</summary>
    private static ReadOnlySpan<double> LogPolynomial =>
    [
        0.6666666666666666, 0.40000000000000885, 0.28571428570799784, 0.22222222392581045,
        0.18181795547521137, 0.15386244737621665, 0.13268638369266825, 0.13088034850927555,
    ];

    /// <summary>log x, within 0.6 ulp. ±0 ↦ −∞, 1 ↦ +0, ∞ ↦ ∞, x &lt; 0 ↦ NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Log(TReal x)
    {
        var y = LogOfSum(x, 0.0).Rounded;
        y = TReal.WhereEqual(x, double.PositiveInfinity, x, y);
        y = TReal.WhereEqual(x, 0.0, double.NegativeInfinity, y);
        return TReal.WhereAtMost(0.0, x, y, double.NaN);
    }

    /// <summary>log(1 + x), within 0.6 ulp, also near 0. ±0 ↦ ±0, −1 ↦ −∞, ∞ ↦ ∞, x &lt; −1 ↦ NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Log1p(TReal x)
    {
        var sum = DoubleDouble<TReal>.Sum(1.0, x);
        var y = LogOfSum(sum.High, sum.Low).Rounded;
        y = TReal.WhereEqual(x, double.PositiveInfinity, x, y);
        y = TReal.WhereEqual(x, -1.0, double.NegativeInfinity, y);
        y = TReal.WhereLess(TReal.Abs(x), SmallestInexact, x, y);
        return TReal.WhereAtMost(-1.0, x, y, double.NaN);
    }

    /// <summary>log(x + low) to about 58 bits, for finite x > 0 and |low| ≤ ulp(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> LogOfSum(TReal x, TReal low)
    {
        var m = SplitExponent(x, out var k);
        var correction = low * PowerOfTwo(-Clamp(k, -1000.0, 1000.0));
        var f = DoubleDouble<TReal>.QuickSum(m - 1.0, correction);
        var head = LogHead(f, out var tail);
        var sum = DoubleDouble<TReal>.QuickSum(k * Ln2High, head.High);
        return new(sum.High, sum.Low + (head.Low + TReal.MultiplyAdd(k, Ln2Middle, tail)));
    }

    /// <summary>log(1 + f) = head + tail with head = f − f²/2 in two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> LogHead(DoubleDouble<TReal> f, out TReal tail)
    {
        var half = DoubleDouble<TReal>.Product(0.5 * f.High, f.High);
        var head = DoubleDouble<TReal>.QuickSum(f.High, -half.High);
        var s = f.High / (2.0 + f.High);
        var z = s * s;
        var correction = TReal.MultiplyAdd(-f.High, f.Low, f.Low) - half.Low;
        tail = TReal.MultiplyAdd(s, TReal.MultiplyAdd(z, Polynomial(z, LogPolynomial), half.High), correction);
        return head;
    }

    /// <summary>x = 2ᵏ·m with m in [√½, √2), for finite x > 0, subnormal or not.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal SplitExponent(TReal x, out TReal k)
    {
        var m = SplitNormal(TReal.WhereLess(x, SmallestNormal, x * TwoTo54, x), out k);
        k -= TReal.WhereLess(x, SmallestNormal, 54.0, 0.0);
        return m;
    }

    /// <summary>x = 2ᵏ·m with m in [√½, √2), for finite normal x > 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal SplitNormal(TReal x, out TReal k)
    {
        var offset = TReal.AddBits(TReal.SubtractBits(x, SqrtHalf), Two);
        k = TReal.AddBits(TReal.ShiftBitsRight(offset, 52), TwoTo52) - (TwoTo52 + 1024.0);
        return TReal.AddBits(TReal.SubtractBits(x, TReal.And(offset, ExponentBits)), Two);
    }
}
