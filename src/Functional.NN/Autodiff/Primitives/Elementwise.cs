using Functional.NN.Kernels;
using static Functional.NN.Var;

namespace Functional.NN.Primitives;

/// <summary>y = x.</summary>
internal sealed record Identity : LinearPrimitive, ISameNumbers
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x;
    public override Var Transposed(Var dy, Shape input) => dy;
}

/// <summary>y = x, under a name.</summary>
internal sealed record Labelled(string Label) : LinearPrimitive, ISameNumbers
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x;
    public override Var Transposed(Var dy, Shape input) => dy;
}

/// <summary>y = −x.</summary>
internal sealed record Negate : LinearPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => -x;
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new UnaryKernel<T, Elementwise.Negate<T>>(y.Size);
    public override Var Transposed(Var dy, Shape input) => -dy;
}

/// <summary>y = a + b, broadcasted.</summary>
internal sealed record Add : BinaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => a + b;
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new BinaryKernel<T, Elementwise.Add<T>>(y, x[0], x[1]);
    public override Var TangentA(Var a, Var b, Var y, Var da) => da.BroadcastTo(y.Shape);
    public override Var TangentB(Var a, Var b, Var y, Var db) => db.BroadcastTo(y.Shape);
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => dy.SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => dy.SumTo(b.Shape);
}

/// <summary>y = a − b, broadcasted.</summary>
internal sealed record Subtract : BinaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => a - b;
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new BinaryKernel<T, Elementwise.Subtract<T>>(y, x[0], x[1]);
    public override Var TangentA(Var a, Var b, Var y, Var da) => da.BroadcastTo(y.Shape);
    public override Var TangentB(Var a, Var b, Var y, Var db) => (-db).BroadcastTo(y.Shape);
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => dy.SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => -dy.SumTo(b.Shape);
}

/// <summary>y = a ⊙ b, broadcasted.</summary>
internal sealed record Multiply : BilinearPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => a * b;
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new BinaryKernel<T, Elementwise.Multiply<T>>(y, x[0], x[1]);
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => (dy * b).SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => (dy * a).SumTo(b.Shape);
}

/// <summary>y = a ⊘ b, broadcasted.</summary>
internal sealed record Divide : BinaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => a / b;
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new BinaryKernel<T, Elementwise.Divide<T>>(y, x[0], x[1]);
    public override Var TangentA(Var a, Var b, Var y, Var da) => da / b;
    public override Var TangentB(Var a, Var b, Var y, Var db) => -(y * db / b);
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => (dy / b).SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => -(dy * a / (b * b)).SumTo(b.Shape);
}

/// <summary>y = max(a, b), broadcasted; where the two are equal all of the derivative goes to a.</summary>
internal sealed record Maximum : BinaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => Tensor<T>.Max(a, b);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new BinaryKernel<T, Elementwise.Maximum<T>>(y, x[0], x[1]);
    public override Var TangentA(Var a, Var b, Var y, Var da) => (1 - Greater(b, a)) * da;
    public override Var TangentB(Var a, Var b, Var y, Var db) => Greater(b, a) * db;
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => (dy - dy * Greater(b, a)).SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => (dy * Greater(b, a)).SumTo(b.Shape);
}

/// <summary>y = min(a, b), broadcasted; where the two are equal all of the derivative goes to a.</summary>
internal sealed record Minimum : BinaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => Tensor<T>.Min(a, b);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new BinaryKernel<T, Elementwise.Minimum<T>>(y, x[0], x[1]);
    public override Var TangentA(Var a, Var b, Var y, Var da) => (1 - Greater(a, b)) * da;
    public override Var TangentB(Var a, Var b, Var y, Var db) => Greater(a, b) * db;
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => (dy - dy * Greater(a, b)).SumTo(a.Shape);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => (dy * Greater(a, b)).SumTo(b.Shape);
}

/// <summary>y = 1 where a &gt; b, else 0.</summary>
internal sealed record GreaterThan : FlatPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => Tensor<T>.Greater(x[0], x[1]);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new BinaryKernel<T, Elementwise.GreaterThan<T>>(y, x[0], x[1]);
}

/// <summary>y = a where the mask is not 0, else b; all of one shape.</summary>
internal sealed record Where : Primitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => Tensor.Where(x[0], x[1], x[2]);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new WhereKernel<T>(y.Size);

    public override Var? Tangent(Var[] x, Var y, Var?[] dx) =>
        dx[1] is null && dx[2] is null ? null : Var.Where(x[0], dx[1] ?? y.Like(y.Shape, 0), dx[2] ?? y.Like(y.Shape, 0));

    public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) =>
        [null, asked[1] ? Var.Where(x[0], dy, dy.Like(dy.Shape, 0)) : null, asked[2] ? Var.Where(x[0], dy.Like(dy.Shape, 0), dy) : null];
}

/// <summary>y = eˣ.</summary>
internal sealed record Exp : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Exp<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Exp<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => y * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * y;
}

/// <summary>y = eˣ − 1.</summary>
internal sealed record Expm1 : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Expm1<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Expm1<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => Var.Exp(x) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Var.Exp(x);
}

/// <summary>y = ln x.</summary>
internal sealed record Log : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Log<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Log<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => dx / x;
    public override Var Pullback(Var x, Var y, Var dy) => dy / x;
}

/// <summary>y = ln(1 + x).</summary>
internal sealed record Log1p : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Log1p<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Log1p<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => dx / (1 + x);
    public override Var Pullback(Var x, Var y, Var dy) => dy / (1 + x);
}

/// <summary>y = √x.</summary>
internal sealed record Sqrt : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x.Sqrt();
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new UnaryKernel<T, Elementwise.SquareRoot<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => dx / (2 * y);
    public override Var Pullback(Var x, Var y, Var dy) => 0.5 * (dy / y);
}

/// <summary>y = sin x.</summary>
internal sealed record Sin : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Sin<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Sin<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => Var.Cos(x) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Var.Cos(x);
}

/// <summary>y = cos x.</summary>
internal sealed record Cos : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Cos<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Cos<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => -(Var.Sin(x) * dx);
    public override Var Pullback(Var x, Var y, Var dy) => -(dy * Var.Sin(x));
}

/// <summary>y = arctan x, with y′ = 1/(1 + x²).</summary>
internal sealed record Atan : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Atan<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Atan<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => dx / (1 + x * x);
    public override Var Pullback(Var x, Var y, Var dy) => dy / (1 + x * x);
}

/// <summary>y = tanh x, with y′ = 1 − y².</summary>
internal sealed record Tanh : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Tanh<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Tanh<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => (1 - y * y) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * (1 - y * y);
}

/// <summary>y = 1/(1 + e⁻ˣ), with y′ = y(1 − y).</summary>
internal sealed record Sigmoid : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Sigmoid<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Sigmoid<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => y * (1 - y) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * (y * (1 - y));
}

/// <summary>y = ln(1 + eˣ), with y′ = σ(x).</summary>
internal sealed record Softplus : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Softplus<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Softplus<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => Var.Sigmoid(x) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Var.Sigmoid(x);
}

/// <summary>y = x − tanh x, with y′ = tanh² x.</summary>
internal sealed record TanhShrink : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.TanhShrink<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.TanhShrink<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => Square(Var.Tanh(x)) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Square(Var.Tanh(x));
}

/// <summary>y = x/(1 + |x|), with y′ = 1/(1 + |x|)².</summary>
internal sealed record Softsign : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Unary<T, Elementwise.Softsign<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new UnaryKernel<T, Elementwise.Softsign<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => dx / Square(1 + Var.Abs(x));
    public override Var Pullback(Var x, Var y, Var dy) => dy / Square(1 + Var.Abs(x));
}

/// <summary>y = erf x, with y′ = 2/√π · e^(−x²).</summary>
internal sealed record Erf : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Erf<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Erf<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => TwoOverRootPi * Var.Exp(-(x * x)) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * (TwoOverRootPi * Var.Exp(-(x * x)));

    public const double TwoOverRootPi = 1.1283791670955126;
}

/// <summary>y = erfc x = 1 − erf x, accurate in its small tail, with y′ = −2/√π · e^(−x²).</summary>
internal sealed record Erfc : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Scalar<T, Elementwise.Erfc<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScalarKernel<T, Elementwise.Erfc<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => -Erf.TwoOverRootPi * Var.Exp(-(x * x)) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * (-Erf.TwoOverRootPi * Var.Exp(-(x * x)));
}

/// <summary>y = max(0, x), with y′(0) = 0. The derivative is 1 where y is positive, which is where x is.</summary>
internal sealed record Relu : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Unary<T, Elementwise.PositivePart<T>>(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new UnaryKernel<T, Elementwise.PositivePart<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => Step(y) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Step(y);
}

/// <summary>y = |x|, with y′(0) = 0.</summary>
internal sealed record Abs : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x.Abs();
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new UnaryKernel<T, Elementwise.Absolute<T>>(y.Size);
    public override Var Tangent(Var x, Var y, Var dx) => Var.Sign(x) * dx;
    public override Var Pullback(Var x, Var y, Var dy) => dy * Var.Sign(x);
}

/// <summary>y = 1 where x &gt; 0, else 0.</summary>
internal sealed record Heaviside : FlatPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => Elementwise.Unary<T, Elementwise.Heaviside<T>>(x[0]);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new UnaryKernel<T, Elementwise.Heaviside<T>>(y.Size);
}

/// <summary>y = −1, 0 or 1, as x is negative, zero or positive.</summary>
internal sealed record Sign : FlatPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => Elementwise.Unary<T, Elementwise.SignOf<T>>(x[0]);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new UnaryKernel<T, Elementwise.SignOf<T>>(y.Size);
}

/// <summary>y = xᵖ for a constant p.</summary>
internal sealed record Power(double Exponent) : UnaryPrimitive, IElementwise
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Elementwise.Power(x, Exponent);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new PowerKernel<T>(y.Size, Exponent);
    public override Var Tangent(Var x, Var y, Var dx) => Exponent == 0 ? x.Like(x.Shape, 0) : Exponent * Pow(x, Exponent - 1) * dx;
    public override Var? Pullback(Var x, Var y, Var dy) => Exponent == 0 ? null : dy * (Exponent * Pow(x, Exponent - 1));
}

/// <summary>y = x, and nothing is passed back.</summary>
internal sealed record StopGradient : FlatPrimitive, ISameNumbers
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => x[0];
}
