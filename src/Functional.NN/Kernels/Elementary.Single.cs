using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>The elementary functions of a single number, in either precision; see <see cref="Elementary{TReal}"/> for what they promise.</summary>
internal static class Elementary
{
    /// <summary>eˣ.</summary>
    public static double Exp(double x) => Elementary<OneDouble>.Exp(x).Value;

    /// <summary>eˣ in float: that in double, rounded once.</summary>
    public static float Exp(float x) => (float)Exp((double)x);

    /// <summary>eˣ in either precision.</summary>
    public static T Exp<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Exp(Widen(x)));

    /// <summary>eˣ − 1.</summary>
    public static double Expm1(double x) => Elementary<OneDouble>.Expm1(x).Value;

    /// <summary>eˣ − 1 in float: that in double, rounded once.</summary>
    public static float Expm1(float x) => (float)Expm1((double)x);

    /// <summary>eˣ − 1 in either precision.</summary>
    public static T Expm1<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Expm1(Widen(x)));

    /// <summary>log x.</summary>
    public static double Log(double x) => Elementary<OneDouble>.Log(x).Value;

    /// <summary>log x in float: that in double, rounded once.</summary>
    public static float Log(float x) => (float)Log((double)x);

    /// <summary>log x in either precision.</summary>
    public static T Log<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Log(Widen(x)));

    /// <summary>log(1 + x).</summary>
    public static double Log1p(double x) => Elementary<OneDouble>.Log1p(x).Value;

    /// <summary>log(1 + x) in float: that in double, rounded once.</summary>
    public static float Log1p(float x) => (float)Log1p((double)x);

    /// <summary>log(1 + x) in either precision.</summary>
    public static T Log1p<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Log1p(Widen(x)));

    /// <summary>tanh x.</summary>
    public static double Tanh(double x) => Elementary<OneDouble>.Tanh(x).Value;

    /// <summary>tanh x in float: that in double, rounded once.</summary>
    public static float Tanh(float x) => (float)Tanh((double)x);

    /// <summary>tanh x in either precision.</summary>
    public static T Tanh<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Tanh(Widen(x)));

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => Elementary<OneDouble>.Sigmoid(x).Value;

    /// <summary>1/(1 + e⁻ˣ) in float: that in double, rounded once.</summary>
    public static float Sigmoid(float x) => (float)Sigmoid((double)x);

    /// <summary>1/(1 + e⁻ˣ) in either precision.</summary>
    public static T Sigmoid<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Sigmoid(Widen(x)));

    /// <summary>log(1 + eˣ).</summary>
    public static double Softplus(double x) => Elementary<OneDouble>.Softplus(x).Value;

    /// <summary>log(1 + eˣ) in float: that in double, rounded once.</summary>
    public static float Softplus(float x) => (float)Softplus((double)x);

    /// <summary>log(1 + eˣ) in either precision.</summary>
    public static T Softplus<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Softplus(Widen(x)));

    /// <summary>erf x.</summary>
    public static double Erf(double x) => Elementary<OneDouble>.Erf(x).Value;

    /// <summary>erf x in float: that in double, rounded once.</summary>
    public static float Erf(float x) => (float)Erf((double)x);

    /// <summary>erf x in either precision.</summary>
    public static T Erf<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Erf(Widen(x)));

    /// <summary>erfc x.</summary>
    public static double Erfc(double x) => Elementary<OneDouble>.Erfc(x).Value;

    /// <summary>erfc x in float: that in double, rounded once.</summary>
    public static float Erfc(float x) => (float)Erfc((double)x);

    /// <summary>erfc x in either precision.</summary>
    public static T Erfc<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Erfc(Widen(x)));

    /// <summary>sin x.</summary>
    public static double Sin(double x) => Elementary<OneDouble>.Sin(x).Value;

    /// <summary>sin x in float: that in double, rounded once.</summary>
    public static float Sin(float x) => (float)Sin((double)x);

    /// <summary>sin x in either precision.</summary>
    public static T Sin<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Sin(Widen(x)));

    /// <summary>cos x.</summary>
    public static double Cos(double x) => Elementary<OneDouble>.Cos(x).Value;

    /// <summary>cos x in float: that in double, rounded once.</summary>
    public static float Cos(float x) => (float)Cos((double)x);

    /// <summary>cos x in either precision.</summary>
    public static T Cos<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Round<T>(Cos(Widen(x)));

    /// <summary>
    /// xʸ, within 0.6 ulp (0.8 if subnormal), exact where xʸ is representable. Special values as IEEE 754-2019 §9.2.1 has them for pow: x⁰ = 1ʸ = 1 even for NaN;
    /// x &lt; 0 with a y that is no integer gives NaN; signs of zeros and infinities go with odd integers y; (−1)^±∞ = 1.
    /// </summary>
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

    /// <summary>x in double; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Widen<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(x) : Unsafe.BitCast<T, double>(x);

    /// <summary>y rounded once to T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Round<T>(double y) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)y) : Unsafe.BitCast<double, T>(y);
}
