namespace Functional.NN;

/// <summary>What tensors of either precision have in common, and the place where tensors are made.</summary>
public abstract class Tensor
{
    private protected Tensor(Shape shape) => Shape = shape;

    /// <summary>The dimensions.</summary>
    public Shape Shape { get; }

    /// <summary>The same numbers in another precision: exact from <c>float</c> to <c>double</c>, rounded once the other way.</summary>
    public abstract Tensor<T> Cast<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>A tensor of a shape, filled with a copy of the values in row-major order.</summary>
    public static Tensor<T> Of<T>(Shape shape, params T[] values) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of(shape, new ReadOnlySpan<T>(values));

    /// <summary>A tensor of a shape, filled with a copy of the values in row-major order.</summary>
    public static Tensor<T> Of<T>(Shape shape, ReadOnlySpan<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        return values.Length == shape.Size
            ? Tensor<T>.Own(shape, values.ToArray())
            : throw new ShapeException(Sentence.Of($"Tensor.Of: {shape} takes {shape.Size} values, got {values.Length}."));
    }

    /// <summary>A tensor of a shape, filled with a copy of the values in row-major order.</summary>
    public static Tensor<T> Of<T>(Shape shape, IEnumerable<T> values) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Of(shape, values.ToArray().AsSpan());

    /// <summary>A vector with a copy of the values.</summary>
    public static Tensor<T> Vector<T>(params T[] values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of(Shape.Of(values.Length), values);
    }

    /// <summary>A matrix with a copy of the values: <c>Tensor.Matrix(new[,] { { 1.0, 2 }, { 3, 4 } })</c>.</summary>
    public static Tensor<T> Matrix<T>(T[,] values) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(values);
        return Of(Shape.Of(values.GetLength(0), values.GetLength(1)), values.Cast<T>());
    }

    /// <summary>A single number.</summary>
    public static Tensor<T> Scalar<T>(T value) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tensor<T>.Own(Shape.Scalar, [value]);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor<T> Zeros<T>(Shape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        return Tensor<T>.Own(shape, new T[shape.Size]);
    }

    /// <summary>A tensor with the same number everywhere.</summary>
    public static Tensor<T> Full<T>(Shape shape, T value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        var values = new T[shape.Size];
        Array.Fill(values, value);
        return Tensor<T>.Own(shape, values);
    }

    /// <summary>A tensor whose element with row-major number i is <c>value(i)</c>.</summary>
    public static Tensor<T> Generate<T>(Shape shape, Func<int, T> value) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(value);
        var values = new T[shape.Size];
        for (int i = 0; i < values.Length; i++) values[i] = value(i);
        return Tensor<T>.Own(shape, values);
    }

    /// <summary>The n×n matrix with ones on its diagonal.</summary>
    public static Tensor<T> Identity<T>(int n) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Generate(Shape.Of(n, n), i => i / n == i % n ? T.One : T.Zero);

    /// <summary>Tensors joined along an existing axis; all other dimensions must agree.</summary>
    public static Tensor<T> Concat<T>(int axis, params IEnumerable<Tensor<T>> parts) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Kernels.Arrangement.Concat([.. parts], axis);

    /// <summary>Tensors of one shape joined along a new first axis.</summary>
    public static Tensor<T> Stack<T>(params IEnumerable<Tensor<T>> parts) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Concat(0, parts.Select(part => part.Reshape(part.Shape.Prepend(1))));

    /// <summary>The elementwise choice: from <paramref name="whenTrue"/> where the mask is not 0, else from <paramref name="whenFalse"/>; all three of one shape.</summary>
    public static Tensor<T> Where<T>(Tensor<T> mask, Tensor<T> whenTrue, Tensor<T> whenFalse) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Kernels.Elementwise.Where(mask, whenTrue, whenFalse);

    /// <summary>A copy of a MathNet vector.</summary>
    public static Tensor<T> FromMathNet<T>(MathNet.Numerics.LinearAlgebra.Vector<T> vector) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(vector);
        return Tensor<T>.Own(Shape.Of(vector.Count), vector.ToArray());
    }

    /// <summary>A copy of a MathNet matrix, rows first: element (i, j) stays element (i, j).</summary>
    public static Tensor<T> FromMathNet<T>(MathNet.Numerics.LinearAlgebra.Matrix<T> matrix) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(matrix);
        return Tensor<T>.Own(Shape.Of(matrix.RowCount, matrix.ColumnCount), matrix.ToRowMajorArray());
    }
}
