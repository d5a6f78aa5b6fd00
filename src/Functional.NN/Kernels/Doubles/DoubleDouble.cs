using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>An unevaluated sum High + Low with |Low| ≤ ulp(High): about 106 bits from exact operations on <see cref="double"/> alone, in every lane.</summary>
/// <remarks>Dekker 1971; Knuth, TAOCP 2, 4.2.2. No branches: every line is one vector instruction as well.</remarks>
internal readonly struct DoubleDouble<TReal>(TReal high, TReal low) where TReal : unmanaged, IDoubles<TReal>
{
    /// <summary>The sum rounded, or nearly so.</summary>
    public TReal High { get; } = high;

    /// <summary>What <see cref="High"/> leaves out.</summary>
    public TReal Low { get; } = low;

    /// <summary>High + Low, rounded once.</summary>
    public TReal Rounded
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => High + Low;
    }

    /// <summary>a + b, exactly, for finite a and b of any size.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<TReal> Sum(TReal a, TReal b)
    {
        var sum = a + b;
        var bPart = sum - a;
        return new(sum, (a - (sum - bPart)) + (b - bPart));
    }

    /// <summary>a + b, exactly, when |a| ≥ |b| or a = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<TReal> QuickSum(TReal a, TReal b)
    {
        var sum = a + b;
        return new(sum, b - (sum - a));
    }

    /// <summary>a·b, exactly unless the error underflows.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<TReal> Product(TReal a, TReal b)
    {
        var product = a * b;
        return new(product, TReal.MultiplyAdd(a, b, -product));
    }

    /// <summary>a·b to about 104 bits, |Low| ≤ a few ulp(High).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<TReal> operator *(DoubleDouble<TReal> a, DoubleDouble<TReal> b)
    {
        var product = Product(a.High, b.High);
        return new(product.High, TReal.MultiplyAdd(a.High, b.Low, TReal.MultiplyAdd(a.Low, b.High, product.Low)));
    }

    /// <summary>a + b to about 104 bits, when |a| ≥ |b| or a = 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<TReal> QuickSum(DoubleDouble<TReal> a, DoubleDouble<TReal> b)
    {
        var sum = QuickSum(a.High, b.High);
        return new(sum.High, sum.Low + (a.Low + b.Low));
    }

    /// <summary>a/b to about 100 bits: a quotient by the reciprocal and one correction from its exact remainder.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static DoubleDouble<TReal> operator /(DoubleDouble<TReal> a, DoubleDouble<TReal> b)
    {
        var reciprocal = 1.0 / b.High;
        var quotient = a.High * reciprocal;
        var remainder = TReal.MultiplyAdd(-quotient, b.High, a.High) + TReal.MultiplyAdd(-quotient, b.Low, a.Low);
        return new(quotient, remainder * reciprocal);
    }
}
