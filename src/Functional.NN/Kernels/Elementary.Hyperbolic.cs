using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>The hyperbolic tangent, and what is left of x without it.</summary>
internal static partial class Elementary<TReal>
{
    /// <summary>2⁻²⁸: below it x − x³/3 is x.</summary>
    private const double SmallestBent = 3.725290298461914E-9;

    /// <summary>q(z) = ((√z − tanh √z)/z^(3/2) − ⅓)/z for 0 ≤ z ≤ ¼, relative error of ⅓ + z·q(z) 2⁻⁵⁸.</summary>
    private static ReadOnlySpan<double> TanhShrinkPolynomial =>
    [
        -0.1333333333333323, 0.05396825396808927, -0.021869488525840374, 0.008863235197891626, -0.0035921217845999416,
        0.0014557606935277885, -0.0005894660195024321, 0.00023635103269377104, -8.819059982251435E-05, 2.2948910326772816E-05,
    ];

    /// <summary>tanh x = −t/(2 + t) with t = e^(−2|x|) − 1 and the sign of x, within 0.75 ulp. Odd; ±0 ↦ ±0, ±∞ ↦ ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Tanh(TReal x)
    {
        var y = TReal.CopySign(TanhOfMagnitude(Min(TReal.Abs(x), 25.0)).Rounded, x);
        y = TReal.WhereLess(TReal.Abs(x), SmallestBent, x, y);
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>x − tanh x, within 1.5 ulp, also near 0: x·(x²/3 + x⁴·q(x²)) below ½, the difference from there, both in two words. Odd; ±0 ↦ ±0, ±∞ ↦ ±∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal TanhShrink(TReal x)
    {
        var magnitude = TReal.Abs(x);
        var t = TanhOfMagnitude(Min(magnitude, 25.0));
        var difference = DoubleDouble<TReal>.Sum(magnitude, -t.High);
        var far = TReal.CopySign(difference.High + (difference.Low - t.Low), x);
        var y = TReal.WhereLess(magnitude, 0.5, TanhShrinkNearZero(x), far);
        y = TReal.WhereEqual(magnitude, double.PositiveInfinity, x, y);
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>x − tanh x for |x| &lt; ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal TanhShrinkNearZero(TReal x)
    {
        var square = DoubleDouble<TReal>.Product(x, x);
        var third = square * new DoubleDouble<TReal>(ThirdHigh, ThirdLow);
        var sum = DoubleDouble<TReal>.QuickSum(third.High, square.High * square.High * Polynomial(square.High, TanhShrinkPolynomial));
        return TReal.MultiplyAdd(x, sum.High, x * (sum.Low + third.Low));
    }

    /// <summary>tanh x to about 60 bits for 0 ≤ x ≤ 25.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> TanhOfMagnitude(TReal x)
    {
        var t = ExpMinusOne(-2.0 * x);
        var sum = DoubleDouble<TReal>.QuickSum(2.0, t.High);
        return new DoubleDouble<TReal>(-t.High, -t.Low) / new DoubleDouble<TReal>(sum.High, sum.Low + t.Low);
    }
}
