using Functional.NN.Kernels;

namespace Functional.NN.Primitives;

/// <summary>C = op(A)·op(B) over the last two axes, op being the transpose where asked.</summary>
internal sealed record MatMul(bool TransposeA, bool TransposeB) : BilinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b) => MatrixProduct.Multiply(a, b, TransposeA, TransposeB);

    /// <summary>The product as a backend computes it.</summary>
    public Tensor<T> Forward<T>(Tensor<T> a, Tensor<T> b, Backend backend) where T : unmanaged, IBinaryFloatingPointIeee754<T> => MatrixProduct.Multiply(a, b, TransposeA, TransposeB, backend);

    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ProductKernel<T>(x[0], x[1], TransposeA, TransposeB);

    /// <summary>Rows of A·B are samples when those of A are and B is whole; in batches of products all matrices are cut.</summary>
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) =>
        y.Rank > 2 ? [true, true] : cut[0] && !cut[1] && !TransposeA ? [true, false] : null;

    // Ā = C̄·op(B)ᵀ, transposed as A is.
    public override Var PullbackA(Var a, Var b, Var y, Var dy) =>
        TransposeA ? Var.MatMul(b, dy, TransposeB, transposeB: true) : Var.MatMul(dy, b, transposeB: !TransposeB);

    // B̄ = op(A)ᵀ·C̄, transposed as B is.
    public override Var PullbackB(Var a, Var b, Var y, Var dy) =>
        TransposeB ? Var.MatMul(dy, a, transposeA: true, TransposeA) : Var.MatMul(a, dy, transposeA: !TransposeA);
}
