namespace Functional.NN.Kernels;

/// <summary>An unevaluated sum High + Low with |Low| ≤ ulp(High): about 106 bits from exact operations on <see cref="double"/> alone.</summary>
/// <remarks>Dekker 1971; Knuth, TAOCP 2, 4.2.2. No branches: every line is one vector instruction as well.</remarks>
internal readonly struct DoubleDouble(double high, double low)
{
    /// <summary>The sum rounded, or nearly so.</summary>
    public double High { get; } = high;

    /// <summary>What <see cref="High"/> leaves out.</summary>
    public double Low { get; } = low;

    /// <summary>High + Low, rounded once.</summary>
    public double Rounded => High + Low;

    /// <summary>a + b, exactly, for finite a and b of any size.</summary>
    public static DoubleDouble Sum(double a, double b)
    {
        var sum = a + b;
        var bPart = sum - a;
        return new(sum, (a - (sum - bPart)) + (b - bPart));
    }

    /// <summary>a + b, exactly, when |a| ≥ |b| or a = 0.</summary>
    public static DoubleDouble QuickSum(double a, double b)
    {
        var sum = a + b;
        return new(sum, b - (sum - a));
    }

    /// <summary>a·b, exactly unless the error underflows.</summary>
    public static DoubleDouble Product(double a, double b)
    {
        var product = a * b;
        return new(product, Math.FusedMultiplyAdd(a, b, -product));
    }

    /// <summary>a·b to about 104 bits, |Low| ≤ a few ulp(High).</summary>
    public static DoubleDouble operator *(DoubleDouble a, DoubleDouble b)
    {
        var product = Product(a.High, b.High);
        return new(product.High, Math.FusedMultiplyAdd(a.High, b.Low, Math.FusedMultiplyAdd(a.Low, b.High, product.Low)));
    }

    /// <summary>a + b to about 104 bits, when |a| ≥ |b| or a = 0.</summary>
    public static DoubleDouble QuickSum(DoubleDouble a, DoubleDouble b)
    {
        var sum = QuickSum(a.High, b.High);
        return new(sum.High, sum.Low + (a.Low + b.Low));
    }

    /// <summary>a/b to about 100 bits: a quotient by the reciprocal and one correction from its exact remainder.</summary>
    public static DoubleDouble operator /(DoubleDouble a, DoubleDouble b)
    {
        var reciprocal = 1.0 / b.High;
        var quotient = a.High * reciprocal;
        var remainder = Math.FusedMultiplyAdd(-quotient, b.High, a.High) + Math.FusedMultiplyAdd(-quotient, b.Low, a.Low);
        return new(quotient, remainder * reciprocal);
    }
}
