using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>
/// An operation as one value: its forward, its tangent (how a small change of the inputs changes the output) and its pullback (what a
/// cotangent of the output says about the inputs), side by side. Tangent and pullback are written independently, with primitives, so that
/// derivatives nest in both modes and ⟨ȳ, Jv⟩ = ⟨Jᵀȳ, v⟩ checks one against the other.
/// </summary>
internal abstract record Primitive
{
    public virtual string Name => GetType().Name;

    /// <summary>y = f(x₁, …).</summary>
    public abstract Tensor<T> Forward<T>(Tensor<T>[] x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>The operation made ready for inputs of these shapes, to be run any number of times in memory that stays where it is.</summary>
    public virtual Kernel<T> Prepare<T>(Shape[] x, Shape y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new ForwardKernel<T>(this, x, y);

    /// <summary>
    /// Whether the samples of y can be computed some at a time, when the inputs marked in <paramref name="cut"/> hold their samples one after another: which
    /// inputs are then given some samples at a time (true), and which whole (false). None when samples meet.
    /// </summary>
    public virtual bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => this is IElementwise ? CutsOfElements(cut, x, y) : null;

    /// <summary>Elements meet only those of their own sample where each input has the sample axis of the result, or none.</summary>
    private static bool[]? CutsOfElements(bool[] cut, Shape[] x, Shape y)
    {
        bool[] aligned = Array.ConvertAll(x, shape => shape.Rank == y.Rank && shape[0] == y[0]);
        for (int i = 0; i < cut.Length; i++)
            if (cut[i] && !aligned[i]) return null;
        return aligned;
    }

    /// <summary>ẏ = J·ẋ; a missing ẋ is zero, and at least one is there. Missing when ẏ is zero everywhere.</summary>
    public abstract Var? Tangent(Var[] x, Var y, Var?[] dx);

    /// <summary>x̄ = Jᵀ·ȳ for the inputs that are asked for; missing where it is zero.</summary>
    public abstract Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked);
}

/// <summary>An operation on one input.</summary>
internal abstract record UnaryPrimitive : Primitive
{
    public abstract Tensor<T> Forward<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    public abstract Var? Tangent(Var x, Var y, Var dx);

    public abstract Var? Pullback(Var x, Var y, Var dy);

    public sealed override Tensor<T> Forward<T>(Tensor<T>[] x) => Forward(x[0]);

    public sealed override Var? Tangent(Var[] x, Var y, Var?[] dx) => Tangent(x[0], y, dx[0]!);

    public sealed override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [asked[0] ? Pullback(x[0], y, dy) : null];
}

/// <summary>An operation on one input that is linear in it: its tangent is the operation itself, its pullback the transposed one.</summary>
internal abstract record LinearPrimitive : UnaryPrimitive
{
    /// <summary>Jᵀ·ȳ; <paramref name="input"/> is the shape of x.</summary>
    public abstract Var Transposed(Var dy, Shape input);

    public sealed override Var Tangent(Var x, Var y, Var dx) => Var.Apply(this, dx);

    public sealed override Var Pullback(Var x, Var y, Var dy) => Transposed(dy, x.Shape);
}

/// <summary>An operation on two inputs; the tangents of the two are added.</summary>
internal abstract record BinaryPrimitive : Primitive
{
    public abstract Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>ẏ for a change of a alone.</summary>
    public abstract Var? TangentA(Var a, Var b, Var y, Var da);

    /// <summary>ẏ for a change of b alone.</summary>
    public abstract Var? TangentB(Var a, Var b, Var y, Var db);

    /// <summary>ā.</summary>
    public abstract Var? PullbackA(Var a, Var b, Var y, Var dy);

    /// <summary>b̄.</summary>
    public abstract Var? PullbackB(Var a, Var b, Var y, Var dy);

    public sealed override Tensor<T> Forward<T>(Tensor<T>[] x) => Forward(x[0], x[1]);

    public sealed override Var? Tangent(Var[] x, Var y, Var?[] dx) =>
        Var.AddIfThere(dx[0] is { } da ? TangentA(x[0], x[1], y, da) : null, dx[1] is { } db ? TangentB(x[0], x[1], y, db) : null);

    public sealed override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) =>
        [asked[0] ? PullbackA(x[0], x[1], y, dy) : null, asked[1] ? PullbackB(x[0], x[1], y, dy) : null];
}

/// <summary>An operation on two inputs that is linear in each.</summary>
internal abstract record BilinearPrimitive : BinaryPrimitive
{
    public sealed override Var TangentA(Var a, Var b, Var y, Var da) => Var.Apply(this, da, b);

    public sealed override Var TangentB(Var a, Var b, Var y, Var db) => Var.Apply(this, a, db);
}

/// <summary>An operation that is constant wherever it can be differentiated: a step, a mask, an index.</summary>
internal abstract record FlatPrimitive : Primitive
{
    public sealed override Var? Tangent(Var[] x, Var y, Var?[] dx) => null;

    public sealed override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => new Var?[x.Length];
}

/// <summary>An operation that computes each element from the elements at its place, broadcasted: any part of it can be computed alone, and the result may take the place of an input.</summary>
internal interface IElementwise;

/// <summary>An operation whose result has the same numbers in the same order as its input.</summary>
internal interface ISameNumbers;
