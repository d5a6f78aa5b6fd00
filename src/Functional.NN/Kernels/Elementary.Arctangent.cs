using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>arctan x.</summary>
/// <remarks>
/// arctan x = arctan c + arctan t with t = (x − c)/(1 + cx) in two words, where c is 0, ½, 1 or 3/2, whichever keeps |t| ≤ 7/16, and arctan x = π/2 + arctan(−1/x) above:
/// the breakpoints of fdlibm's s_atan.c (Sun Microsystems 1993); then arctan t = t + t³·A(t²) with a polynomial of our own. x − c is exact.
/// </remarks>
internal static partial class Elementary<TReal>
{
    /// <summary>Beyond 2⁶⁰, arctan x is π/2 rounded.</summary>
    private const double LargestTangent = 1152921504606846976.0;

    /// <summary>A(z) = (arctan(√z)/√z − 1)/z for 0 ≤ z ≤ (7/16)², relative error 2⁻⁵⁵; z·A ≤ 0.07.</summary>
    private static ReadOnlySpan<double> ArctangentPolynomial =>
    [
        -0.3333333333333333, 0.19999999999999404, -0.14285714285565465, 0.111111110965279, -0.09090908350382436, 0.07692285419714515,
        -0.06666239748865294, 0.05876924062763387, -0.05216532007308444, 0.044916556747777434, -0.033114228762660534, 0.014759380407779155,
    ];

    /// <summary>arctan x, within 0.75 ulp. Odd; ±0 ↦ ±0, ±∞ ↦ ±π/2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Atan(TReal x)
    {
        var a = Min(TReal.Abs(x), LargestTangent);
        TReal c = 0.0, one = 1.0, high = 0.0, low = 0.0;
        Take(a, 0.4375, 0.5, 0.4636476090008061, 2.2698777452961687e-17, ref c, ref high, ref low);
        Take(a, 0.6875, 1.0, 0.7853981633974483, 3.061616997868383e-17, ref c, ref high, ref low);
        Take(a, 1.1875, 1.5, 0.982793723247329, 1.3903311031230998e-17, ref c, ref high, ref low);
        var numerator = TReal.WhereLess(a, 2.4375, a - c, -1.0);
        Take(a, 2.4375, 1.0, 1.5707963267948966, 6.123233995736766e-17, ref c, ref high, ref low);
        one = TReal.WhereLess(a, 2.4375, one, 0.0);
        var product = DoubleDouble<TReal>.Product(c, a);
        var sum = DoubleDouble<TReal>.Sum(one, product.High);
        var t = new DoubleDouble<TReal>(numerator, 0.0) / new DoubleDouble<TReal>(sum.High, sum.Low + product.Low);
        var z = t.High * t.High;
        var head = DoubleDouble<TReal>.QuickSum(high, t.High);
        var rest = TReal.MultiplyAdd(t.High * z, Polynomial(z, ArctangentPolynomial), TReal.MultiplyAdd(-z, t.Low, t.Low) + low);
        return TReal.WhereEqual(x, x, TReal.CopySign(head.High + (head.Low + rest), x), double.NaN);
    }

    /// <summary>From a bound on, another c, with arctan c in two words.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(TReal a, double bound, double tangent, double angle, double rest, ref TReal c, ref TReal high, ref TReal low)
    {
        c = TReal.WhereLess(a, bound, c, tangent);
        high = TReal.WhereLess(a, bound, high, angle);
        low = TReal.WhereLess(a, bound, low, rest);
    }
}
