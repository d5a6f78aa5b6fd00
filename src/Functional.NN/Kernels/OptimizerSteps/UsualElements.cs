using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Elements in the vectors that every machine has.</summary>
internal readonly struct UsualElements<T>(Vector<T> lanes) : IElements<UsualElements<T>, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const float SmallestFloat = 1.17549435E-38f;
    private const double SmallestDouble = 2.2250738585072014E-308;
    private readonly Vector<T> lanes = lanes;

    public static int Count => Vector<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator UsualElements<T>(T value) => new(new Vector<T>(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> operator +(UsualElements<T> x, UsualElements<T> y) => new(x.lanes + y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> operator -(UsualElements<T> x, UsualElements<T> y) => new(x.lanes - y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> operator *(UsualElements<T> x, UsualElements<T> y) => new(x.lanes * y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> operator /(UsualElements<T> x, UsualElements<T> y) => new(x.lanes / y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> Sqrt(UsualElements<T> x) => new(Vector.SquareRoot(x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> Abs(UsualElements<T> x) => new(Vector.Abs(x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> Max(UsualElements<T> x, UsualElements<T> y) => new(Vector.ConditionalSelect(Vector.GreaterThan(y.lanes, x.lanes), y.lanes, x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> Min(UsualElements<T> x, UsualElements<T> y) => new(Vector.ConditionalSelect(Vector.LessThan(y.lanes, x.lanes), y.lanes, x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> Sign(UsualElements<T> x) => BySign(x, T.One, T.NegativeOne, T.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> BySign(UsualElements<T> x, UsualElements<T> positive, UsualElements<T> negative, UsualElements<T> zero) =>
        new(Vector.ConditionalSelect(Vector.GreaterThan(x.lanes, Vector<T>.Zero), positive.lanes, Vector.ConditionalSelect(Vector.LessThan(x.lanes, Vector<T>.Zero), negative.lanes, zero.lanes)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> Flushed(UsualElements<T> x) => new(Vector.AndNot(x.lanes, Vector.LessThan(Vector.Abs(x.lanes), Smallest)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static UsualElements<T> Mark(UsualElements<T> mark, UsualElements<T> x) => new(mark.lanes | (x.lanes - x.lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsUnmarked(UsualElements<T> mark) => Vector.EqualsAll(Vector.AsVectorByte(mark.lanes), Vector<byte>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe UsualElements<T> Load(T* from) => new(Vector.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(UsualElements<T> x, T* to) => x.lanes.Store(to);

    /// <summary>The smallest normal number of T.</summary>
    private static Vector<T> Smallest
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => typeof(T) == typeof(float) ? Vector.As<float, T>(new Vector<float>(SmallestFloat)) : Vector.As<double, T>(new Vector<double>(SmallestDouble));
    }
}
