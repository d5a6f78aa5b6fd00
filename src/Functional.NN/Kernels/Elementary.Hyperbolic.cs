namespace Functional.NN.Kernels;

/// <summary>The hyperbolic tangent.</summary>
internal static partial class Elementary
{
    /// <summary>2⁻²⁸: below it x − x³/3 is x.</summary>
    private const double SmallestBent = 3.725290298461914E-9;

    /// <summary>tanh x = −t/(2 + t) with t = e^(−2|x|) − 1 and the sign of x, within 0.75 ulp. Odd; ±0 ↦ ±0, ±∞ ↦ ±1.</summary>
    public static double Tanh(double x)
    {
        var t = ExpMinusOne(-2.0 * Math.Min(Math.Abs(x), 25.0));
        var sum = DoubleDouble.QuickSum(2.0, t.High);
        var y = (new DoubleDouble(-t.High, -t.Low) / new DoubleDouble(sum.High, sum.Low + t.Low)).Rounded;
        y = Math.CopySign(y, x);
        y = Math.Abs(x) < SmallestBent ? x : y;
        return double.IsNaN(x) ? double.NaN : y;
    }

    /// <summary>tanh x in float: <see cref="Tanh(double)"/> rounded once.</summary>
    public static float Tanh(float x) => (float)Tanh((double)x);

    /// <summary>tanh x in either precision.</summary>
    public static T Tanh<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Tanh(Widen(x)));
}
