namespace Functional.NN.Kernels;

/// <summary>xʸ.</summary>
/// <remarks>
/// e^(y·log x) with log x to about 100 bits, so that the error of y·log x, up to 745, stays below 2⁻⁵⁷:
/// log(1 + f) = 2·artanh s = 2s·(1 + z·(⅓ + z·(⅕ + z·q(z)))), s = f/(2 + f), z = s², all but q in two words.
/// </remarks>
internal static partial class Elementary
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

    /// <summary>
    /// xʸ, within 0.6 ulp (0.8 if subnormal), exact where xʸ is representable. Special values as IEEE 754-2019 §9.2.1 has them for pow: x⁰ = 1ʸ = 1 even for NaN;
    /// x &lt; 0 with a y that is no integer gives NaN; signs of zeros and infinities go with odd integers y; (−1)^±∞ = 1.
    /// </summary>
    public static double Pow(double x, double y)
    {
        var magnitude = PowerOfMagnitude(Math.Abs(x), y);
        var integer = Math.Floor(y) == y;
        var odd = integer && double.IsFinite(y) && Math.Floor(0.5 * y) != 0.5 * y;
        magnitude = x < 0.0 && double.IsFinite(x) && !integer ? double.NaN : magnitude;
        magnitude = double.IsNegative(x) && odd ? -magnitude : magnitude;
        magnitude = double.IsNaN(x) || double.IsNaN(y) ? double.NaN : magnitude;
        return y == 0.0 || x == 1.0 ? 1.0 : magnitude;
    }

    /// <summary>xʸ in float: <see cref="Pow(double, double)"/> rounded once.</summary>
    public static float Pow(float x, float y) => (float)Pow((double)x, (double)y);

    /// <summary>xʸ in either precision.</summary>
    public static T Pow<T>(T x, T y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Pow(Widen(x), Widen(y)));

    /// <summary>xʸ for x ≥ 0; 0 and ∞ by the sign of y·log x, and 1 where that is 0·∞.</summary>
    private static double PowerOfMagnitude(double x, double y)
    {
        var log = LogTwofold(x);
        var product = DoubleDouble.Product(y, log.High);
        var low = Math.FusedMultiplyAdd(y, log.Low, product.Low);
        var within = Math.Abs(product.High) < 750.0;
        var mantissa = ExpMantissa(within ? product.High : 0.0, within ? low : 0.0, out var exponent);
        var unbounded = product.High > 0.0 ? double.PositiveInfinity : 0.0;
        var power = within ? Scale(mantissa.High, exponent) : unbounded;
        var endpoint = (x == 0.0) == (y > 0.0) ? 0.0 : double.PositiveInfinity;
        power = x == 0.0 || x == double.PositiveInfinity ? endpoint : power;
        return x == 1.0 ? 1.0 : power;
    }

    /// <summary>log x to about 100 bits for finite x > 0.</summary>
    private static DoubleDouble LogTwofold(double x)
    {
        var f = SplitExponent(x, out var k) - 1.0;
        var s = new DoubleDouble(f, 0.0) / DoubleDouble.QuickSum(2.0, f);
        s = DoubleDouble.QuickSum(s.High, s.Low);
        var twice = new DoubleDouble(2.0 * s.High, 2.0 * s.Low);
        var correction = twice * ArtanhCorrection(s * s);
        var exponent = DoubleDouble.QuickSum(k * Ln2High, k * Ln2Middle);
        return DoubleDouble.QuickSum(exponent, DoubleDouble.QuickSum(twice, correction));
    }

    /// <summary>artanh(s)/s − 1 = z·(⅓ + z·(⅕ + z·q(z))), z = s².</summary>
    private static DoubleDouble ArtanhCorrection(DoubleDouble z)
    {
        var tail = z.High * Polynomial(z.High, PowerPolynomial);
        var fifth = DoubleDouble.QuickSum(new DoubleDouble(FifthHigh, FifthLow), new DoubleDouble(tail, 0.0));
        return z * DoubleDouble.QuickSum(new DoubleDouble(ThirdHigh, ThirdLow), z * fifth);
    }
}
