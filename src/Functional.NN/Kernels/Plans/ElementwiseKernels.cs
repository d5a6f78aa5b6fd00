using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>y[i] = f(x[i]).</summary>
internal sealed unsafe class UnaryKernel<T, TFunction>(int length) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IUnary<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Elementwise.Unary<T, TFunction>(new(x[0], length), new(y, length));
}

/// <summary>y[i] = f(x[i]) for a function whose vector form is in <see cref="Elementary"/>.</summary>
internal sealed unsafe class ScalarKernel<T, TFunction>(int length) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IElementary
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Elementwise.Scalar<T, TFunction>(new(x[0], length), new(y, length));
}

/// <summary>y = f(a, b), broadcasted.</summary>
internal sealed unsafe class BinaryKernel<T, TFunction>(Shape shape, Shape a, Shape b) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IBinary<T>
{
    private readonly BroadcastLoop _loop = new(shape, a, b);
    private readonly int _left = a.Size, _right = b.Size, _length = shape.Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Elementwise.Binary<T, TFunction>(_loop, new(x[0], _left), new(x[1], _right), new(y, _length));
}

/// <summary>y = x repeated to a larger shape.</summary>
internal sealed unsafe class BroadcastKernel<T>(Shape from, Shape to) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // The second operand is never read: it walks with the result.
    private readonly BroadcastLoop _loop = new(to, from, to);
    private readonly int _from = from.Size, _to = to.Size;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Elementwise.Binary<T, Elementwise.First<T>>(_loop, new(x[0], _from), new(y, _to), new(y, _to));
}

/// <summary>y = a where the mask is not 0, else b; all of one shape.</summary>
internal sealed unsafe class WhereKernel<T>(int length) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Elementwise.Where(new(x[0], length), new(x[1], length), new(x[2], length), new Span<T>(y, length));
}

/// <summary>y = xᵖ.</summary>
internal sealed unsafe class PowerKernel<T>(int length, double exponent) : Kernel<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Run(T** x, T* y) => Elementwise.Power(new ReadOnlySpan<T>(x[0], length), exponent, new Span<T>(y, length));
}
