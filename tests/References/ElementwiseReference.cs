using System.Numerics;
using Functional.NN.Kernels;
using Functional.NN.Primitives;

namespace Functional.NN.References;

/// <summary>Functions of one, two or three numbers, one element at a time.</summary>
internal static class ElementwiseReference
{
    /// <summary>The function of an operation of one input.</summary>
    public static Func<T, T> Unary<T>(Primitive operation) where T : unmanaged, IBinaryFloatingPointIeee754<T> => operation switch
    {
        Negate => x => -x,
        Exp => Elementary.Exp,
        Expm1 => Elementary.Expm1,
        Log => Elementary.Log,
        Log1p => Elementary.Log1p,
        Sqrt => T.Sqrt,
        Sin => Elementary.Sin,
        Cos => Elementary.Cos,
        Atan => Elementary.Atan,
        Primitives.Tanh => Elementary.Tanh,
        Primitives.Sigmoid => Elementary.Sigmoid,
        Primitives.Softplus => Elementary.Softplus,
        Primitives.TanhShrink => Elementary.TanhShrink,
        Primitives.Softsign => x => x / (T.One + T.Abs(x)),
        Erf => Elementary.Erf,
        Erfc => Elementary.Erfc,
        Primitives.Relu => x => x <= T.Zero ? T.Zero : x,
        Abs => T.Abs,
        Heaviside => x => x > T.Zero ? T.One : T.Zero,
        Primitives.Sign => x => x > T.Zero ? T.One : x < T.Zero ? -T.One : T.Zero,
        Power { Exponent: 2 } => x => x * x,
        Power p => x => T.CreateTruncating(Elementary.Pow(double.CreateTruncating(x), p.Exponent)),
        _ => throw new NotSupportedException($"{operation} has no reference here."),
    };

    /// <summary>The function of an operation of two inputs.</summary>
    public static Func<T, T, T> Binary<T>(Primitive operation) where T : unmanaged, IBinaryFloatingPointIeee754<T> => operation switch
    {
        Add => (x, y) => x + y,
        Subtract => (x, y) => x - y,
        Multiply => (x, y) => x * y,
        Divide => (x, y) => x / y,
        Maximum => (x, y) => T.IsNaN(x) || T.IsNaN(y) ? T.NaN : x >= y ? x : y,
        Minimum => (x, y) => T.IsNaN(x) || T.IsNaN(y) ? T.NaN : x <= y ? x : y,
        GreaterThan => (x, y) => x > y ? T.One : T.Zero,
        _ => throw new NotSupportedException($"{operation} has no reference here."),
    };

    public static Tensor<T> Each<T>(Tensor<T> x, Func<T, T> f) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tensor.Of(x.Shape, x.ToArray().Select(f));

    /// <summary>Both operands repeated to one shape first.</summary>
    public static Tensor<T> Each<T>(Tensor<T> x, Tensor<T> y, Func<T, T, T> f) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NaiveTensors.Build(Shape.Broadcast(x.Shape, y.Shape), at => f(NaiveTensors.At(x, at), NaiveTensors.At(y, at)));
}
