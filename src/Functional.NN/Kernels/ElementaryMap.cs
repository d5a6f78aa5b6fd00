using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels;

/// <summary>A function of one number, for any number of lanes. Both forms compute in double; in float the function is the short form, rounded once.</summary>
internal interface IElementary
{
    /// <summary>f(x) for any double x, as accurate as a double can be.</summary>
    static abstract TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal>;

    /// <summary>f(x) for an x that is a float, as accurate as rounding it to float needs.</summary>
    static abstract TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal>;
}

/// <summary>y[i] = f(x[i]) by the widest vectors there are. x and y may be the same memory, not overlap in part.</summary>
internal static unsafe class ElementaryMap
{
    public static void Map<T, TFunction>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged where TFunction : struct, IElementary
    {
        if (y.Length < x.Length) throw new ArgumentException("The result is shorter than the argument.", nameof(y));
        fixed (T* from = x, to = y)
        {
            if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported) All<T, TFunction, EightDoubles>(from, to, x.Length);
            else if (Avx2.IsSupported && Fma.IsSupported) All<T, TFunction, FourDoubles>(from, to, x.Length);
            else All<T, TFunction, OneDouble>(from, to, x.Length);
        }
    }

    /// <summary>With vectors of one width: whole ones, and the rest as one filled up with zeros.</summary>
    public static void All<T, TFunction, TReal>(T* x, T* y, int count)
        where T : unmanaged where TFunction : struct, IElementary where TReal : unmanaged, IDoubles<TReal>
    {
        var whole = count / TReal.Count * TReal.Count;
        Vectors<T, TFunction, TReal>(x, y, whole);
        if (whole == count) return;
        T* padded = stackalloc T[TReal.Count];
        for (var i = whole; i < count; i++) padded[i - whole] = x[i];
        Vectors<T, TFunction, TReal>(padded, padded, TReal.Count);
        for (var i = whole; i < count; i++) y[i] = padded[i - whole];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Vectors<T, TFunction, TReal>(T* x, T* y, int count)
        where T : unmanaged where TFunction : struct, IElementary where TReal : unmanaged, IDoubles<TReal>
    {
        for (var i = 0; i < count; i += TReal.Count)
            TReal.Store(typeof(T) == typeof(float) ? TFunction.OfSingle(TReal.Load(x + i)) : TFunction.Of(TReal.Load(x + i)), y + i);
    }
}
