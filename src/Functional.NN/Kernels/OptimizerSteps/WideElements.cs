using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>Elements in a vector of AVX-512.</summary>
internal readonly struct WideElements<T>(Vector512<T> lanes) : IElements<WideElements<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const float SmallestFloat = 1.17549435E-38f;
    private const double SmallestDouble = 2.2250738585072014E-308;
    private readonly Vector512<T> lanes = lanes;

    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator WideElements<T>(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> operator +(WideElements<T> x, WideElements<T> y) => new(x.lanes + y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> operator -(WideElements<T> x, WideElements<T> y) => new(x.lanes - y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> operator *(WideElements<T> x, WideElements<T> y) => new(x.lanes * y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> operator /(WideElements<T> x, WideElements<T> y) => new(x.lanes / y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> Sqrt(WideElements<T> x) => new(Vector512.Sqrt(x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> Abs(WideElements<T> x) => new(Vector512.Abs(x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> Max(WideElements<T> x, WideElements<T> y) => new(Vector512.ConditionalSelect(Vector512.GreaterThan(y.lanes, x.lanes), y.lanes, x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> Min(WideElements<T> x, WideElements<T> y) => new(Vector512.ConditionalSelect(Vector512.LessThan(y.lanes, x.lanes), y.lanes, x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> Sign(WideElements<T> x) => BySign(x, T.One, T.NegativeOne, T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> BySign(WideElements<T> x, WideElements<T> positive, WideElements<T> negative, WideElements<T> zero) =>
        new(Vector512.ConditionalSelect(Vector512.GreaterThan(x.lanes, Vector512<T>.Zero), positive.lanes, Vector512.ConditionalSelect(Vector512.LessThan(x.lanes, Vector512<T>.Zero), negative.lanes, zero.lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> Flushed(WideElements<T> x) => new(Vector512.AndNot(x.lanes, Vector512.LessThan(Vector512.Abs(x.lanes), Smallest)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideElements<T> Mark(WideElements<T> mark, WideElements<T> x) => new(mark.lanes | (x.lanes - x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUnmarked(WideElements<T> mark) => Vector512.EqualsAll(Vector512.AsByte(mark.lanes), Vector512<byte>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe WideElements<T> Load(T* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(WideElements<T> x, T* to) => x.lanes.Store(to);

    /// <summary>The smallest normal number of T.</summary>
    private static Vector512<T> Smallest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? Vector512.Create(SmallestFloat).As<float, T>() : Vector512.Create(SmallestDouble).As<double, T>();
    }
}
