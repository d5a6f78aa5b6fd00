namespace Functional.NN.Kernels;

/// <summary>eˣ and eˣ − 1.</summary>
/// <remarks>
/// x = n·ln 2 + r with |r| ≤ ½ ln 2 (Cody and Waite 1980: ln 2 in three parts, the first two of 42 bits, so that their products with n are exact),
/// eʳ = 1 + r + r²·q(r), eˣ = 2ⁿ·eʳ.
/// </remarks>
internal static partial class Elementary
{
    private const double Log2E = 1.4426950408889634;
    private const double Ln2High = 0.6931471805598903;
    private const double Ln2Middle = 5.49792301870721E-14;
    private const double Ln2Low = 1.1612227229362532E-26;

    /// <summary>q(r) = (eʳ − 1 − r)/r² for |r| ≤ ½ ln 2, relative error 2⁻⁵⁷.</summary>
    private static ReadOnlySpan<double> ExpPolynomial =>
    [
        0.5, 0.1666666666666667, 0.04166666666666667, 0.008333333333326136,
        0.0013888888888883748, 0.00019841269874820627, 2.4801587325547743E-05, 2.7557255400206422E-06,
        2.75572736431103E-07, 2.5105217004720745E-08, 2.0914686968086876E-09,
    ];

    /// <summary>eˣ, within 0.6 ulp (0.8 if subnormal). e^±0 = 1, e^−∞ = 0, e^∞ = ∞; overflows to ∞ above 709.78, underflows gradually to 0 below −745.13.</summary>
    public static double Exp(double x)
    {
        var mantissa = ExpMantissa(Math.Clamp(x, -750.0, 750.0), 0.0, out var exponent);
        var y = Scale(mantissa.High, exponent);
        return double.IsNaN(x) ? double.NaN : y;
    }

    /// <summary>eˣ − 1, within 0.8 ulp, also near 0. ±0 ↦ ±0, −∞ ↦ −1, ∞ ↦ ∞; overflows to ∞ above 709.78.</summary>
    public static double Expm1(double x)
    {
        var y = ExpMinusOne(Math.Clamp(x, -50.0, 710.0)).High;
        y = Math.Abs(x) < SmallestInexact ? x : y;
        return double.IsNaN(x) ? double.NaN : y;
    }

    /// <summary>eˣ in float: <see cref="Exp(double)"/> rounded once.</summary>
    public static float Exp(float x) => (float)Exp((double)x);

    /// <summary>eˣ − 1 in float: <see cref="Expm1(double)"/> rounded once.</summary>
    public static float Expm1(float x) => (float)Expm1((double)x);

    /// <summary>eˣ in either precision.</summary>
    public static T Exp<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Exp(Widen(x)));

    /// <summary>eˣ − 1 in either precision.</summary>
    public static T Expm1<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Expm1(Widen(x)));

    /// <summary>2⁻⁵⁴: below it x + O(x²) is x.</summary>
    private const double SmallestInexact = 5.551115123125783E-17;

    /// <summary>e^(x + low) = 2ⁿ·m with m in [0.7, 1.42] to about 60 bits; |x| ≤ 750, |low| ≤ ulp(x).</summary>
    private static DoubleDouble ExpMantissa(double x, double low, out long exponent)
    {
        var r = ReduceByLn2(x, low, out exponent);
        var sum = DoubleDouble.QuickSum(1.0, r.High);
        return DoubleDouble.QuickSum(sum.High, sum.Low + ExpTail(r));
    }

    /// <summary>eˣ − 1 to about 60 bits, for −50 ≤ x ≤ 710 and no subnormals: 2ⁿ·(1 + r + tail) − 1, halved on the way so that 2ⁿ⁻¹ does not overflow.</summary>
    private static DoubleDouble ExpMinusOne(double x)
    {
        var r = ReduceByLn2(x, 0.0, out var exponent);
        var scale = PowerOfTwo(exponent - 1);
        var constant = DoubleDouble.Sum(scale, -0.5);
        var sum = DoubleDouble.Sum(constant.High, scale * r.High);
        var low = sum.Low + (constant.Low + scale * ExpTail(r));
        return DoubleDouble.QuickSum(2.0 * sum.High, 2.0 * low);
    }

    /// <summary>r = x + low − n·ln 2 for the integer n nearest to x/ln 2.</summary>
    private static DoubleDouble ReduceByLn2(double x, double low, out long n)
    {
        var multiple = NearestProduct(x, Log2E, out n);
        var rest = Math.FusedMultiplyAdd(-multiple, Ln2High, x);
        var middle = Math.FusedMultiplyAdd(-multiple, Ln2Middle, rest);
        var error = Math.FusedMultiplyAdd(-multiple, Ln2Middle, rest - middle);
        var sum = DoubleDouble.QuickSum(middle, low);
        return new(sum.High, sum.Low + Math.FusedMultiplyAdd(-multiple, Ln2Low, error));
    }

    /// <summary>e^(r + ε) − 1 − r = r²·q(r) + ε·(1 + r), where r + ε is High + Low.</summary>
    private static double ExpTail(DoubleDouble r)
    {
        var low = Math.FusedMultiplyAdd(r.High, r.Low, r.Low);
        return Math.FusedMultiplyAdd(r.High * r.High, Polynomial(r.High, ExpPolynomial), low);
    }
}
