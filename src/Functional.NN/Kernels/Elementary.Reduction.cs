using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Reduction modulo π/2, to about 100 bits for every finite double.</summary>
internal static partial class Elementary<TReal>
{
    private const double TwoOverPi = 0.6366197723675814;
    private const double HalfPiFirst = 1.5707963267341256;
    private const double HalfPiSecond = 6.077100506303966E-11;
    private const double HalfPiThird = 2.0222662487111665E-21;
    private const double HalfPiFourth = 8.4784276603689E-32;

    /// <summary>2²⁰: up to here n has 20 bits and its products with parts of 33 bits are exact.</summary>
    private const double LargestShortReduction = 1048576.0;

    /// <summary>x = n·π/2 + r (modulo 2π when x is large) with |r| ≤ π/4, for finite x ≥ 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> ReduceByHalfPi(TReal x, out TReal n)
    {
        if (!TReal.AllAtMost(x, LargestShortReduction)) return ReduceEach(x, out n);
        n = NearestProduct(x, TwoOverPi);
        return ReduceShort(x, n);
    }

    /// <summary>Cody and Waite: x − n·π/2 with π/2 in four parts, the first three of 33 bits; every product but the last is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static DoubleDouble<TReal> ReduceShort(TReal x, TReal n)
    {
        var rest = TReal.MultiplyAdd(-n, HalfPiFirst, x);
        var second = DoubleDouble<TReal>.Sum(rest, -n * HalfPiSecond);
        var third = DoubleDouble<TReal>.Sum(second.High, -n * HalfPiThird);
        return DoubleDouble<TReal>.QuickSum(third.High, TReal.MultiplyAdd(-n, HalfPiFourth, third.Low + second.Low));
    }

    /// <summary>Lane by lane, the large ones in integers.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe DoubleDouble<TReal> ReduceEach(TReal x, out TReal n)
    {
        double* high = stackalloc double[TReal.Count], low = stackalloc double[TReal.Count], multiple = stackalloc double[TReal.Count];
        TReal.Store(x, high);
        for (var lane = 0; lane < TReal.Count; lane++)
        {
            OneDouble value = high[lane], quadrants = Elementary<OneDouble>.NearestProduct(value, TwoOverPi);
            var r = value.Value <= LargestShortReduction ? Elementary<OneDouble>.ReduceShort(value, quadrants) : LongReduction.Of(value.Value, out quadrants);
            (high[lane], low[lane], multiple[lane]) = (r.High.Value, r.Low.Value, quadrants.Value);
        }
        n = TReal.Load(multiple);
        return new(TReal.Load(high), TReal.Load(low));
    }
}
