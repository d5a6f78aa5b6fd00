using Functional.NN.Kernels;
using static Functional.NN.Var;

namespace Functional.NN.Primitives;

/// <summary>y = x.</summary>
internal sealed record Identity : LinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x;
    public override Var Transposed(Var dy, Shape input) => dy;
}

/// <summary>y = −x.</summary>
internal sealed record Negate : LinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => -x;
    public override Var Transposed(Var dy, Shape input) => -dy;
}

/// <summary>y = a + b, broadcasted.</summary>
internal sealed record Add : BinaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => a + b;
    public override Var TangentA(Var a, Var b, Var y, Var da) => da.BroadcastTo(y.Shape);
    public override Var TangentB(Var a, Var b, Var y, Var db) => db.BroadcastTo(y.Shape);
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => dy.SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => dy.SumTo(b.Shape);
}

/// <summary>y = a − b, broadcasted.</summary>
internal sealed record Subtract : BinaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => a - b;
    public override Var TangentA(Var a, Var b, Var y, Var da) => da.BroadcastTo(y.Shape);
    public override Var TangentB(Var a, Var b, Var y, Var db) => (-db).BroadcastTo(y.Shape);
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => dy.SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => -dy.SumTo(b.Shape);
}

/// <summary>y = a ⊙ b, broadcasted.</summary>
internal sealed record Multiply : BilinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => a * b;
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => (dy * b).SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => (dy * a).SumTo(b.Shape);
}

/// <summary>y = a ⊘ b, broadcasted.</summary>
internal sealed record Divide : BinaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => a / b;
    public override Var TangentA(Var a, Var b, Var y, Var da) => da / b;
    public override Var TangentB(Var a, Var b, Var y, Var db) => -(y * db / b);
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => (dy / b).SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => -(dy * a / (b * b)).SumTo(b.Shape);
}

/// <summary>y = max(a, b), broadcasted; where the two are equal all of the derivative goes to a.</summary>
internal sealed record Maximum : BinaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => Tensor<T>.Max(a, b);
    public override Var TangentA(Var a, Var b, Var y, Var da) => (1 - Greater(b, a)) * da;
    public override Var TangentB(Var a, Var b, Var y, Var db) => Greater(b, a) * db;
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => (dy - dy * Greater(b, a)).SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => (dy * Greater(b, a)).SumTo(b.Shape);
}

/// <summary>y = min(a, b), broadcasted; where the two are equal all of the derivative goes to a.</summary>
internal sealed record Minimum : BinaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => Tensor<T>.Min(a, b);
    public override Var TangentA(Var a, Var b, Var y, Var da) => (1 - Greater(a, b)) * da;
    public override Var TangentB(Var a, Var b, Var y, Var db) => Greater(a, b) * db;
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => (dy - dy * Greater(a, b)).SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => (dy * Greater(a, b)).SumTo(b.Shape);
}

/// <summary>y = 1 where a &gt; b, else 0.</summary>
internal sealed record GreaterThan : FlatPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => Tensor<T>.Greater(x[0], x[1]);
}

/// <summary>y = a where the mask is not 0, else b; all of one shape.</summary>
internal sealed record Where : Primitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => Tensor.Where(x[0], x[1], x[2]);

    public override Var? Tangent(Var[] x, Var y, Var?[] dx) =>
        dx[1] is null && dx[2] is null ? null : Var.Where(x[0], dx[1] ?? y.Like(y.Shape, 0), dx[2] ?? y.Like(y.Shape, 0));

    public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) =>
        [null, asked[1] ? Var.Where(x[0], dy, dy.Like(dy.Shape, 0)) : null, asked[2] ? Var.Where(x[0], dy.Like(dy.Shape, 0), dy) : null];
}

/// <summary>y = eˣ.</summary>
internal sealed record Exp : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Exp<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => y * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * y;
}

/// <summary>y = eˣ − 1.</summary>
internal sealed record Expm1 : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Expm1<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => Var.Exp(x) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Var.Exp(x);
}

/// <summary>y = ln x.</summary>
internal sealed record Log : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Log<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => dx / x;
    public override Var Pullback(Var x, Var y, Var dy) => dy / x;
}

/// <summary>y = ln(1 + x).</summary>
internal sealed record Log1p : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Log1p<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => dx / (1 + x);
    public override Var Pullback(Var x, Var y, Var dy) => dy / (1 + x);
}

/// <summary>y = √x.</summary>
internal sealed record Sqrt : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x.Sqrt();
    public override Var Tangent(Var x, Var y, Var dx) => dx / (2 * y);
    public override Var Pullback(Var x, Var y, Var dy) => 0.5 * (dy / y);
}

/// <summary>y = sin x.</summary>
internal sealed record Sin : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Sin<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => Var.Cos(x) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Var.Cos(x);
}

/// <summary>y = cos x.</summary>
internal sealed record Cos : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Cos<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => -(Var.Sin(x) * dx);
    public override Var Pullback(Var x, Var y, Var dy) => -(dy * Var.Sin(x));
}

/// <summary>y = tanh x, with y′ = 1 − y².</summary>
internal sealed record Tanh : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Tanh<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => (1 - y * y) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * (1 - y * y);
}

/// <summary>y = 1/(1 + e⁻ˣ), with y′ = y(1 − y).</summary>
internal sealed record Sigmoid : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Sigmoid<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => y * (1 - y) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * (y * (1 - y));
}

/// <summary>y = ln(1 + eˣ), with y′ = σ(x).</summary>
internal sealed record Softplus : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Softplus<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => Var.Sigmoid(x) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Var.Sigmoid(x);
}

/// <summary>y = erf x, with y′ = 2/√π · e^(−x²).</summary>
internal sealed record Erf : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Erf<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => TwoOverRootPi * Var.Exp(-(x * x)) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * (TwoOverRootPi * Var.Exp(-(x * x)));

    public const double TwoOverRootPi = 1.1283791670955126;
}

/// <summary>y = erfc x = 1 − erf x, accurate in its small tail, with y′ = −2/√π · e^(−x²).</summary>
internal sealed record Erfc : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Erfc<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => -Erf.TwoOverRootPi * Var.Exp(-(x * x)) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * (-Erf.TwoOverRootPi * Var.Exp(-(x * x)));
}

/// <summary>y = max(0, x), with y′(0) = 0.</summary>
internal sealed record Relu : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Unary<T, Elementwise.PositivePart<T>>(x);
    public override Var Tangent(Var x, Var y, Var dx) => Step(x) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Step(x);
}

/// <summary>y = |x|, with y′(0) = 0.</summary>
internal sealed record Abs : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x.Abs();
    public override Var Tangent(Var x, Var y, Var dx) => Var.Sign(x) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Var.Sign(x);
}

/// <summary>y = 1 where x &gt; 0, else 0.</summary>
internal sealed record Heaviside : FlatPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => Elementwise.Unary<T, Elementwise.Heaviside<T>>(x[0]);
}

/// <summary>y = −1, 0 or 1, as x is negative, zero or positive.</summary>
internal sealed record Sign : FlatPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => Elementwise.Unary<T, Elementwise.SignOf<T>>(x[0]);
}

/// <summary>y = xᵖ for a constant p.</summary>
internal sealed record Power(double Exponent) : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Power(x, Exponent);
    public override Var Tangent(Var x, Var y, Var dx) => Exponent == 0 ? x.Like(x.Shape, 0) : Exponent * Pow(x, Exponent - 1) * dx;
    public override Var? Pullback(Var x, Var y, Var dy) => Exponent == 0 ? null : dy * (Exponent * Pow(x, Exponent - 1));
}

/// <summary>y = x, and nothing is passed back.</summary>
internal sealed record StopGradient : FlatPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => x[0];
}
