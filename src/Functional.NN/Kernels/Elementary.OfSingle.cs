using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>The functions of an argument that is a float, to be rounded to float once: relative error below 2⁻⁴⁰, where those of any double keep 2⁻⁵³.</summary>
/// <remarks>
/// The same reductions with shorter polynomials and no second words. A float widened to double is never subnormal, e^x of one stays a normal double
/// wherever its rounding to float is neither 0 nor ∞, and n·ln 2 needs no more than ln 2 in one double, as |n| ≤ 152.
/// </remarks>
internal static partial class Elementary<TReal>
{
    private const double Ln2 = 0.6931471805599453;

    /// <summary>x + this has 1023 + x rounded to an integer in its lowest bits: the exponent's field of 2ⁿ.</summary>
    private const double ExponentShift = RoundingShift + 1023.0;

    /// <summary>Beyond ±105, e^x rounded to float is 0 or ∞.</summary>
    private const double LargestExponent = 105.0;

    /// <summary>eˣ for a float x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal ExpOfSingle(TReal x)
    {
        var y = BoundedExp(Clamp(x, -LargestExponent, LargestExponent));
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>eˣ − 1 for a float x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Expm1OfSingle(TReal x)
    {
        var p = PowerLessOne(Clamp(x, -LargestExponent, LargestExponent), out var scale);
        var y = TReal.CopySign(TReal.MultiplyAdd(scale, p, scale - 1.0), x);
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>log x for a float x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal LogOfSingle(TReal x)
    {
        var m = SplitNormal(x, out var k);
        var y = ShortLog(m - 1.0, k);
        y = TReal.WhereEqual(x, double.PositiveInfinity, x, y);
        y = TReal.WhereEqual(x, 0.0, double.NegativeInfinity, y);
        return TReal.WhereAtMost(0.0, x, y, double.NaN);
    }

    /// <summary>log(1 + x) for a float x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Log1pOfSingle(TReal x)
    {
        var y = TReal.CopySign(ShortLog1p(x), x);
        y = TReal.WhereEqual(x, double.PositiveInfinity, x, y);
        y = TReal.WhereEqual(x, -1.0, double.NegativeInfinity, y);
        return TReal.WhereAtMost(-1.0, x, y, double.NaN);
    }

    /// <summary>tanh x = t/(2 + t) with t = e^2|x| − 1 and the sign of x, for a float x. From 10 on it rounds to ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal TanhOfSingle(TReal x)
    {
        var p = PowerLessOne(2.0 * Min(TReal.Abs(x), 10.0), out var scale);
        var t = TReal.MultiplyAdd(scale, p, scale - 1.0);
        var y = TReal.CopySign(t / (2.0 + t), x);
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>1/(1 + e⁻ˣ) for a float x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal SigmoidOfSingle(TReal x)
    {
        var y = 1.0 / (1.0 + BoundedExp(-Clamp(x, -LargestExponent, LargestExponent)));
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>log(1 + eˣ) = max(x, 0) + log(1 + e^(−|x|)) for a float x.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal SoftplusOfSingle(TReal x)
    {
        var y = TReal.WhereLess(x, 0.0, 0.0, x) + ShortLog1p(BoundedExp(-Min(TReal.Abs(x), LargestExponent)));
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>eˣ for |x| ≤ 105.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal BoundedExp(TReal x)
    {
        var p = PowerLessOne(x, out var scale);
        return TReal.MultiplyAdd(scale, p, scale);
    }

    /// <summary>p = eʳ − 1 with eˣ = 2ⁿ·eʳ and |r| ≤ ½ ln 2, relative error 2⁻⁴², for |x| ≤ 105; the scale is 2ⁿ.</summary>
    /// <remarks>p = r + r²·q(r), where q is <see cref="ExpPolynomial"/> shortened to a relative error of 2⁻³⁹·⁹.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal PowerLessOne(TReal x, out TReal scale)
    {
        var shifted = TReal.MultiplyAdd(x, Log2E, ExponentShift);
        scale = TReal.ShiftBitsLeft(shifted, 52);
        var r = TReal.MultiplyAdd(shifted - ExponentShift, -Ln2, x);
        var q = TReal.MultiplyAdd(2.761757684835413e-06, r, 2.4867883453521802e-05);
        q = TReal.MultiplyAdd(q, r, 0.00019841224581544105);
        q = TReal.MultiplyAdd(q, r, 0.001388883909064138);
        q = TReal.MultiplyAdd(q, r, 0.008333333344209506);
        q = TReal.MultiplyAdd(q, r, 0.041666666786337556);
        q = TReal.MultiplyAdd(q, r, 0.16666666666662583);
        q = TReal.MultiplyAdd(q, r, 0.4999999999995507);
        return TReal.MultiplyAdd(r * r, q, r);
    }

    /// <summary>log(1 + x) for a normal x > −1, or 0. Where 1 + x is within [√½, √2), x itself is taken, so that nothing is lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal ShortLog1p(TReal x)
    {
        var m = SplitNormal(1.0 + x, out var k);
        return ShortLog(TReal.WhereEqual(k, 0.0, x, m - 1.0), k);
    }

    /// <summary>k·ln 2 + log(1 + f), relative error 2⁻⁴².</summary>
    /// <remarks>log(1 + f) = s·(2 + z·p(z)) with s = f/(2 + f), z = s², where p is <see cref="LogPolynomial"/> shortened to a relative error of 2⁻³⁶·⁴; z·p ≤ 0.02.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal ShortLog(TReal f, TReal k)
    {
        var s = f / (2.0 + f);
        var z = s * s;
        var p = TReal.MultiplyAdd(0.19363884986633198, z, 0.22191337428065783);
        p = TReal.MultiplyAdd(p, z, 0.28571755535032944);
        p = TReal.MultiplyAdd(p, z, 0.3999999879244169);
        p = TReal.MultiplyAdd(p, z, 0.6666666666737868);
        return TReal.MultiplyAdd(k, Ln2, s * TReal.MultiplyAdd(z, p, 2.0));
    }
}
