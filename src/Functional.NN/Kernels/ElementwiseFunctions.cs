using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

internal static partial class Elementwise
{
    internal readonly struct Add<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x + y;
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x + y;
    }

    internal readonly struct Subtract<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x - y;
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x - y;
    }

    internal readonly struct Multiply<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x * y;
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x * y;
    }

    internal readonly struct Divide<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x / y;
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x / y;
    }

    /// <summary>max(0, x + y), and a NaN for a NaN.</summary>
    internal readonly struct RectifiedSum<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => PositivePart<T>.Apply(x + y);
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => PositivePart<T>.Apply(x + y);
    }

    /// <summary>x·1 where y &gt; 0, else x·0.</summary>
    internal readonly struct Gated<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x * Heaviside<T>.Apply(y);
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x * Heaviside<T>.Apply(y);
    }

    /// <summary>x·(1 − y·y).</summary>
    internal readonly struct TanhPullback<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x * (T.One - y * y);
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x * (Vector<T>.One - y * y);
    }

    /// <summary>x·(y·(1 − y)).</summary>
    internal readonly struct SigmoidPullback<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x * (y * (T.One - y));
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x * (y * (Vector<T>.One - y));
    }

    /// <summary>x, whatever y is: what broadcasting to a shape computes.</summary>
    internal readonly struct First<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x;
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => x;
    }

    /// <summary>x where x ≥ y or x is a NaN, else y (which may be a NaN).</summary>
    internal readonly struct Maximum<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x >= y || T.IsNaN(x) ? x : y;
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.GreaterThanOrEqual(x, y) | Vector.OnesComplement(Vector.Equals(x, x)), x, y);
    }

    /// <summary>x where x ≤ y or x is a NaN, else y (which may be a NaN).</summary>
    internal readonly struct Minimum<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x <= y || T.IsNaN(x) ? x : y;
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.LessThanOrEqual(x, y) | Vector.OnesComplement(Vector.Equals(x, x)), x, y);
    }

    /// <summary>1 where x &gt; y, else 0.</summary>
    internal readonly struct GreaterThan<T> : IBinary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x, T y) => x > y ? T.One : T.Zero;
        public static Vector<T> Apply(Vector<T> x, Vector<T> y) => Vector.ConditionalSelect(Vector.GreaterThan(x, y), Vector<T>.One, Vector<T>.Zero);
    }

    internal readonly struct Negate<T> : IUnary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => -x;
        public static Vector<T> Apply(Vector<T> x) => x ^ new Vector<T>(-T.Zero);
    }

    internal readonly struct SquareRoot<T> : IUnary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Sqrt(x);
        public static Vector<T> Apply(Vector<T> x) => Vector.SquareRoot(x);
    }

    internal readonly struct Absolute<T> : IUnary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => T.Abs(x);
        public static Vector<T> Apply(Vector<T> x) => Vector.Abs(x);
    }

    /// <summary>max(0, x), and a NaN for a NaN.</summary>
    internal readonly struct PositivePart<T> : IUnary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => x <= T.Zero ? T.Zero : x;
        public static Vector<T> Apply(Vector<T> x) => Vector.ConditionalSelect(Vector.LessThanOrEqual(x, Vector<T>.Zero), Vector<T>.Zero, x);
    }

    /// <summary>1 where x &gt; 0, else 0.</summary>
    internal readonly struct Heaviside<T> : IUnary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => x > T.Zero ? T.One : T.Zero;
        public static Vector<T> Apply(Vector<T> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One, Vector<T>.Zero);
    }

    /// <summary>−1, 0 or 1; 0 for a NaN.</summary>
    internal readonly struct SignOf<T> : IUnary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => x > T.Zero ? T.One : x < T.Zero ? -T.One : T.Zero;
        public static Vector<T> Apply(Vector<T> x) => Vector.ConditionalSelect(Vector.GreaterThan(x, Vector<T>.Zero), Vector<T>.One,
            Vector.ConditionalSelect(Vector.LessThan(x, Vector<T>.Zero), -Vector<T>.One, Vector<T>.Zero));
    }

    /// <summary>x/(1 + |x|).</summary>
    internal readonly struct Softsign<T> : IUnary<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public static T Apply(T x) => x / (T.One + T.Abs(x));
        public static Vector<T> Apply(Vector<T> x) => x / (Vector<T>.One + Vector.Abs(x));
    }

    internal readonly struct Exp<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Exp(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.ExpOfSingle(x);
    }

    internal readonly struct Expm1<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Expm1(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Expm1OfSingle(x);
    }

    internal readonly struct Log<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Log(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.LogOfSingle(x);
    }

    internal readonly struct Log1p<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Log1p(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Log1pOfSingle(x);
    }

    internal readonly struct Tanh<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Tanh(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.TanhOfSingle(x);
    }

    internal readonly struct TanhShrink<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.TanhShrink(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.TanhShrink(x);
    }

    internal readonly struct Sigmoid<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Sigmoid(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.SigmoidOfSingle(x);
    }

    internal readonly struct Softplus<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Softplus(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.SoftplusOfSingle(x);
    }

    internal readonly struct Erf<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Erf(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Erf(x);
    }

    internal readonly struct Erfc<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Erfc(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Erfc(x);
    }

    internal readonly struct Sin<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Sin(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Sin(x);
    }

    internal readonly struct Cos<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Cos(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Cos(x);
    }

    internal readonly struct Atan<T> : IElementary
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal Of<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Atan(x);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static TReal OfSingle<TReal>(TReal x) where TReal : unmanaged, IDoubles<TReal> => Elementary<TReal>.Atan(x);
    }
}
