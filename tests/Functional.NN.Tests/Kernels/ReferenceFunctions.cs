using System.Numerics;

namespace Functional.NN.Tests.Kernels;

/// <summary>The elementary functions to about 200 bits, from their series: nothing shared with the code under test.</summary>
internal static class ReferenceFunctions
{
    private const int Bits = BigReal.Precision;
    private static readonly BigReal Two = BigReal.Of(2.0);
    private static readonly BigReal Ln2 = new(2 * ArtanhOfReciprocal(3, 400), -400);
    private static readonly BigInteger PiFixed = 16 * ArctanOfReciprocal(5, 1500) - 4 * ArctanOfReciprocal(239, 1500); // Machin 1706

    /// <summary>π.</summary>
    public static BigReal Pi { get; } = new(PiFixed, -1500);

    private static BigReal SqrtPi { get; } = SquareRoot(Pi);

    /// <summary>eˣ = 2ⁿ·(Σ (r/2⁸)ⁱ/i!)^(2⁸).</summary>
    public static BigReal Exp(BigReal x)
    {
        if (x.Magnitude > 20)
            return x.Mantissa.Sign < 0 ? BigReal.One.Scaled(-2_000_000) : BigReal.One.Scaled(2_000_000);
        var n = (int)Math.Round(x.Approximate / 0.6931471805599453);
        const int bits = Bits + 32;
        var small = (x - BigReal.Of(n) * Ln2).Fixed(bits - 8);
        var term = BigInteger.One << bits;
        var sum = term;
        for (var i = 1; !term.IsZero && !(term + 1).IsZero; i++)
        {
            term = ((term * small) >> bits) / i;
            sum += term;
        }

        for (var i = 0; i < 8; i++)
            sum = (sum * sum) >> bits;
        return new BigReal(sum, n - bits);
    }

    /// <summary>eˣ − 1, by its series where 1 would cancel.</summary>
    public static BigReal Expm1(BigReal x)
    {
        if (x.Magnitude >= -30)
            return Exp(x) - BigReal.One;
        var sum = BigReal.One;
        for (var i = 9; i >= 2; i--)
            sum = BigReal.One + x * sum / BigReal.Of(i);
        return x * sum;
    }

    /// <summary>log x = k·ln 2 + 2·artanh((m − 1)/(m + 1)).</summary>
    public static BigReal Log(BigReal x)
    {
        var k = x.Magnitude;
        var m = x.Scaled(-k);
        if (m.Approximate > 1.4142)
            (m, k) = (m.Scaled(-1), k + 1);
        return BigReal.Of(k) * Ln2 + TwiceArtanh((m - BigReal.One) / (m + BigReal.One));
    }

    /// <summary>log(1 + x), as 2·artanh(x/(2 + x)) near 0.</summary>
    public static BigReal Log1p(BigReal x) => x.Magnitude < -2 ? TwiceArtanh(x / (Two + x)) : Log(BigReal.One + x);

    /// <summary>xʸ for x > 0.</summary>
    public static BigReal Pow(BigReal x, BigReal y) => Exp(y * Log(x));

    /// <summary>tanh x.</summary>
    public static BigReal Tanh(BigReal x)
    {
        if (x.Magnitude > 10)
            return BigReal.Of(x.Mantissa.Sign);
        var t = Expm1(x.Scaled(1));
        return t / (t + Two);
    }

    /// <summary>1/(1 + e⁻ˣ).</summary>
    public static BigReal Sigmoid(BigReal x) => BigReal.One / (BigReal.One + Exp(-x));

    /// <summary>log(1 + eˣ).</summary>
    public static BigReal Softplus(BigReal x) => x.Magnitude > 10 && x.Mantissa.Sign > 0 ? x : Log1p(Exp(x));

    /// <summary>sin x, for every double.</summary>
    public static BigReal Sin(BigReal x) => SinOfQuadrants(x, 0);

    /// <summary>cos x, for every double.</summary>
    public static BigReal Cos(BigReal x) => SinOfQuadrants(x, 1);

    /// <summary>arctan x = π/2 − arctan 1/x above 1; its series at t/(1 + √(1 + t²)), three times halved.</summary>
    public static BigReal Atan(BigReal x)
    {
        if (x.Mantissa.Sign < 0)
            return -Atan(-x);
        if (x.Magnitude >= 0)
            return Pi.Scaled(-1) - (x.Magnitude > 300 ? BigReal.One / x : Atan(Below(BigReal.One / x)));
        if (x.Magnitude < -100)
            return x;
        for (var i = 0; i < 3; i++)
            x = x / (BigReal.One + SquareRoot(BigReal.One + x * x));
        var z = (x * x).Fixed(Bits);
        var power = BigInteger.One << Bits;
        var sum = power;
        for (var i = 3; !power.IsZero && power != -1; i += 2)
        {
            power = -((power * z) >> Bits);
            sum += power / i;
        }

        return x.Scaled(3) * new BigReal(sum, -Bits);

        // 1/1 would come back for ever.
        static BigReal Below(BigReal x) => x.Magnitude >= 0 ? x - BigReal.One.Scaled(-250) : x;
    }

    /// <summary>erf x = 2/√π·e^(−x²)·x·Σ (2x²)ⁱ/(2i + 1)!!, all of one sign.</summary>
    public static BigReal Erf(BigReal x)
    {
        if (x.Magnitude > 3)
            return BigReal.Of(x.Mantissa.Sign);
        var square = (x * x).Scaled(1).Fixed(Bits);
        var term = BigInteger.One << Bits;
        var sum = term;
        for (var i = 3; !term.IsZero; i += 2)
        {
            term = ((term * square) >> Bits) / i;
            sum += term;
        }

        return x.Scaled(1) * Exp(-(x * x)) * new BigReal(sum, -Bits) / SqrtPi;
    }

    /// <summary>1 − erf x up to 4, the continued fraction from there.</summary>
    public static BigReal Erfc(BigReal x) => x.Approximate < 4.0 ? BigReal.One - Erf(x) : ErfcByFraction(x, 160);

    /// <summary>e^(−x²)/√π · 1/(x + ½/(x + 1/(x + (3/2)/(x + …)))), so many levels deep (Abramowitz and Stegun 7.1.14).</summary>
    public static BigReal ErfcByFraction(BigReal x, int levels)
    {
        const int bits = 200;
        var step = x.Fixed(bits);
        var t = step;
        for (var k = levels; k >= 1; k--)
            t = step + (new BigInteger(k) << (2 * bits - 1)) / t;
        return Exp(-(x * x)) / (SqrtPi * new BigReal(t, -bits));
    }

    private static BigReal TwiceArtanh(BigReal s)
    {
        var z = (s * s).Fixed(Bits);
        var power = BigInteger.One << Bits;
        var sum = power;
        for (var i = 3; !power.IsZero; i += 2)
        {
            power = (power * z) >> Bits;
            sum += power / i;
        }

        return s.Scaled(1) * new BigReal(sum, -Bits);
    }

    private static BigReal SinOfQuadrants(BigReal x, int quadrants)
    {
        const int bits = 1490;
        var halfPi = PiFixed >> (1500 - bits + 1);
        var n = BigInteger.Divide(x.Fixed(bits) + (x.Mantissa.Sign < 0 ? -(halfPi >> 1) : halfPi >> 1), halfPi);
        var r = new BigReal(x.Fixed(bits) - n * halfPi, -bits);
        if (n.IsZero)
            r = x;
        var quadrant = (int)(((n + quadrants) % 4 + 4) % 4);
        var z = (r * r).Fixed(Bits);
        var y = quadrant % 2 == 0 ? r * Alternating(z, 1) : Alternating(z, 0);
        return quadrant < 2 ? y : -y;
    }

    /// <summary>Σ (−z)ⁱ·first!/(2i + first)!.</summary>
    private static BigReal Alternating(BigInteger z, int first)
    {
        var term = BigInteger.One << Bits;
        var sum = term;
        for (var i = first + 1; !term.IsZero; i += 2)
        {
            term = -((BigInteger.Abs(term) * z >> Bits) / (i * (i + 1)) * term.Sign);
            sum += term;
        }

        return new BigReal(sum, -Bits);
    }

    private static BigReal SquareRoot(BigReal x)
    {
        var root = BigReal.Of(Math.Sqrt(x.Approximate));
        for (var i = 0; i < 4; i++)
            root = (root + x / root).Scaled(-1);
        return root;
    }

    private static BigInteger ArtanhOfReciprocal(int n, int bits) => OddSeries(n, bits, 1);

    private static BigInteger ArctanOfReciprocal(int n, int bits) => OddSeries(n, bits, -1);

    /// <summary>Σ signⁱ/((2i + 1)·n^(2i + 1)).</summary>
    private static BigInteger OddSeries(int n, int bits, int sign)
    {
        var power = (BigInteger.One << (bits + 20)) / n;
        var sum = power;
        for (var i = 3; !power.IsZero; i += 2)
        {
            power = sign * power / (n * n);
            sum += power / i;
        }

        return sum >> 20;
    }
}
