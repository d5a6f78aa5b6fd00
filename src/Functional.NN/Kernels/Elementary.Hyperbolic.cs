using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>The hyperbolic tangent.</summary>
internal static partial class Elementary<TReal>
{
    /// <summary>2⁻²⁸: below it x − x³/3 is x.</summary>
    private const double SmallestBent = 3.725290298461914E-9;

    /// <summary>tanh x = −t/(2 + t) with t = e^(−2|x|) − 1 and the sign of x, within 0.75 ulp. Odd; ±0 ↦ ±0, ±∞ ↦ ±1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TReal Tanh(TReal x)
    {
        var t = ExpMinusOne(-2.0 * Min(TReal.Abs(x), 25.0));
        var sum = DoubleDouble<TReal>.QuickSum(2.0, t.High);
        var y = (new DoubleDouble<TReal>(-t.High, -t.Low) / new DoubleDouble<TReal>(sum.High, sum.Low + t.Low)).Rounded;
        y = TReal.CopySign(y, x);
        y = TReal.WhereLess(TReal.Abs(x), SmallestBent, x, y);
        return TReal.WhereEqual(x, x, y, double.NaN);
    }
}
