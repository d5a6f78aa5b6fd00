using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>What a kernel needs of a vector, so that it is written once for every width. Lanes do not meet, so the width cannot change a bit.</summary>
internal interface ILanes<T, TVector> where T : unmanaged where TVector : unmanaged
{
    /// <summary>The same number in every lane.</summary>
    static abstract TVector All(T value);

    /// <summary>A whole number in every lane, as the bits of one as wide as the lane.</summary>
    static abstract TVector Bits(int number);

    /// <summary>x·y + z, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector x, TVector y, TVector z);

    /// <summary>x + y.</summary>
    static abstract TVector Add(TVector x, TVector y);

    /// <summary>x / y.</summary>
    static abstract TVector Divide(TVector x, TVector y);

    /// <summary>x where it is greater than 0, a NaN where it is one, else +0.</summary>
    static abstract TVector PositivePart(TVector x);

    /// <summary>Where value &gt; largest, taking a NaN for larger than every number and no larger than a NaN.</summary>
    static abstract TVector Larger(TVector value, TVector largest);

    /// <summary>Where two lanes have the same bits.</summary>
    static abstract TVector Same(TVector x, TVector y);

    /// <summary>x where the mask says so, elsewhere y.</summary>
    static abstract TVector Select(TVector mask, TVector x, TVector y);
}

/// <summary>The vectors every machine has.</summary>
internal readonly struct UsualLanes<T> : ILanes<T, Vector<T>> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> All(T value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Bits(int number) =>
        typeof(T) == typeof(float) ? Vector.As<int, T>(new Vector<int>(number)) : Vector.As<long, T>(new Vector<long>(number));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> MultiplyAdd(Vector<T> x, Vector<T> y, Vector<T> z) => Fused.MultiplyAdd(x, y, z);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Add(Vector<T> x, Vector<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Divide(Vector<T> x, Vector<T> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> PositivePart(Vector<T> x) => Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<T>.Zero), Vector<T>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Larger(Vector<T> value, Vector<T> largest) => Vector.AndNot(Vector.Equals(largest, largest), Vector.LessThanOrEqual(value, largest));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Same(Vector<T> x, Vector<T> y) => typeof(T) == typeof(float)
        ? Vector.As<int, T>(Vector.Equals(Vector.As<T, int>(x), Vector.As<T, int>(y)))
        : Vector.As<long, T>(Vector.Equals(Vector.As<T, long>(x), Vector.As<T, long>(y)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Select(Vector<T> mask, Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(mask, x, y);
}

/// <summary>The vectors of AVX-512.</summary>
internal readonly struct WideLanes<T> : ILanes<T, Vector512<T>> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> All(T value) => Vector512.Create(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Bits(int number) => typeof(T) == typeof(float) ? Vector512.Create(number).As<int, T>() : Vector512.Create((long)number).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> MultiplyAdd(Vector512<T> x, Vector512<T> y, Vector512<T> z) =>
        typeof(T) == typeof(float)
            ? Vector512.FusedMultiplyAdd(x.AsSingle(), y.AsSingle(), z.AsSingle()).As<float, T>()
            : Vector512.FusedMultiplyAdd(x.AsDouble(), y.AsDouble(), z.AsDouble()).As<double, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Add(Vector512<T> x, Vector512<T> y) => x + y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Divide(Vector512<T> x, Vector512<T> y) => x / y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> PositivePart(Vector512<T> x) => Vector512.ConditionalSelect(Vector512.LessThanOrEqual(x, Vector512<T>.Zero), Vector512<T>.Zero, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Larger(Vector512<T> value, Vector512<T> largest) =>
        Vector512.AndNot(Vector512.Equals(largest, largest), Vector512.LessThanOrEqual(value, largest));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Same(Vector512<T> x, Vector512<T> y) => typeof(T) == typeof(float)
        ? Vector512.Equals(x.AsInt32(), y.AsInt32()).As<int, T>()
        : Vector512.Equals(x.AsInt64(), y.AsInt64()).As<long, T>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Select(Vector512<T> mask, Vector512<T> x, Vector512<T> y) => Vector512.ConditionalSelect(mask, x, y);
}
