namespace Functional.NN.Kernels;

/// <summary>The logistic sigmoid and its integral, with full relative accuracy in their tails.</summary>
internal static partial class Elementary
{
    /// <summary>1/(1 + e⁻ˣ), within 0.6 ulp (0.8 if subnormal). ±0 ↦ ½, −∞ ↦ 0, ∞ ↦ 1.</summary>
    /// <remarks>With e = e^(−|x|): 1/(1 + e) for x ≥ 0, e/(1 + e) for x &lt; 0, whose factor 2ⁿ comes last so that a subnormal result is rounded once.</remarks>
    public static double Sigmoid(double x)
    {
        var mantissa = ExpMantissa(-Math.Min(Math.Abs(x), 750.0), 0.0, out var exponent);
        var sum = DoubleDouble.QuickSum(1.0, Scale(mantissa.High, exponent));
        var denominator = new DoubleDouble(sum.High, sum.Low + Scale(mantissa.Low, exponent));
        var negative = x < 0.0;
        var numerator = negative ? mantissa : new DoubleDouble(1.0, 0.0);
        var y = Scale((numerator / denominator).Rounded, negative ? exponent : 0);
        return double.IsNaN(x) ? double.NaN : y;
    }

    /// <summary>log(1 + eˣ) = max(x, 0) + log(1 + e), e = e^(−|x|), or e − e²/2 for x &lt; −20, within 0.7 ulp (0.8 if subnormal). −∞ ↦ 0, ∞ ↦ ∞.</summary>
    public static double Softplus(double x)
    {
        var mantissa = ExpMantissa(-Math.Min(Math.Abs(x), 750.0), 0.0, out var exponent);
        var e = new DoubleDouble(Scale(mantissa.High, exponent), Scale(mantissa.Low, exponent));
        var sum = DoubleDouble.QuickSum(1.0, e.High);
        var log = LogOfSum(sum.High, sum.Low + e.Low);
        var total = DoubleDouble.Sum(Math.Max(x, 0.0), log.High);
        var y = total.High + (total.Low + log.Low);
        y = x < -20.0 ? e.High + Math.FusedMultiplyAdd(-0.5 * e.High, e.High, e.Low) : y;
        y = x == double.PositiveInfinity ? x : y;
        return double.IsNaN(x) ? double.NaN : y;
    }

    /// <summary>1/(1 + e⁻ˣ) in float: <see cref="Sigmoid(double)"/> rounded once.</summary>
    public static float Sigmoid(float x) => (float)Sigmoid((double)x);

    /// <summary>log(1 + eˣ) in float: <see cref="Softplus(double)"/> rounded once.</summary>
    public static float Softplus(float x) => (float)Softplus((double)x);

    /// <summary>1/(1 + e⁻ˣ) in either precision.</summary>
    public static T Sigmoid<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Sigmoid(Widen(x)));

    /// <summary>log(1 + eˣ) in either precision.</summary>
    public static T Softplus<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Softplus(Widen(x)));
}
