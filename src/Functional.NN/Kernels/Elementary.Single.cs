using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>The elementary functions of a single number, in either precision; see <see cref="Elementary{TReal}"/> for what they promise.</summary>
internal static class Elementary
{
    /// <summary>eˣ.</summary>
    public static double Exp(double x) => Elementary<OneDouble>.Exp(x).Value;

    /// <summary>eˣ in float.</summary>
    public static float Exp(float x) => Exp<float>(x);

    /// <summary>eˣ in either precision.</summary>
    public static T Exp<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Exp<T>>(x);

    /// <summary>eˣ − 1.</summary>
    public static double Expm1(double x) => Elementary<OneDouble>.Expm1(x).Value;

    /// <summary>eˣ − 1 in float.</summary>
    public static float Expm1(float x) => Expm1<float>(x);

    /// <summary>eˣ − 1 in either precision.</summary>
    public static T Expm1<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Expm1<T>>(x);

    /// <summary>log x.</summary>
    public static double Log(double x) => Elementary<OneDouble>.Log(x).Value;

    /// <summary>log x in float.</summary>
    public static float Log(float x) => Log<float>(x);

    /// <summary>log x in either precision.</summary>
    public static T Log<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Log<T>>(x);

    /// <summary>log(1 + x).</summary>
    public static double Log1p(double x) => Elementary<OneDouble>.Log1p(x).Value;

    /// <summary>log(1 + x) in float.</summary>
    public static float Log1p(float x) => Log1p<float>(x);

    /// <summary>log(1 + x) in either precision.</summary>
    public static T Log1p<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Log1p<T>>(x);

    /// <summary>tanh x.</summary>
    public static double Tanh(double x) => Elementary<OneDouble>.Tanh(x).Value;

    /// <summary>tanh x in float.</summary>
    public static float Tanh(float x) => Tanh<float>(x);

    /// <summary>tanh x in either precision.</summary>
    public static T Tanh<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Tanh<T>>(x);

    /// <summary>x − tanh x.</summary>
    public static double TanhShrink(double x) => Elementary<OneDouble>.TanhShrink(x).Value;

    /// <summary>x − tanh x in float.</summary>
    public static float TanhShrink(float x) => TanhShrink<float>(x);

    /// <summary>x − tanh x in either precision.</summary>
    public static T TanhShrink<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.TanhShrink<T>>(x);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => Elementary<OneDouble>.Sigmoid(x).Value;

    /// <summary>1/(1 + e⁻ˣ) in float.</summary>
    public static float Sigmoid(float x) => Sigmoid<float>(x);

    /// <summary>1/(1 + e⁻ˣ) in either precision.</summary>
    public static T Sigmoid<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Sigmoid<T>>(x);

    /// <summary>log(1 + eˣ).</summary>
    public static double Softplus(double x) => Elementary<OneDouble>.Softplus(x).Value;

    /// <summary>log(1 + eˣ) in float.</summary>
    public static float Softplus(float x) => Softplus<float>(x);

    /// <summary>log(1 + eˣ) in either precision.</summary>
    public static T Softplus<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Softplus<T>>(x);

    /// <summary>erf x.</summary>
    public static double Erf(double x) => Elementary<OneDouble>.Erf(x).Value;

    /// <summary>erf x in float.</summary>
    public static float Erf(float x) => Erf<float>(x);

    /// <summary>erf x in either precision.</summary>
    public static T Erf<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Erf<T>>(x);

    /// <summary>erfc x.</summary>
    public static double Erfc(double x) => Elementary<OneDouble>.Erfc(x).Value;

    /// <summary>erfc x in float.</summary>
    public static float Erfc(float x) => Erfc<float>(x);

    /// <summary>erfc x in either precision.</summary>
    public static T Erfc<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Erfc<T>>(x);

    /// <summary>sin x.</summary>
    public static double Sin(double x) => Elementary<OneDouble>.Sin(x).Value;

    /// <summary>sin x in float.</summary>
    public static float Sin(float x) => Sin<float>(x);

    /// <summary>sin x in either precision.</summary>
    public static T Sin<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Sin<T>>(x);

    /// <summary>cos x.</summary>
    public static double Cos(double x) => Elementary<OneDouble>.Cos(x).Value;

    /// <summary>cos x in float.</summary>
    public static float Cos(float x) => Cos<float>(x);

    /// <summary>cos x in either precision.</summary>
    public static T Cos<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Cos<T>>(x);

    /// <summary>arctan x.</summary>
    public static double Atan(double x) => Elementary<OneDouble>.Atan(x).Value;

    /// <summary>arctan x in float.</summary>
    public static float Atan(float x) => Atan<float>(x);

    /// <summary>arctan x in either precision.</summary>
    public static T Atan<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Of<T, Elementwise.Atan<T>>(x);

    /// <summary>
    /// xʸ, within 0.6 ulp (0.8 if subnormal), exact where xʸ is representable. Special values as IEEE 754-2019 §9.2.1 has them for pow: x⁰ = 1ʸ = 1 even for NaN;
    /// x &lt; 0 with a y that is no integer gives NaN; signs of zeros and infinities go with odd integers y; (−1)^±∞ = 1.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Pow(double x, double y)
    {
        var magnitude = Elementary<OneDouble>.PowerOfMagnitude(Math.Abs(x), y).Value;
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
    public static T Pow<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Round<T>(Pow(Widen(x), Widen(y)));

    /// <summary>The function in the precision T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Of<T, TFunction>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IElementary
    {
        OneDouble wide = Widen(x);
        return Round<T>(typeof(T) == typeof(float) ? TFunction.OfSingle(wide).Value : TFunction.Of(wide).Value);
    }

    /// <summary>x in double; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Widen<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(x) : Unsafe.BitCast<T, double>(x);

    /// <summary>y rounded once to T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Round<T>(double y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)y) : Unsafe.BitCast<double, T>(y);
}
