using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>xʸ.</summary>
/// <remarks>
/// e^(y·log x) with log x to about 100 bits, so that the error of y·log x, up to 745, stays below 2⁻⁵⁷:
/// log(1 + f) = 2·artanh s = 2s·(1 + z·(⅓ + z·(⅕ + z·q(z)))), s = f/(2 + f), z = s², all but q in two words.
/// </remarks>
internal static partial class Elementary<TReal>
{
    private const double ThirdHigh = 0.3333333333333333;
    private const double ThirdLow = 1.850371707708594E-17;
    private const double FifthHigh = 0.19999999999999998;
    private const double FifthLow = 1.6653345369377347E-17;

    /// <summary>q(z) = (artanh(√z)/√z − 1 − z/3 − z²/5)/z³ for 0 ≤ z ≤ 0.0295, relative error 2⁻⁵⁷.</summary>
    private static ReadOnlySpan<double> PowerPolynomial =>
    [
        0.14285714285714285, 0.11111111111111477, 0.09090909090648908, 0.07692307762797279,
        0.06666657301781058, 0.05883027018294802, 0.05236397497723725, 0.05309096972949301,
    ];

    /// <summary>xʸ for x ≥ 0; 0 and ∞ by the sign of y·log x, and 1 where that is 0·∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal PowerOfMagnitude(TReal x, TReal y)
    {
        var log = LogTwofold(x);
        var product = DoubleDouble<TReal>.Product(y, log.High);
        var low = TReal.MultiplyAdd(y, log.Low, product.Low);
        var size = TReal.Abs(product.High);
        var mantissa = ExpMantissa(TReal.WhereLess(size, 750.0, product.High, 0.0), TReal.WhereLess(size, 750.0, low, 0.0), out var exponent);
        var unbounded = TReal.WhereLess(0.0, product.High, double.PositiveInfinity, 0.0);
        var power = TReal.WhereLess(size, 750.0, Scale(mantissa.High, exponent), unbounded);
        power = TReal.WhereEqual(x, 0.0, TReal.WhereLess(0.0, y, 0.0, double.PositiveInfinity), power);
        power = TReal.WhereEqual(x, double.PositiveInfinity, TReal.WhereLess(0.0, y, double.PositiveInfinity, 0.0), power);
        return TReal.WhereEqual(x, 1.0, 1.0, power);
    }

    /// <summary>log x to about 100 bits for finite x > 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> LogTwofold(TReal x)
    {
        var f = SplitExponent(x, out var k) - 1.0;
        var s = new DoubleDouble<TReal>(f, 0.0) / DoubleDouble<TReal>.QuickSum(2.0, f);
        s = DoubleDouble<TReal>.QuickSum(s.High, s.Low);
        var twice = new DoubleDouble<TReal>(2.0 * s.High, 2.0 * s.Low);
        var correction = twice * ArtanhCorrection(s * s);
        var exponent = DoubleDouble<TReal>.QuickSum(k * Ln2High, k * Ln2Middle);
        return DoubleDouble<TReal>.QuickSum(exponent, DoubleDouble<TReal>.QuickSum(twice, correction));
    }

    /// <summary>artanh(s)/s − 1 = z·(⅓ + z·(⅕ + z·q(z))), z = s².</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> ArtanhCorrection(DoubleDouble<TReal> z)
    {
        var tail = z.High * Polynomial(z.High, PowerPolynomial);
        var fifth = DoubleDouble<TReal>.QuickSum(new DoubleDouble<TReal>(FifthHigh, FifthLow), new DoubleDouble<TReal>(tail, 0.0));
        return z * DoubleDouble<TReal>.QuickSum(new DoubleDouble<TReal>(ThirdHigh, ThirdLow), z * fifth);
    }
}
