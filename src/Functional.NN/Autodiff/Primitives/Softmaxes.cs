using Functional.NN.Kernels;

namespace Functional.NN.Primitives;

/// <summary>y = softmax(x) over the last axis: e^(x − max x) / Σ e^(x − max x), with J = diag(y) − yyᵀ.</summary>
internal sealed record Softmax : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Normalization.Softmax(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new SoftmaxKernel<T>(y.Size, y[^1]);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => y.Rank > 1 ? cut : null;
    public override Var Tangent(Var x, Var y, Var dx) => y * (dx - (y * dx).Sum([-1], keep: true));

    public override Var Pullback(Var x, Var y, Var dy)
    {
        var weighed = y * dy;
        return weighed - y * weighed.Sum([-1], keep: true);
    }
}

/// <summary>y = log softmax(x) over the last axis: x − max x − ln Σ e^(x − max x), with J = I − 1·softmax(x)ᵀ.</summary>
internal sealed record LogSoftmax : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Normalization.LogSoftmax(x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new LogSoftmaxKernel<T>(y.Size, y[^1]);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => y.Rank > 1 ? cut : null;
    public override Var Tangent(Var x, Var y, Var dx) => dx - (Var.Softmax(x) * dx).Sum([-1], keep: true);
    public override Var Pullback(Var x, Var y, Var dy) => dy - Var.Softmax(x) * dy.Sum([-1], keep: true);
}
