using Functional.NN.Kernels;

namespace Functional.NN;

public sealed partial class Tensor<T>
{
    /// <summary>The elementwise sum, broadcasted.</summary>
    public static Tensor<T> operator +(Tensor<T> left, Tensor<T> right) => Elementwise.Binary<T, Elementwise.Add<T>>(left, right);

    /// <summary>The elementwise difference, broadcasted.</summary>
    public static Tensor<T> operator -(Tensor<T> left, Tensor<T> right) => Elementwise.Binary<T, Elementwise.Subtract<T>>(left, right);

    /// <summary>The elementwise product, broadcasted; the matrix product is <see cref="MatMul(Tensor{T}, bool, bool)"/>.</summary>
    public static Tensor<T> operator *(Tensor<T> left, Tensor<T> right) => Elementwise.Binary<T, Elementwise.Multiply<T>>(left, right);

    /// <summary>The elementwise quotient, broadcasted.</summary>
    public static Tensor<T> operator /(Tensor<T> left, Tensor<T> right) => Elementwise.Binary<T, Elementwise.Divide<T>>(left, right);

    /// <summary>Every element with the other sign.</summary>
    public static Tensor<T> operator -(Tensor<T> value) => Elementwise.Unary<T, Elementwise.Negate<T>>(value);

    /// <summary>A number added to every element.</summary>
    public static Tensor<T> operator +(Tensor<T> left, T right) => left + Scalar(right);

    /// <summary>A number subtracted from every element.</summary>
    public static Tensor<T> operator -(Tensor<T> left, T right) => left - Scalar(right);

    /// <summary>Every element times a number.</summary>
    public static Tensor<T> operator *(Tensor<T> left, T right) => left * Scalar(right);

    /// <summary>Every element divided by a number.</summary>
    public static Tensor<T> operator /(Tensor<T> left, T right) => left / Scalar(right);

    /// <summary>A number plus every element.</summary>
    public static Tensor<T> operator +(T left, Tensor<T> right) => Scalar(left) + right;

    /// <summary>A number minus every element.</summary>
    public static Tensor<T> operator -(T left, Tensor<T> right) => Scalar(left) - right;

    /// <summary>A number times every element.</summary>
    public static Tensor<T> operator *(T left, Tensor<T> right) => Scalar(left) * right;

    /// <summary>A number divided by every element.</summary>
    public static Tensor<T> operator /(T left, Tensor<T> right) => Scalar(left) / right;

    /// <summary>The larger of each two elements, broadcasted; a NaN wins.</summary>
    public static Tensor<T> Max(Tensor<T> left, Tensor<T> right) => Elementwise.Binary<T, Elementwise.Maximum<T>>(left, right);

    /// <summary>The smaller of each two elements, broadcasted; a NaN wins.</summary>
    public static Tensor<T> Min(Tensor<T> left, Tensor<T> right) => Elementwise.Binary<T, Elementwise.Minimum<T>>(left, right);

    /// <summary>1 where the left element is larger, else 0; broadcasted.</summary>
    public static Tensor<T> Greater(Tensor<T> left, Tensor<T> right) => Elementwise.Binary<T, Elementwise.GreaterThan<T>>(left, right);

    /// <summary>The square root of every element.</summary>
    public Tensor<T> Sqrt() => Elementwise.Unary<T, Elementwise.SquareRoot<T>>(this);

    /// <summary>The absolute value of every element.</summary>
    public Tensor<T> Abs() => Elementwise.Unary<T, Elementwise.Absolute<T>>(this);

    /// <summary>
    /// The matrix product of the last two axes, C = A·B, with either matrix transposed first if asked; leading axes must agree and are batches of matrices.
    /// </summary>
    /// <param name="other">(…, k × n), or (…, n × k) with <paramref name="transposeOther"/></param>
    /// <param name="transposeThis">read this as (…, k × m) instead of (…, m × k)</param>
    /// <param name="transposeOther">read the other transposed</param>
    /// <returns>(…, m × n); each element is one chain of fused multiply-adds over ascending k, started at +0</returns>
    public Tensor<T> MatMul(Tensor<T> other, bool transposeThis = false, bool transposeOther = false)
    {
        ArgumentNullException.ThrowIfNull(other);
        return MatrixProduct.Multiply(this, other, transposeThis, transposeOther);
    }

    /// <summary>The sum of all elements, as sixteen chains and a tree (see <see cref="Sum(int[])"/>).</summary>
    public Tensor<T> Sum() => Reduction.Sum(this, [.. Enumerable.Range(0, Shape.Rank)], keep: false);

    /// <summary>The sum over some axes, which disappear.</summary>
    /// <remarks>Element i of those summed, counted in row-major order, goes to chain i mod 16; the chains are added as a tree 16→8→4→2→1.</remarks>
    public Tensor<T> Sum(params int[] axes) => Reduction.Sum(this, axes, keep: false);

    /// <summary>The mean over some axes, or over all when none is named: the sum divided by the count.</summary>
    public Tensor<T> Mean(params int[] axes)
    {
        ArgumentNullException.ThrowIfNull(axes);
        var sum = axes.Length == 0 ? Sum() : Sum(axes);
        return sum / T.CreateChecked(sum.Shape.Size == 0 ? 1 : Shape.Size / sum.Shape.Size);
    }

    /// <summary>The largest element along an axis, which disappears; a NaN wins.</summary>
    public Tensor<T> Max(int axis) => Reduction.Max(this, Shape.Axis(axis));

    /// <summary>The place of the largest element along an axis, the first of several, as an exact integer; a NaN counts as the largest.</summary>
    public Tensor<T> ArgMax(int axis) => Reduction.ArgMax(this, Shape.Axis(axis));

    /// <summary>True when no element is a NaN or an infinity.</summary>
    public bool IsFinite => Reduction.IsFinite(AsSpan());
}
