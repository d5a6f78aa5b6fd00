using System.Runtime.InteropServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>An immutable dense array of numbers in row-major order; <typeparamref name="T"/> is <c>float</c> or <c>double</c>.</summary>
/// <remarks>
/// Two tensors are equal when their shapes and all their bits are. Arithmetic broadcasts: axes are matched from the last and a
/// dimension of 1 is repeated. Reshaping, and slicing along the first axis, share the memory, which nobody can change.
/// </remarks>
public sealed partial class Tensor<T> : Tensor, IEquatable<Tensor<T>>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _values;
    private readonly int _offset;

    private Tensor(Shape shape, T[] values, int offset) : base(shape)
    {
        _values = values;
        _offset = offset;
    }

    /// <summary>Takes an array without copying it. The caller promises that it has filled it and will never write to it again.</summary>
    internal static Tensor<T> Own(Shape shape, T[] values) => new(shape, values, 0);

    /// <summary>A window of this tensor's memory under another shape.</summary>
    internal Tensor<T> Window(Shape shape, int start) => new(shape, _values, _offset + start);

    /// <summary>The numbers in row-major order, to read.</summary>
    public ReadOnlySpan<T> AsSpan() => new(_values, _offset, Shape.Size);

    /// <summary>A copy of the numbers in row-major order.</summary>
    public T[] ToArray() => AsSpan().ToArray();

    /// <summary>One element, by an index for each axis.</summary>
    public T this[params int[] index]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(index);
            if (index.Length != Shape.Rank) throw new ShapeException(Sentence.Of($"Tensor {Shape}: an element has {Shape.Rank} indices, got {index.Length}."));
            int place = 0;
            for (int axis = 0; axis < index.Length; axis++)
            {
                if (index[axis] < 0 || index[axis] >= Shape[axis]) throw new ShapeException(Sentence.Of($"Tensor {Shape}: index {index[axis]} is outside axis {axis}, which goes from 0 to {Shape[axis] - 1}."));
                place = place * Shape[axis] + index[axis];
            }
            return AsSpan()[place];
        }
    }

    /// <summary>The number, of a tensor that has only one.</summary>
    public T ToScalar() => Shape.Size == 1 ? AsSpan()[0] : throw new ShapeException(Sentence.Of($"Tensor {Shape}: ToScalar is for one number, this has {Shape.Size}."));

    /// <summary>The same numbers under another shape of the same size; one dimension may be −1 and is then found.</summary>
    public Tensor<T> Reshape(params int[] dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        return Reshape(Shape.Closed(dimensions));
    }

    /// <summary>The same numbers under another shape of the same size.</summary>
    public Tensor<T> Reshape(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape.Size == Shape.Size ? Window(shape, 0)
            : throw new ShapeException(Sentence.Of($"Tensor {Shape}: cannot be reshaped to {shape}, which has {shape.Size} elements and not {Shape.Size}."));
    }

    /// <summary>A part of the tensor: <paramref name="length"/> places of an axis from <paramref name="start"/> on.</summary>
    public Tensor<T> Slice(int axis, int start, int length)
    {
        int counted = Shape.Axis(axis);
        if (start < 0 || length < 0 || length > Shape[counted] - start)
            throw new ShapeException(Sentence.Of($"Tensor {Shape}: {length} places from {start} on are not all in axis {counted}, which has {Shape[counted]}."));
        return counted == 0
            ? Window(Shape.With(0, length), start * (Shape.Size / Math.Max(1, Shape[0])))
            : Arrangement.Slice(this, counted, start, length);
    }

    /// <summary>The tensor at a place of the first axis: row i of a matrix, sample i of a batch.</summary>
    public Tensor<T> At(int place) => Slice(0, place, 1).Reshape(Shape.Sample);

    /// <summary>The places of the first axis that are named, in that order; a place may be named again.</summary>
    public Tensor<T> Gather(IReadOnlyList<int> places)
    {
        ArgumentNullException.ThrowIfNull(places);
        return Arrangement.Gather(this, places);
    }

    /// <summary>The matrix transposed: the last two axes swapped.</summary>
    public Tensor<T> Transpose()
    {
        if (Shape.Rank < 2) throw new ShapeException(Sentence.Of($"Tensor {Shape}: only tensors of two or more axes can be transposed."));
        int[] order = [.. Enumerable.Range(0, Shape.Rank)];
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return Transpose(order);
    }

    /// <summary>The axes in another order: axis i of the result is axis <c>order[i]</c> of this.</summary>
    public Tensor<T> Transpose(params int[] order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Arrangement.Transpose(this, order);
    }

    /// <summary>The same numbers repeated to a larger shape, by the rules of broadcasting.</summary>
    public Tensor<T> BroadcastTo(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape == Shape) return this;
        return Shape.Broadcast(Shape, shape) == shape ? Elementwise.BroadcastTo(this, shape)
            : throw new ShapeException(Sentence.Of($"Tensor {Shape}: does not broadcast to {shape}."));
    }

    /// <inheritdoc/>
    public override Tensor<TOther> Cast<TOther>()
    {
        if (this is Tensor<TOther> same) return same;
        var from = AsSpan();
        var to = new TOther[from.Length];
        for (int i = 0; i < to.Length; i++) to[i] = TOther.CreateTruncating(from[i]);
        return Tensor<TOther>.Own(Shape, to);
    }

    /// <summary>A tensor of the same shape with a function of every element.</summary>
    public Tensor<T> Map(Func<T, T> function)
    {
        ArgumentNullException.ThrowIfNull(function);
        var from = AsSpan();
        var to = new T[from.Length];
        for (int i = 0; i < to.Length; i++) to[i] = function(from[i]);
        return Own(Shape, to);
    }

    /// <summary>A copy as a MathNet vector; for tensors of one axis.</summary>
    public MathNet.Numerics.LinearAlgebra.Vector<T> ToMathNetVector() =>
        Shape.Rank == 1 ? MathNet.Numerics.LinearAlgebra.Vector<T>.Build.DenseOfArray(ToArray()) : throw new ShapeException(Sentence.Of($"Tensor {Shape}: a MathNet vector takes a tensor of one axis."));

    /// <summary>A copy as a MathNet matrix, element (i, j) to element (i, j); for tensors of two axes.</summary>
    public MathNet.Numerics.LinearAlgebra.Matrix<T> ToMathNetMatrix() =>
        Shape.Rank == 2 ? MathNet.Numerics.LinearAlgebra.Matrix<T>.Build.DenseOfRowMajor(Shape[0], Shape[1], ToArray()) : throw new ShapeException(Sentence.Of($"Tensor {Shape}: a MathNet matrix takes a tensor of two axes."));

    /// <summary>True when the shapes and all bits are the same; a NaN equals the same NaN, and −0 differs from 0.</summary>
    public bool Equals(Tensor<T>? other) => other is not null && Shape == other.Shape && Bytes.SequenceEqual(other.Bytes);

    internal ReadOnlySpan<byte> Bytes => MemoryMarshal.AsBytes(AsSpan());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Tensor<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.AddBytes(Bytes);
        return hash.ToHashCode();
    }

    /// <summary>True when the shapes and all bits are the same.</summary>
    public static bool operator ==(Tensor<T>? left, Tensor<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when a shape or a bit differs.</summary>
    public static bool operator !=(Tensor<T>? left, Tensor<T>? right) => !(left == right);
}
