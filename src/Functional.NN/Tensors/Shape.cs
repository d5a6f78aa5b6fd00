using System.Collections;
using System.Runtime.CompilerServices;

namespace Functional.NN;

/// <summary>The dimensions of a tensor, outermost first; prints as <c>28×28</c>, the shape of a single number as <c>scalar</c>.</summary>
/// <remarks>A value: immutable, compared by its dimensions. Write <c>Shape.Of(1, 28, 28)</c> or, in C#, <c>[1, 28, 28]</c>.</remarks>
[CollectionBuilder(typeof(Shape), nameof(Create))]
public sealed class Shape : IReadOnlyList<int>, IEquatable<Shape>
{
    private readonly int[] _dimensions;

    private Shape(int[] dimensions)
    {
        long size = 1;
        foreach (int dimension in dimensions)
        {
            if (dimension < 0) throw new ShapeException(Sentence.Of($"Shape: a dimension cannot be negative, got {Text(dimensions)}."));
            size *= dimension;
            if (size > Array.MaxLength) throw new ShapeException(Sentence.Of($"Shape: {Text(dimensions)} has more elements than one tensor can hold ({Array.MaxLength})."));
        }
        _dimensions = dimensions;
        Size = (int)size;
    }

    /// <summary>The shape of a single number: no dimensions, one element.</summary>
    public static Shape Scalar { get; } = new([]);

    /// <summary>The shape with these dimensions, outermost first.</summary>
    public static Shape Of(params int[] dimensions) => Create(dimensions);

    /// <summary>The shape with these dimensions, outermost first.</summary>
    public static Shape Create(ReadOnlySpan<int> dimensions) => new(dimensions.ToArray());

    /// <summary>The number of elements: the product of the dimensions, 1 for a scalar.</summary>
    public int Size { get; }

    /// <summary>The number of dimensions.</summary>
    public int Rank => _dimensions.Length;

    /// <summary>The number of dimensions, under the name collections use.</summary>
    public int Count => _dimensions.Length;

    /// <summary>The dimension of an axis; negative axes count from the end, −1 is the last.</summary>
    public int this[int axis] => _dimensions[Axis(axis)];

    internal ReadOnlySpan<int> Span => _dimensions;

    /// <summary>The axis as a number from 0; negative axes count from the end.</summary>
    /// <exception cref="ShapeException">There is no such axis.</exception>
    public int Axis(int axis)
    {
        int counted = axis < 0 ? axis + Rank : axis;
        return counted >= 0 && counted < Rank ? counted : throw new ShapeException(Sentence.Of($"Shape {this} has {Rank} axes; there is no axis {axis}."));
    }

    /// <summary>This shape with more dimensions in front: <c>[28, 28].Prepend(64)</c> is 64×28×28.</summary>
    public Shape Prepend(params int[] dimensions) => new([.. dimensions, .. _dimensions]);

    /// <summary>This shape with more dimensions behind.</summary>
    public Shape Append(params int[] dimensions) => new([.. _dimensions, .. dimensions]);

    /// <summary>The dimensions from one axis on, up to but without another.</summary>
    public Shape Range(int start, int end) => new(_dimensions[start..end]);

    /// <summary>What is left without the first dimension: the shape of a sample of a batch.</summary>
    public Shape Sample => Rank > 0 ? Range(1, Rank) : throw new ShapeException("Shape: a scalar has no batch axis.");

    /// <summary>This shape with another dimension at an axis.</summary>
    public Shape With(int axis, int dimension)
    {
        var changed = (int[])_dimensions.Clone();
        changed[Axis(axis)] = dimension;
        return new Shape(changed);
    }

    /// <summary>This shape without an axis.</summary>
    public Shape Without(int axis)
    {
        int counted = Axis(axis);
        return new Shape([.. _dimensions[..counted], .. _dimensions[(counted + 1)..]]);
    }

    /// <summary>The shape two tensors have together under broadcasting: axes are matched from the last, and a dimension of 1 is repeated.</summary>
    /// <exception cref="ShapeException">Two dimensions differ and neither is 1.</exception>
    public static Shape Broadcast(Shape a, Shape b)
    {
        ArgumentNullException.ThrowIfNull(a);
        ArgumentNullException.ThrowIfNull(b);
        if (a.Equals(b)) return a;
        var joined = new int[Math.Max(a.Rank, b.Rank)];
        for (int back = 1; back <= joined.Length; back++)
        {
            int da = back <= a.Rank ? a[^back] : 1, db = back <= b.Rank ? b[^back] : 1;
            if (da != db && da != 1 && db != 1) throw new ShapeException(Sentence.Of($"{a} and {b} do not broadcast: {da} and {db} differ, counted from the last axis, and neither is 1."));
            joined[^back] = da == 1 ? db : da;
        }
        return new Shape(joined);
    }

    /// <summary>True when the dimensions are the same.</summary>
    public bool Equals(Shape? other) => other is not null && _dimensions.AsSpan().SequenceEqual(other._dimensions);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Shape);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (int dimension in _dimensions) hash.Add(dimension);
        return hash.ToHashCode();
    }

    /// <summary>True when the dimensions are the same.</summary>
    public static bool operator ==(Shape? left, Shape? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the dimensions differ.</summary>
    public static bool operator !=(Shape? left, Shape? right) => !(left == right);

    /// <inheritdoc/>
    public IEnumerator<int> GetEnumerator() => ((IEnumerable<int>)_dimensions).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The dimensions joined by ×, the same under every culture.</summary>
    public override string ToString() => Text(_dimensions);

    /// <summary>A shape of this size with these dimensions, of which one may be −1 and is then found.</summary>
    internal Shape Closed(int[] dimensions)
    {
        int open = Array.IndexOf(dimensions, -1);
        if (open < 0) return Of(dimensions);
        long known = 1;
        for (int axis = 0; axis < dimensions.Length && known is > 0 and <= int.MaxValue; axis++)
            if (axis != open) known *= dimensions[axis];
        return known > 0 && Size % known == 0 ? new Shape([.. dimensions[..open], (int)(Size / known), .. dimensions[(open + 1)..]])
            : throw new ShapeException(Sentence.Of($"Tensor {this}: no dimension makes {Text(dimensions)} hold {Size} elements."));
    }

    internal int[] Strides()
    {
        var strides = new int[Rank];
        for (int axis = Rank - 1, stride = 1; axis >= 0; axis--)
        {
            strides[axis] = stride;
            stride *= _dimensions[axis];
        }
        return strides;
    }

    private static string Text(int[] dimensions) =>
        dimensions.Length == 0 ? "scalar" : string.Join('×', dimensions.Select(d => d.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
