using Functional.NN.Kernels;

namespace Functional.NN.Primitives;

/// <summary>y = the largest cell of each window; the derivative goes to the first largest in row-major order.</summary>
internal sealed record MaxPool2D(IPoolWindows Windows) : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Pooling.GatherLargest(x, x, Windows);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Array.TrueForAll(cut, c => c) ? cut : null;
    public override Var Tangent(Var x, Var y, Var dx) => Var.Apply(new MaxPoolPush(Windows), x, dx);
    public override Var Pullback(Var x, Var y, Var dy) => Var.Apply(new MaxPoolPull(Windows), x, dy);
}

/// <summary>From x and v of its shape: of each window, v where x is largest. Flat in x, linear in v; <see cref="MaxPoolPull"/> is its transpose.</summary>
internal sealed record MaxPoolPush(IPoolWindows Windows) : BinaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x, Tensor<T> v) => Pooling.GatherLargest(x, v, Windows);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Array.TrueForAll(cut, c => c) ? cut : null;
    public override Var? TangentA(Var a, Var b, Var y, Var da) => null;
    public override Var TangentB(Var a, Var b, Var y, Var db) => Var.Apply(this, a, db);
    public override Var? PullbackA(Var a, Var b, Var y, Var dy) => null;
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => Var.Apply(new MaxPoolPull(Windows), a, dy);
}

/// <summary>From x and ȳ: each window's ȳ added where x is largest. Flat in x, linear in ȳ; <see cref="MaxPoolPush"/> is its transpose.</summary>
internal sealed record MaxPoolPull(IPoolWindows Windows) : BinaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x, Tensor<T> dy) => Pooling.ScatterLargest(x, dy, Windows);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Array.TrueForAll(cut, c => c) ? cut : null;
    public override Var? TangentA(Var a, Var b, Var y, Var da) => null;
    public override Var TangentB(Var a, Var b, Var y, Var db) => Var.Apply(this, a, db);
    public override Var? PullbackA(Var a, Var b, Var y, Var dy) => null;
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => Var.Apply(new MaxPoolPush(Windows), a, dy);
}

/// <summary>y = the mean of each window, or its sum; the transpose spreads it over the window again.</summary>
internal sealed record AveragePool2D(IPoolWindows Windows, WindowDivisor Divisor) : LinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Pooling.Average(x, Windows, Divisor);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Array.TrueForAll(cut, c => c) ? cut : null;
    public override Var Transposed(Var dy, Shape input) => Var.Apply(new AverageSpread(Windows, Divisor, input), dy);
}

/// <summary>Every window's number, divided by the window's count or by nothing, added to all its cells; the transpose is the average, or the sum.</summary>
internal sealed record AverageSpread(IPoolWindows Windows, WindowDivisor Divisor, Shape To) : LinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Pooling.SpreadAverage(x, Windows, Divisor, To);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Array.TrueForAll(cut, c => c) ? cut : null;
    public override Var Transposed(Var dy, Shape input) => Var.Apply(new AveragePool2D(Windows, Divisor), dy);
}
