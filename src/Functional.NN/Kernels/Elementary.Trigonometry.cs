using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>sin x and cos x.</summary>
/// <remarks>
/// |x| = n·π/2 + r with |r| ≤ π/4 in two words (see the reduction), then sin r = r + r³·S(r²) or cos r = 1 − r²/2 + r⁴·C(r²) by n modulo 4 (its two lowest bits):
/// the scheme of fdlibm's k_sin.c and k_cos.c (Sun Microsystems 1993) with polynomials of our own.
/// </remarks>
internal static partial class Elementary<TReal>
{
    /// <summary>Its only bit is that of the sign.</summary>
    private const double SignBit = -0.0;

    /// <summary>S(z) = (sin(√z)/√z − 1)/z for 0 ≤ z ≤ (π/4)², relative error 2⁻⁶³.</summary>
    private static ReadOnlySpan<double> SinPolynomial =>
    [
        -0.16666666666666666, 0.008333333333333331, -0.0001984126984126506, 2.7557319219335453E-06,
        -2.5052106231157904E-08, 1.605853141458901E-10, -7.586685070091267E-13,
    ];

    /// <summary>C(z) = (cos(√z) − 1 + z/2)/z² for 0 ≤ z ≤ (π/4)², relative error 2⁻⁵⁹.</summary>
    private static ReadOnlySpan<double> CosPolynomial =>
    [
        0.041666666666666664, -0.0013888888888888887, 2.4801587301584645E-05, -2.755731922140076E-07,
        2.0876755790363397E-09, -1.1470460773969325E-11, 4.7458652037874553E-14,
    ];

    /// <summary>sin x, within 0.75 ulp for every x, however large. Odd; ±0 ↦ ±0, ±∞ ↦ NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Sin(TReal x)
    {
        var y = SinOfQuadrants(TReal.Abs(x), 0.0);
        return TReal.WhereLess(TReal.Abs(x), double.PositiveInfinity, TReal.ExclusiveOr(y, TReal.And(x, SignBit)), double.NaN);
    }

    /// <summary>cos x, within 0.75 ulp for every x, however large. Even; ±0 ↦ 1, ±∞ ↦ NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Cos(TReal x)
    {
        var y = SinOfQuadrants(TReal.Abs(x), 1.0);
        return TReal.WhereLess(TReal.Abs(x), double.PositiveInfinity, y, double.NaN);
    }

    /// <summary>sin x and cos x at once for 0 ≤ x ≤ 2²⁰, the same bits as one by one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal SinAndCos(TReal x, out TReal cos)
    {
        var n = NearestProduct(x, TwoOverPi);
        var r = ReduceShort(x, n);
        TReal half = 0.5 * n, sinR = SinNearZero(r), cosR = CosNearZero(r);
        cos = Signed(TReal.WhereEqual(Nearest(half), half, cosR, sinR), n + 1.0);
        return Signed(TReal.WhereEqual(Nearest(half), half, sinR, cosR), n);
    }

    /// <summary>sin(x + quadrants·π/2) for x ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal SinOfQuadrants(TReal x, TReal quadrants)
    {
        var r = ReduceByHalfPi(x, out var n);
        n += quadrants;
        var half = 0.5 * n;
        var y = TReal.WhereEqual(Nearest(half), half, SinNearZero(r), CosNearZero(r));
        return Signed(y, n);
    }

    /// <summary>y with its sign turned when n modulo 4 is 2 or 3.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal Signed(TReal y, TReal n) => TReal.ExclusiveOr(y, TReal.And(TReal.ShiftBitsLeft(n + RoundingShift, 62), SignBit));

    /// <summary>sin r for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal SinNearZero(DoubleDouble<TReal> r)
    {
        var z = r.High * r.High;
        var low = TReal.MultiplyAdd(-0.5 * z, r.Low, r.Low);
        return r.High + TReal.MultiplyAdd(r.High * z, Polynomial(z, SinPolynomial), low);
    }

    /// <summary>cos r for |r| ≤ π/4.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal CosNearZero(DoubleDouble<TReal> r)
    {
        var square = DoubleDouble<TReal>.Product(r.High, r.High);
        var z = square.High;
        var head = DoubleDouble<TReal>.QuickSum(1.0, -0.5 * z);
        var low = TReal.MultiplyAdd(-r.High, r.Low, head.Low - 0.5 * square.Low);
        return head.High + TReal.MultiplyAdd(z * z, Polynomial(z, CosPolynomial), low);
    }
}
