using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>
/// The project's own elementary functions. They use exact operations only (+ − × ÷ and fused multiply-add, each rounded once by IEEE 754,
/// and operations on bits), so their results are the same bits on every machine.
/// </summary>
/// <remarks>
/// <para>In <see cref="double"/> every function is within 1 ulp of the true value, subnormal results included (the tests measure it against
/// 200 bits); the figure at each function is the worst one met. In <see cref="float"/> a function is by definition the one in double,
/// rounded once to float: within 0.51 ulp.</para>
/// <para>Every NaN that comes out is <see cref="double.NaN"/> (rounded to float: <see cref="float.NaN"/>), whichever came in.</para>
/// <para>Each body is straight-line code with selections; only huge arguments of sine and cosine leave it. The constants come from
/// bench/Functional.NN.Exhaustive/coefficients.py, which derives them with 400 bits.</para>
/// </remarks>
internal static partial class Elementary
{
    /// <summary>1.5·2⁵²: x + this has x rounded to an integer (ties to even) in its lowest bits, for |x| ≤ 2⁵¹.</summary>
    private const double RoundingShift = 6755399441055744.0;

    /// <summary>c₀ + c₁x + c₂x² + … as one chain of fused multiply-adds from the highest power down (Horner).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        var sum = coefficients[^1];
        for (var i = coefficients.Length - 2; i >= 0; i--)
            sum = Math.FusedMultiplyAdd(sum, x, coefficients[i]);
        return sum;
    }

    /// <summary>2ⁿ for −1022 ≤ n ≤ 1023.</summary>
    private static double PowerOfTwo(long n) => BitConverter.Int64BitsToDouble((n + 1023) << 52);

    /// <summary>x·2ⁿ for ½ ≤ |x| ≤ 2 and |n| ≤ 2000, rounded once when the result is subnormal.</summary>
    private static double Scale(double x, long n)
    {
        var half = n >> 1;
        return x * PowerOfTwo(half) * PowerOfTwo(n - half);
    }

    /// <summary>The integer nearest to x·y (ties to even), as a number and as an integer, for |x·y| ≤ 2⁵¹.</summary>
    private static double NearestProduct(double x, double y, out long integer)
    {
        var shifted = Math.FusedMultiplyAdd(x, y, RoundingShift);
        integer = BitConverter.DoubleToInt64Bits(shifted) - BitConverter.DoubleToInt64Bits(RoundingShift);
        return shifted - RoundingShift;
    }

    /// <summary>x in double; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Widen<T>(T x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<T, float>(x) : Unsafe.BitCast<T, double>(x);

    /// <summary>y rounded once to T.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static T Round<T>(double y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? Unsafe.BitCast<float, T>((float)y) : Unsafe.BitCast<double, T>(y);
}
