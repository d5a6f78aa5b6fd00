using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>The logistic sigmoid and its integral, with full relative accuracy in their tails.</summary>
internal static partial class Elementary<TReal>
{
    /// <summary>1/(1 + e⁻ˣ), within 0.6 ulp (0.8 if subnormal). ±0 ↦ ½, −∞ ↦ 0, ∞ ↦ 1.</summary>
    /// <remarks>With e = e^(−|x|): 1/(1 + e) for x ≥ 0, e/(1 + e) for x &lt; 0, whose factor 2ⁿ comes last so that a subnormal result is rounded once.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Sigmoid(TReal x)
    {
        var mantissa = ExpMantissa(-Min(TReal.Abs(x), 750.0), 0.0, out var exponent);
        var sum = DoubleDouble<TReal>.QuickSum(1.0, Scale(mantissa.High, exponent));
        var denominator = new DoubleDouble<TReal>(sum.High, sum.Low + Scale(mantissa.Low, exponent));
        var numerator = new DoubleDouble<TReal>(TReal.WhereLess(x, 0.0, mantissa.High, 1.0), TReal.WhereLess(x, 0.0, mantissa.Low, 0.0));
        var y = Scale((numerator / denominator).Rounded, TReal.WhereLess(x, 0.0, exponent, 0.0));
        return TReal.WhereEqual(x, x, y, double.NaN);
    }

    /// <summary>log(1 + eˣ) = max(x, 0) + log(1 + e), e = e^(−|x|), or e − e²/2 for x &lt; −20, within 0.7 ulp (0.8 if subnormal). −∞ ↦ 0, ∞ ↦ ∞.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Softplus(TReal x)
    {
        var mantissa = ExpMantissa(-Min(TReal.Abs(x), 750.0), 0.0, out var exponent);
        var e = new DoubleDouble<TReal>(Scale(mantissa.High, exponent), Scale(mantissa.Low, exponent));
        var sum = DoubleDouble<TReal>.QuickSum(1.0, e.High);
        var log = LogOfSum(sum.High, sum.Low + e.Low);
        var total = DoubleDouble<TReal>.Sum(TReal.WhereLess(x, 0.0, 0.0, x), log.High);
        var y = total.High + (total.Low + log.Low);
        y = TReal.WhereLess(x, -20.0, e.High + TReal.MultiplyAdd(-0.5 * e.High, e.High, e.Low), y);
        y = TReal.WhereEqual(x, double.PositiveInfinity, x, y);
        return TReal.WhereEqual(x, x, y, double.NaN);
    }
}
