using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>erf x = 2/√π·∫₀ˣ e^(−t²) dt and erfc x = 1 − erf x.</summary>
/// <remarks>
/// For x ≥ 0 one form serves all x: erfc x = e^(−x²)·p(t)/(1 + 2x), t = (x − 3)/(x + 3), after Shepherd and Laframboise 1981
/// ("Chebyshev approximation of (1 + 2x)·exp(x²)·erfc(x)"), with x² and the quotient in two words; erfc(−x) = 2 − erfc x.
/// Below ½ erf x = x·(2/√π + z·s(z)), z = x²; there erfc x is 1 − erf x, and elsewhere the other way round.
/// </remarks>
internal static partial class Elementary<TReal>
{
    private const double TwoOverSqrtPiHigh = 1.1283791670955126;
    private const double TwoOverSqrtPiLow = 1.533545961316588E-17;
    private const double ErfcConstantHigh = 1.2530080582697296;
    private const double ErfcConstantLow = 5.0692573899256966E-17;

    /// <summary>s(z) = (erf(√z)/√z − 2/√π)/z for 0 ≤ z ≤ ¼, relative error 2⁻⁵⁷.</summary>
    private static ReadOnlySpan<double> ErfPolynomial =>
    [
        -0.37612638903183754, 0.11283791670955126, -0.026866170645131037, 0.005223977625431185,
        -0.0008548327020585921, 0.00012055332553017004, -1.492561124922689E-05, 1.6459902382312906E-06,
        -1.6289957297318203E-07, 1.3352351102931638E-08,
    ];

    /// <summary>(p(t) − p(0))/t for the x in 0..28, relative error of p 2⁻⁵⁶.</summary>
    private static ReadOnlySpan<double> ErfcPolynomial =>
    [
        -0.1356211061245811, -0.04756229435345306, 0.12964515870275026, -0.11927366341516857,
        0.06830802734440604, -0.023770514921937647, 0.002529391807900063, 0.0018886903981696801,
        -0.000779832185525928, -0.00010516006241299548, 0.0001250987929274765, 4.950552349634667E-06,
        -2.0098253837625926E-05, -7.34163165466839E-07, 3.4661596712796173E-06, 3.6066863475424126E-07,
        -6.056586389337659E-07, -1.4410354379681688E-07, 8.977480611608504E-08, 4.1134756392158016E-08,
        -5.756503996147508E-09, -6.467844455782987E-09, -1.0672595214976916E-09,
    ];

    /// <summary>erf x, within 0.75 ulp. Odd; ±0 ↦ ±0, ±∞ ↦ ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Erf(TReal x)
    {
        var magnitude = TReal.Abs(x);
        var near = ErfNearZero(magnitude);
        var far = OneMinus(ErfcOfMagnitude(Min(magnitude, 28.0), out var exponent), exponent);
        var y = TReal.CopySign(TReal.WhereLess(magnitude, 0.5, near.High, far.High), x);
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>erfc x, within 0.9 ulp. −∞ ↦ 2, ±0 ↦ 1, ∞ ↦ 0; underflows gradually to 0 above 27.22.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Erfc(TReal x)
    {
        var magnitude = TReal.Abs(x);
        var near = ErfNearZero(magnitude);
        var complement = ErfcOfMagnitude(Min(magnitude, 28.0), out var exponent);
        var far = OneMinus(complement, exponent);
        var (high, low) = (TReal.WhereLess(magnitude, 0.5, near.High, far.High), TReal.WhereLess(magnitude, 0.5, near.Low, far.Low));
        var sum = DoubleDouble<TReal>.QuickSum(1.0, TReal.CopySign(high, -x));
        var nearOrNegative = sum.High + (sum.Low + TReal.WhereLess(x, 0.0, low, -low));
        var y = TReal.WhereLess(x, 0.5, nearOrNegative, Scale(complement.Rounded, exponent));
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>erf x for 0 ≤ x &lt; ½.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> ErfNearZero(TReal x)
    {
        var z = x * x;
        var head = DoubleDouble<TReal>.Product(x, TwoOverSqrtPiHigh);
        var low = TReal.MultiplyAdd(x, TwoOverSqrtPiLow, x * z * Polynomial(z, ErfPolynomial));
        return DoubleDouble<TReal>.QuickSum(head.High, low + head.Low);
    }

    /// <summary>1 − 2ⁿ·m.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> OneMinus(DoubleDouble<TReal> mantissa, TReal exponent)
    {
        var difference = DoubleDouble<TReal>.QuickSum(1.0, -Scale(mantissa.High, exponent));
        return DoubleDouble<TReal>.QuickSum(difference.High, difference.Low - Scale(mantissa.Low, exponent));
    }

    /// <summary>erfc x = 2ⁿ·m for 0 ≤ x ≤ 28.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> ErfcOfMagnitude(TReal x, out TReal exponent)
    {
        var square = DoubleDouble<TReal>.Product(x, x);
        var gauss = ExpMantissa(-square.High, -square.Low, out exponent);
        var t = (DoubleDouble<TReal>.Sum(x, -3.0) / DoubleDouble<TReal>.Sum(x, 3.0)).Rounded;
        var p = DoubleDouble<TReal>.QuickSum(ErfcConstantHigh, t * Polynomial(t, ErfcPolynomial));
        return gauss * new DoubleDouble<TReal>(p.High, p.Low + ErfcConstantLow) / DoubleDouble<TReal>.Sum(1.0, 2.0 * x);
    }
}
