namespace Functional.NN.Exhaustive;

/// <summary>
/// The true values, to about 10⁻¹¹ relative or better, which decides an ulp of float. They come from <see cref="Math"/> where it has the function
/// (its error is about an ulp of double) and from series and fractions of other form than ours elsewhere. Nothing in the library calls these.
/// </summary>
internal static class Oracle
{
    /// <summary>eˣ − 1 = 2·sinh(x/2)·e^(x/2), which cancels nowhere.</summary>
    public static double Expm1(double x) => x < -700.0 ? -1.0 : x > 700.0 ? Math.Exp(x) : 2.0 * Math.Sinh(0.5 * x) * Math.Exp(0.5 * x);

    /// <summary>log(1 + x) = 2·artanh(x/(2 + x)) near 0; farther out 1 + x is exact enough.</summary>
    public static double Log1p(double x) => Math.Abs(x) < 0.5 ? 2.0 * Math.Atanh(x / (2.0 + x)) : Math.Log(1.0 + x);

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static double Sigmoid(double x) => x < 0.0 ? Math.Exp(x) / (1.0 + Math.Exp(x)) : 1.0 / (1.0 + Math.Exp(-x));

    /// <summary>log(1 + eˣ).</summary>
    public static double Softplus(double x) => Math.Max(x, 0.0) + Log1p(Math.Exp(-Math.Abs(x)));

    /// <summary>erf x: its series below 3, 1 − erfc x from there.</summary>
    public static double Erf(double x) => Math.Abs(x) < 3.0 ? ErfSeries(x) : double.IsNaN(x) ? x : Math.CopySign(1.0 - ErfcFraction(Math.Abs(x)), x);

    /// <summary>erfc x: 1 − erf x below 3 (relative error 10⁻¹¹ there at worst), the continued fraction from there.</summary>
    public static double Erfc(double x) => x < 3.0 ? 1.0 - Erf(x) : double.IsNaN(x) ? x : ErfcFraction(x);

    /// <summary>2/√π·e^(−x²)·x·Σ (2x²)ⁱ/(2i + 1)!!.</summary>
    private static double ErfSeries(double x)
    {
        var (term, sum) = (1.0, 1.0);
        for (var i = 3; term > 1e-17 * sum; i += 2)
        {
            term *= 2.0 * x * x / i;
            sum += term;
        }

        return 1.1283791670955126 * Math.Exp(-x * x) * x * sum;
    }

    /// <summary>e^(−x²)/√π · 1/(x + ½/(x + 1/(x + (3/2)/(x + …)))), x ≥ 3.</summary>
    private static double ErfcFraction(double x)
    {
        if (x > 30.0)
            return 0.0;
        var t = x;
        for (var k = 40; k >= 1; k--)
            t = x + 0.5 * k / t;
        return 0.5641895835477563 * Math.Exp(-x * x) / t;
    }
}
