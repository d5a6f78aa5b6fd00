using Functional.NN.Kernels;

namespace Functional.NN.Primitives;

/// <summary>y = x ⋆ w. With ⟨ȳ, x ⋆ w⟩ linear in each of three places, this and the two gradients below are each other's pullbacks.</summary>
internal sealed record Conv2D(Conv2DGeometry Geometry) : BilinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x, Tensor<T> weight) => Convolution.Forward(x, weight, Geometry);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => cut is [true, false] ? cut : null;
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => Var.Apply(new Conv2DInputGradient(Geometry, a.Shape), dy, b);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => Var.Apply(new Conv2DWeightGradient(Geometry, b.Shape), a, dy);
}

/// <summary>x̄ of ȳ and w: the convolution transposed in x, for images of a shape.</summary>
internal sealed record Conv2DInputGradient(Conv2DGeometry Geometry, Shape Input) : BilinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> dy, Tensor<T> weight) => Convolution.InputGradient(dy, weight, Geometry, Input);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => cut is [true, false] ? cut : null;
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => Var.Apply(new Conv2D(Geometry), dy, b);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => Var.Apply(new Conv2DWeightGradient(Geometry, b.Shape), dy, a);
}

/// <summary>w̄ of x and ȳ: the convolution transposed in w, for a weight of a shape.</summary>
internal sealed record Conv2DWeightGradient(Conv2DGeometry Geometry, Shape Weight) : BilinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x, Tensor<T> dy) => Convolution.WeightGradient(x, dy, Geometry, Weight);
    public override Var PullbackA(Var a, Var b, Var y, Var dy) => Var.Apply(new Conv2DInputGradient(Geometry, a.Shape), b, dy);
    public override Var PullbackB(Var a, Var b, Var y, Var dy) => Var.Apply(new Conv2D(Geometry), a, dy);
}
