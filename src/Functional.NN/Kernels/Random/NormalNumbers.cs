using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels;

/// <summary>Box and Muller: numbers 2j and 2j + 1 are r·cos φ and r·sin φ with r = √(−2 ln(1 − u)), φ = 2πv, and u, v the unit numbers of words 2j and 2j + 1.</summary>
internal static unsafe class NormalNumbers
{
    /// <summary>How many numbers are made at once: words and results stay in the nearest cache.</summary>
    private const int Stretch = 128;

    /// <summary>mean + deviation·z for the normal numbers z of a key from an even place on, by the widest vectors there are.</summary>
    public static void Draw<T>(RandomKey key, ulong use, double mean, double deviation, Span<T> numbers, long first = 0) where T : unmanaged
    {
        fixed (T* to = numbers)
        {
            if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) All<T, EightDoubles, EightWords>(key, use, mean, deviation, to, numbers.Length, first);
            else if (Avx2.IsSupported && Fma.IsSupported) All<T, FourDoubles, FourWords>(key, use, mean, deviation, to, numbers.Length, first);
            else All<T, OneDouble, OneWord>(key, use, mean, deviation, to, numbers.Length, first);
        }
    }

    /// <summary>With vectors of one width; a last stretch that is not whole is computed to the end of its vector.</summary>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void All<T, TReal, TWords>(RandomKey key, ulong use, double mean, double deviation, T* to, int count, long first = 0)
        where T : unmanaged where TReal : unmanaged, IDoubles<TReal> where TWords : unmanaged, IWords<TWords>
    {
        ulong* words = stackalloc ulong[Stretch];
        T* planes = stackalloc T[Stretch];
        for (int start = 0; start < count; start += Stretch)
        {
            int some = Math.Min(Stretch, count - start), vectors = (some + 2 * TWords.Count - 1) / (2 * TWords.Count);
            ThreefryBlocks.Vectors<ulong, ByHalves, TWords>(key, (ulong)((first + start) / 2), use, default, words, vectors);
            Planes<T, TReal>(words, mean, deviation, planes, planes + Stretch / 2, vectors);
            Pairs(planes, planes + Stretch / 2, to + start, some);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Planes<T, TReal>(ulong* words, double mean, double deviation, T* even, T* odd, int vectors) where T : unmanaged where TReal : unmanaged, IDoubles<TReal>
    {
        for (int i = 0; i < vectors; i++)
        {
            TReal u = Unit(TReal.Load((double*)words)), v = Unit(TReal.Load((double*)words + TReal.Count));
            var r = TReal.SquareRoot(-2.0 * Elementary<TReal>.Log(1.0 - u));
            var sin = Elementary<TReal>.SinAndCos(2 * Math.PI * v, out var cos);
            TReal.Store(mean + deviation * (r * cos), even);
            TReal.Store(mean + deviation * (r * sin), odd);
            words += 2 * TReal.Count;
            even += TReal.Count;
            odd += TReal.Count;
        }
    }

    private static void Pairs<T>(T* even, T* odd, T* to, int count) where T : unmanaged
    {
        for (int i = 0; i + 1 < count; i += 2)
        {
            to[i] = even[i / 2];
            to[i + 1] = odd[i / 2];
        }
        if (count % 2 == 1) to[count - 1] = even[count / 2];
    }

    /// <summary>The upper 53 bits of words, times 2⁻⁵³: 32 and 21 of them, each put below a one of weight 2⁵² that is taken away again; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TReal Unit<TReal>(TReal words) where TReal : unmanaged, IDoubles<TReal>
    {
        const double one = 4503599627370496.0; // 2⁵²
        TReal upper = TReal.AddBits(TReal.ShiftBitsRight(words, 32), one) - one;
        TReal lower = TReal.AddBits(TReal.ShiftBitsRight(TReal.ShiftBitsLeft(words, 32), 43), one) - one;
        return upper * (1.0 / (1L << 32)) + lower * (1.0 / (1L << 53));
    }
}
