using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>eˣ and eˣ − 1.</summary>
/// <remarks>
/// x = n·ln 2 + r with |r| ≤ ½ ln 2 (Cody and Waite 1980: ln 2 in three parts, the first two of 42 bits, so that their products with n are exact),
/// eʳ = 1 + r + r²·q(r), eˣ = 2ⁿ·eʳ.
/// </remarks>
internal static partial class Elementary<TReal>
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Middle = 5.49792301870721E-14;
    private const double Ln2Low = 1.1612227229362532E-26;

    /// <summary>2⁻⁵⁴: below it x + O(x²) is x.</summary>
    private const double SmallestInexact = 5.551115123125783E-17;

    /// <summary>q(r) = (eʳ − 1 − r)/r² for |r| ≤ ½ ln 2, relative error 2⁻⁵⁷.</summary>
    private static ReadOnlySpan<double> ExpPolynomial =>
    [
        0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333326136,
        0.0013888888888883748, 0.00019841269874820627, 2.4801587325547743E-05, 2.7557255400206422E-06,
        2.75572736431103E-07, 2.5105217004720745E-08, 2.0914686968086876E-09,
    ];

    /// <summary>eˣ, within 0.6 ulp (0.8 if subnormal). e^±0 = 1, e^−∞ = 0, e^∞ = ∞; overflows to ∞ above 709.78, underflows gradually to 0 below −745.13.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Exp(TReal x)
    {
        var mantissa = ExpMantissa(Clamp(x, -750.0, 750.0), 0.0, out var exponent);
        var y = Scale(mantissa.High, exponent);
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>eˣ − 1, within 0.8 ulp, also near 0. ±0 ↦ ±0, −∞ ↦ −1, ∞ ↦ ∞; overflows to ∞ above 709.78.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Expm1(TReal x)
    {
        var y = ExpMinusOne(Clamp(x, -50.0, 710.0)).High;
        y = TReal.WhereLess(TReal.Abs(x), SmallestInexact, x, y);
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>e^(x + low) = 2ⁿ·m with m in [0.7, 1.42] to about 60 bits; |x| ≤ 750, |low| ≤ ulp(x).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> ExpMantissa(TReal x, TReal low, out TReal exponent)
    {
        var r = ReduceByLn2(x, low, out exponent);
        var sum = DoubleDouble<TReal>.QuickSum(1.0, r.High);
        return DoubleDouble<TReal>.QuickSum(sum.High, sum.Low + ExpTail(r));
    }

    /// <summary>eˣ − 1 to about 60 bits, for −50 ≤ x ≤ 710 and no subnormals: 2ⁿ·(1 + r + tail) − 1, halved on the way so that 2ⁿ⁻¹ does not overflow.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> ExpMinusOne(TReal x)
    {
        var r = ReduceByLn2(x, 0.0, out var exponent);
        var scale = PowerOfTwo(exponent - 1);
        var constant = DoubleDouble<TReal>.Sum(scale, -0.5);
        var sum = DoubleDouble<TReal>.Sum(constant.High, scale * r.High);
        var low = sum.Low + (constant.Low + scale * ExpTail(r));
        return DoubleDouble<TReal>.QuickSum(2.0 * sum.High, 2.0 * low);
    }

    /// <summary>r = x + low − n·ln 2 for the integer n nearest to x/ln 2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> ReduceByLn2(TReal x, TReal low, out TReal n)
    {
        n = NearestProduct(x, Log2E);
        var rest = TReal.MultiplyAdd(-n, Ln2High, x);
        var middle = TReal.MultiplyAdd(-n, Ln2Middle, rest);
        var error = TReal.MultiplyAdd(-n, Ln2Middle, rest - middle);
        var sum = DoubleDouble<TReal>.QuickSum(middle, low);
        return new(sum.High, sum.Low + TReal.MultiplyAdd(-n, Ln2Low, error));
    }

    /// <summary>e^(r + ε) − 1 − r = r²·q(r) + ε·(1 + r), where r + ε is High + Low.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal ExpTail(DoubleDouble<TReal> r)
    {
        var low = TReal.MultiplyAdd(r.High, r.Low, r.Low);
        return TReal.MultiplyAdd(r.High * r.High, Polynomial(r.High, ExpPolynomial), low);
    }
}
