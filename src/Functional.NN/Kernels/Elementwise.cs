using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>A function of one number, for one and for a vector of them; both must give the same bits.</summary>
internal interface IUnary<T> where T : unmanaged
{
    static abstract T Apply(T x);
    static abstract Vector<T> Apply(Vector<T> x);
}

/// <summary>A function of two numbers, for one pair and for a vector of them; both must give the same bits.</summary>
internal interface IBinary<T> where T : unmanaged
{
    static abstract T Apply(T x, T y);
    static abstract Vector<T> Apply(Vector<T> x, Vector<T> y);
}

/// <summary>Elementwise loops: z[i] = f(x[i], y[i]). Every element is computed alone, so neither vector width nor order can change a bit.</summary>
internal static partial class Elementwise
{
    public static Tensor<T> Unary<T, TFunction>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IUnary<T> =>
        new UnaryKernel<T, TFunction>(x.Shape.Size).Of(x.Shape, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Unary<T, TFunction>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IUnary<T>
    {
        int i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count) TFunction.Apply(new Vector<T>(x[i..])).CopyTo(y[i..]);
        for (; i < y.Length; i++) y[i] = TFunction.Apply(x[i]);
    }

    public static Tensor<T> Scalar<T, TFunction>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IElementary
    {
        var to = GC.AllocateUninitializedArray<T>(x.Shape.Size);
        Scalar<T, TFunction>(x.AsSpan(), to);
        return Tensor<T>.Own(x.Shape, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Scalar<T, TFunction>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IElementary =>
        ElementaryMap.Map<T, TFunction>(x[..y.Length], y);

    public static Tensor<T> Binary<T, TFunction>(Tensor<T> x, Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IBinary<T>
    {
        var shape = Shape.Broadcast(x.Shape, y.Shape);
        return new BinaryKernel<T, TFunction>(shape, x.Shape, y.Shape).Of(shape, x, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Binary<T, TFunction>(in BroadcastLoop loop, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> z) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IBinary<T>
    {
        int runs = loop.Runs, length = loop.Length, xStep = loop.LeftStep, yStep = loop.RightStep, xRun = loop.IsEven ? loop.LeftRun : 0, yRun = loop.IsEven ? loop.RightRun : 0;
        bool even = loop.IsEven;
        fixed (T* left = x, right = y, result = z)
        {
            T* to = result;
            for (int run = 0; run < runs; run++, to += length)
            {
                var (i, j) = even ? (run * xRun, run * yRun) : loop.Starts(run);
                Row<T, TFunction>(left + i, xStep, right + j, yStep, to, length);
            }
        }
    }

    /// <summary>y[i] ← y[i] + x[i].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo<T>(ReadOnlySpan<T> x, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count) (new Vector<T>(y[i..]) + new Vector<T>(x[i..])).CopyTo(y[i..]);
        for (; i < y.Length; i++) y[i] += x[i];
    }

    public static Tensor<T> BroadcastTo<T>(Tensor<T> x, Shape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new BroadcastKernel<T>(x.Shape, shape).Of(shape, x);

    /// <summary>The elementwise choice between two tensors by a mask of the same shape.</summary>
    public static Tensor<T> Where<T>(Tensor<T> mask, Tensor<T> whenTrue, Tensor<T> whenFalse) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (mask.Shape != whenTrue.Shape || mask.Shape != whenFalse.Shape)
            throw new ShapeException($"Where: mask and both choices must have one shape, got {mask.Shape}, {whenTrue.Shape} and {whenFalse.Shape}.");
        var to = GC.AllocateUninitializedArray<T>(mask.Shape.Size);
        Where(mask.AsSpan(), whenTrue.AsSpan(), whenFalse.AsSpan(), to);
        return Tensor<T>.Own(mask.Shape, to);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Where<T>(ReadOnlySpan<T> mask, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int i = 0;
        for (; i <= to.Length - Vector<T>.Count; i += Vector<T>.Count)
            Vector.ConditionalSelect(Vector.Equals(new Vector<T>(mask[i..]), Vector<T>.Zero), new Vector<T>(b[i..]), new Vector<T>(a[i..])).CopyTo(to[i..]);
        for (; i < to.Length; i++) to[i] = mask[i] != T.Zero ? a[i] : b[i];
    }

    /// <summary>xᵖ: the project's own pow, in double and rounded once.</summary>
    public static Tensor<T> Power<T>(Tensor<T> x, double exponent) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = GC.AllocateUninitializedArray<T>(x.Shape.Size);
        Power(x.AsSpan(), exponent, to);
        return Tensor<T>.Own(x.Shape, to);
    }

    public static void Power<T>(ReadOnlySpan<T> x, double exponent, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < y.Length; i++) y[i] = exponent == 2 ? x[i] * x[i] : T.CreateTruncating(Elementary.Pow(double.CreateTruncating(x[i]), exponent));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe void Row<T, TFunction>(T* x, int xStep, T* y, int yStep, T* z, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IBinary<T>
    {
        int i = 0, width = Vector<T>.Count, whole = length - width;
        if (xStep == 1 && yStep == 1)
            for (; i <= whole; i += width) *(Vector<T>*)(z + i) = TFunction.Apply(*(Vector<T>*)(x + i), *(Vector<T>*)(y + i));
        else if (length >= width)
        {
            Vector<T> sameX = new(*x), sameY = new(*y);
            for (; i <= whole; i += width) *(Vector<T>*)(z + i) = TFunction.Apply(xStep == 0 ? sameX : *(Vector<T>*)(x + i), yStep == 0 ? sameY : *(Vector<T>*)(y + i));
        }
        for (; i < length; i++) z[i] = TFunction.Apply(x[i * xStep], y[i * yStep]);
    }
}
