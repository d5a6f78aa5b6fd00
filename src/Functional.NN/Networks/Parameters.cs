using System.Security.Cryptography;

namespace Functional.NN;

/// <summary>θ: one flat vector with the layout over it. Gradients, momenta and averages of models are the same kind of vector.</summary>
/// <remarks>Arithmetic is elementwise; numbers are <c>double</c> and rounded once to the precision of θ.</remarks>
public sealed class Parameters<T> : IEquatable<Parameters<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A flat vector under a layout.</summary>
    public Parameters(ParameterLayout layout, Tensor<T> vector)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(vector);
        if (vector.Shape != Shape.Of(layout.Size)) throw new ShapeException(Sentence.Of($"Parameters: the layout takes a vector of {layout.Size} numbers, got {vector.Shape}."));
        (Layout, Vector) = (layout, vector);
    }

    /// <summary>Where each block lies.</summary>
    public ParameterLayout Layout { get; }

    /// <summary>All numbers, in the order of the layout.</summary>
    public Tensor<T> Vector { get; }

    /// <summary>A block by its path; it shares θ's memory.</summary>
    public Tensor<T> this[string path] => Block(Layout[path]);

    /// <summary>These parameters with another tensor for one block.</summary>
    public Parameters<T> With(string path, Tensor<T> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var block = Layout[path];
        if (values.Shape != block.Shape) throw new ShapeException(Sentence.Of($"Parameters: \"{path}\" is {block.Shape}, got {values.Shape}."));
        int end = block.Start + block.Shape.Size;
        return OfVector(Tensor.Concat(0, Vector.Slice(0, 0, block.Start), values.Reshape(block.Shape.Size), Vector.Slice(0, end, Layout.Size - end)));
    }

    /// <summary>A vector that belongs to no network: one block, called "x".</summary>
    public static Parameters<T> Of(Tensor<T> vector)
    {
        ArgumentNullException.ThrowIfNull(vector);
        return vector.Shape.Rank == 1 ? new(new ParameterLayout([new ParameterBlock("x", vector.Shape, 0, ParameterRole.Other)]), vector)
            : throw new ShapeException(Sentence.Of($"Parameters.Of: expected a vector, got {vector.Shape}."));
    }

    /// <summary>Parameters of this layout with other numbers.</summary>
    public Parameters<T> OfVector(Tensor<T> vector) => new(Layout, vector);

    /// <summary>A vector of this layout with the same number everywhere.</summary>
    public Parameters<T> Filled(double value) => OfVector(Tensor.Full(Vector.Shape, T.CreateTruncating(value)));

    /// <summary>Zeros under this layout.</summary>
    public Parameters<T> Zero => Filled(0);

    /// <summary>The same numbers in another precision.</summary>
    public Parameters<TOther> Cast<TOther>() where TOther : unmanaged, IBinaryFloatingPointIeee754<TOther> => new(Layout, Vector.Cast<TOther>());

    /// <summary>√ of every number.</summary>
    public Parameters<T> Sqrt() => OfVector(Vector.Sqrt());

    /// <summary>The Euclidean norm √Σθ², squared and summed in <c>double</c> (so that a float's square does not overflow), in spans of whole rows of each block with at most 4096 numbers, then the spans.</summary>
    public double Norm => Kernels.GradientSpans.Norm(Layout, Vector.AsSpan());

    /// <summary>Σ θᵢxᵢ, multiplied and summed in <c>double</c>: element i goes to chain i mod 16, the chains are added as a tree 16→8→4→2→1.</summary>
    public double Dot(Parameters<T> other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return Kernels.DotProduct.Of(Vector.AsSpan(), Fitting(other).AsSpan());
    }

    /// <summary>True when no number is a NaN or an infinity.</summary>
    public bool IsFinite => Vector.IsFinite;

    /// <summary>The SHA-256 of the little-endian bytes in the order of the layout, in hexadecimal.</summary>
    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(LittleEndianNumbers.Of(Vector.AsSpan())));

    /// <summary>a + b.</summary>
    public static Parameters<T> operator +(Parameters<T> a, Parameters<T> b) => a.OfVector(a.Vector + a.Fitting(b));

    /// <summary>a − b.</summary>
    public static Parameters<T> operator -(Parameters<T> a, Parameters<T> b) => a.OfVector(a.Vector - a.Fitting(b));

    /// <summary>a ⊙ b.</summary>
    public static Parameters<T> operator *(Parameters<T> a, Parameters<T> b) => a.OfVector(a.Vector * a.Fitting(b));

    /// <summary>a ⊘ b.</summary>
    public static Parameters<T> operator /(Parameters<T> a, Parameters<T> b) => a.OfVector(a.Vector / a.Fitting(b));

    /// <summary>a + number.</summary>
    public static Parameters<T> operator +(Parameters<T> a, double b) => a.OfVector(a.Vector + T.CreateTruncating(b));

    /// <summary>a·number.</summary>
    public static Parameters<T> operator *(Parameters<T> a, double b) => a.OfVector(a.Vector * T.CreateTruncating(b));

    /// <summary>number·a.</summary>
    public static Parameters<T> operator *(double a, Parameters<T> b) => b * a;

    /// <summary>a/number.</summary>
    public static Parameters<T> operator /(Parameters<T> a, double b) => a.OfVector(a.Vector / T.CreateTruncating(b));

    /// <summary>−a.</summary>
    public static Parameters<T> operator -(Parameters<T> a) => a.OfVector(-a.Vector);

    /// <summary>True when the layouts and all bits are the same.</summary>
    public bool Equals(Parameters<T>? other) => other is not null && Layout.Equals(other.Layout) && Vector == other.Vector;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Parameters<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Vector.GetHashCode();

    /// <summary>True when the layouts and all bits are the same.</summary>
    public static bool operator ==(Parameters<T>? left, Parameters<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the layouts and all bits differ.</summary>
    public static bool operator !=(Parameters<T>? left, Parameters<T>? right) => !(left == right);

    /// <summary>The paths with their shapes.</summary>
    public override string ToString() => string.Join(", ", Layout.Select(block => $"{block.Path} {block.Shape}"));

    internal Tensor<T> Block(ParameterBlock block) => Vector.Slice(0, block.Start, block.Shape.Size).Reshape(block.Shape);

    /// <summary>The same numbers under a layout with the marks of another.</summary>
    internal Parameters<T> On(ParameterLayout marks) => new(Layout.Marked(block => marks[block.Path].Frozen), Vector);

    /// <summary>The numbers of another vector, which must be laid out alike.</summary>
    internal Tensor<T> Fitting(Parameters<T> other) =>
        ReferenceEquals(Layout, other.Layout) || Layout.Equals(other.Layout) ? other.Vector
            : throw new ShapeException($"Parameters: two vectors are laid out for different networks, ({this}) and ({other}).");
}
