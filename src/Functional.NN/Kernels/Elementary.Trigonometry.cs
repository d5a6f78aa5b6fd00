namespace Functional.NN.Kernels;

/// <summary>sin x and cos x.</summary>
/// <remarks>
/// |x| = n·π/2 + r with |r| ≤ π/4 in two words (see the reduction), then sin r = r + r³·S(r²) or cos r = 1 − r²/2 + r⁴·C(r²) by n modulo 4:
/// the scheme of fdlibm's k_sin.c and k_cos.c (Sun Microsystems 1993) with polynomials of our own.
/// </remarks>
internal static partial class Elementary
{
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
    public static double Sin(double x)
    {
        var y = SinOfQuadrants(Math.Abs(x), 0);
        return double.IsFinite(x) ? (double.IsNegative(x) ? -y : y) : double.NaN;
    }

    /// <summary>cos x, within 0.75 ulp for every x, however large. Even; ±0 ↦ 1, ±∞ ↦ NaN.</summary>
    public static double Cos(double x)
    {
        var y = SinOfQuadrants(Math.Abs(x), 1);
        return double.IsFinite(x) ? y : double.NaN;
    }

    /// <summary>sin x in float: <see cref="Sin(double)"/> rounded once.</summary>
    public static float Sin(float x) => (float)Sin((double)x);

    /// <summary>cos x in float: <see cref="Cos(double)"/> rounded once.</summary>
    public static float Cos(float x) => (float)Cos((double)x);

    /// <summary>sin x in either precision.</summary>
    public static T Sin<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Sin(Widen(x)));

    /// <summary>cos x in either precision.</summary>
    public static T Cos<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Cos(Widen(x)));

    /// <summary>sin(x + quadrants·π/2) for x ≥ 0.</summary>
    private static double SinOfQuadrants(double x, long quadrants)
    {
        var r = ReduceByHalfPi(x, out var n);
        n += quadrants;
        var y = (n & 1) == 0 ? SinNearZero(r) : CosNearZero(r);
        return (n & 2) == 0 ? y : -y;
    }

    /// <summary>sin r for |r| ≤ π/4.</summary>
    private static double SinNearZero(DoubleDouble r)
    {
        var z = r.High * r.High;
        var low = Math.FusedMultiplyAdd(-0.5 * z, r.Low, r.Low);
        return r.High + Math.FusedMultiplyAdd(r.High * z, Polynomial(z, SinPolynomial), low);
    }

    /// <summary>cos r for |r| ≤ π/4.</summary>
    private static double CosNearZero(DoubleDouble r)
    {
        var square = DoubleDouble.Product(r.High, r.High);
        var z = square.High;
        var head = DoubleDouble.QuickSum(1.0, -0.5 * z);
        var low = Math.FusedMultiplyAdd(-r.High, r.Low, head.Low - 0.5 * square.Low);
        return head.High + Math.FusedMultiplyAdd(z * z, Polynomial(z, CosPolynomial), low);
    }
}
