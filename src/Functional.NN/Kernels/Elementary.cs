using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>
/// The project's own elementary functions. They use exact operations only (+ − × ÷ and fused multiply-add, each rounded once by IEEE 754,
/// and operations on bits), so their results are the same bits on every machine.
/// </summary>
/// <remarks>
/// <para>Each is written once for one double and for several side by side (<see cref="IDoubles{TSelf}"/>), so that vectors and single numbers cannot differ in a bit.
/// In <see cref="double"/> every function is within 1 ulp of the true value, subnormal results included (the tests measure it against
/// 200 bits); the figure at each function is the worst one met. In <see cref="float"/> exp, expm1, log, log1p, tanh, sigmoid and softplus have
/// by definition a shorter body of their own, also in double but only to a relative error below 2⁻⁴⁰, rounded once to float: within 0.5001 ulp, and never
/// a step back from one float to the next. The other functions are in float the ones in double, rounded once: within 0.51 ulp.</para>
/// <para>Every NaN that comes out is <see cref="double.NaN"/> (rounded to float: <see cref="float.NaN"/>), whichever came in.</para>
/// <para>Each body is straight-line code with selections; only huge arguments of sine and cosine leave it. The constants come from
/// bench/Functional.NN.Exhaustive/coefficients.py, which derives them with 400 bits.</para>
/// </remarks>
internal static partial class Elementary<TReal> where TReal : unmanaged, IDoubles<TReal>
{
    /// <summary>1.5·2⁵²: x + this has x rounded to an integer (ties to even) in its lowest bits, for |x| ≤ 2⁵¹.</summary>
    private const double RoundingShift = 6755399441055744.0;

    /// <summary>c₀ + c₁x + c₂x² + … as one chain of fused multiply-adds from the highest power down (Horner).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal Polynomial(TReal x, ReadOnlySpan<double> coefficients)
    {
        TReal sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--)
            sum = TReal.MultiplyAdd(sum, x, coefficients[i]);
        return sum;
    }

    /// <summary>2ⁿ for an integer −1022 ≤ n ≤ 1023: its bits are those of n + 1023, moved to the exponent's field.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal PowerOfTwo(TReal n) => TReal.ShiftBitsLeft(n + (RoundingShift + 1023.0), 52);

    /// <summary>x·2ⁿ for ½ ≤ |x| ≤ 2 and an integer |n| ≤ 2000, rounded once when the result is subnormal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal Scale(TReal x, TReal n)
    {
        var half = NearestProduct(n, 0.5);
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>The integer nearest to x·y (ties to even), for |x·y| ≤ 2⁵¹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal NearestProduct(TReal x, TReal y) => TReal.MultiplyAdd(x, y, RoundingShift) - RoundingShift;

    /// <summary>The integer nearest to x (ties to even), for |x| ≤ 2⁵¹.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal Nearest(TReal x) => x + RoundingShift - RoundingShift;

    /// <summary>The smaller one; y, if there is a NaN.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal Min(TReal x, TReal y) => TReal.WhereLess(x, y, x, y);

    /// <summary>x within bounds; a NaN stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal Clamp(TReal x, TReal low, TReal high) => TReal.WhereLess(x, low, low, TReal.WhereLess(high, x, high, x));
}
