namespace Functional.NN.Kernels;

/// <summary>Copies that put elements in other places and change none: transposing, slicing, padding, joining, gathering, scattering.</summary>
internal static class Arrangement
{
    public static Tensor<T> Transpose<T>(Tensor<T> x, ReadOnlySpan<int> order) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (shape, steps) = Transposed(x.Shape, order);
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        Walk(x.AsSpan(), to, shape, steps);
        return Tensor<T>.Own(shape, to);
    }

    /// <summary>The shape with its axes in another order, and how far apart in the old memory neighbours along each new axis lie.</summary>
    public static (Shape Shape, int[] Steps) Transposed(Shape from, ReadOnlySpan<int> order)
    {
        int rank = from.Rank;
        var axes = new int[rank];
        var seen = new bool[rank];
        if (order.Length != rank) throw new ShapeException(Sentence.Of($"Transpose: {from} has {rank} axes, the order names {order.Length}."));
        for (int i = 0; i < rank; i++)
        {
            axes[i] = from.Axis(order[i]);
            if (seen[axes[i]]) throw new ShapeException(Sentence.Of($"Transpose: the order names axis {axes[i]} twice."));
            seen[axes[i]] = true;
        }
        int[] strides = from.Strides();
        return (Shape.Of([.. axes.Select(a => from[a])]), [.. axes.Select(a => strides[a])]);
    }

    /// <summary>Fills a row-major array by walking another with a step for each axis, the two innermost axes as plain loops.</summary>
    public static void Walk<T>(ReadOnlySpan<T> from, Span<T> to, Shape shape, int[] steps)
    {
        int rank = shape.Rank, columns = rank > 0 ? shape[^1] : 1, columnStep = rank > 0 ? steps[^1] : 0;
        Span<int> place = stackalloc int[Math.Max(0, rank - 1)];
        place.Clear();
        for (int start = 0, at = 0; at < to.Length; at += columns)
        {
            if (columnStep == 1) from.Slice(start, columns).CopyTo(to[at..]);
            else for (int j = 0, source = start; j < columns; j++, source += columnStep) to[at + j] = from[source];
            for (int axis = rank - 2; axis >= 0; axis--)
            {
                start += steps[axis];
                if (++place[axis] < shape[axis]) break;
                start -= place[axis] * steps[axis];
                place[axis] = 0;
            }
        }
    }

    public static Tensor<T> Slice<T>(Tensor<T> x, int axis, int start, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = x.Shape.With(axis, length);
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        Slice(x.AsSpan(), x.Shape, axis, start, length, to);
        return Tensor<T>.Own(shape, to);
    }

    public static void Slice<T>(ReadOnlySpan<T> x, Shape shape, int axis, int start, int length, Span<T> to)
    {
        var (outer, inner) = Around(shape, axis);
        int n = shape[axis];
        for (int o = 0; o < outer; o++)
            x.Slice((o * n + start) * inner, length * inner).CopyTo(to[(o * length * inner)..]);
    }

    /// <summary>Zeros put before and after along an axis: the transpose of slicing.</summary>
    public static Tensor<T> Pad<T>(Tensor<T> x, int axis, int before, int after) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var shape = x.Shape.With(axis, before + x.Shape[axis] + after);
        var to = new T[shape.Size];
        Pad(x.AsSpan(), x.Shape, axis, before, after, to);
        return Tensor<T>.Own(shape, to);
    }

    public static void Pad<T>(ReadOnlySpan<T> x, Shape shape, int axis, int before, int after, Span<T> to)
    {
        int n = shape[axis], padded = before + n + after;
        var (outer, inner) = Around(shape, axis);
        to.Clear();
        for (int o = 0; o < outer; o++)
            x.Slice(o * n * inner, n * inner).CopyTo(to[((o * padded + before) * inner)..]);
    }

    public static Tensor<T> Concat<T>(Tensor<T>[] parts, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (parts.Length == 0) throw new ShapeException("Concat: there is nothing to join.");
        axis = parts[0].Shape.Axis(axis);
        var shape = parts[0].Shape.With(axis, parts.Sum(p => p.Shape[axis]));
        foreach (var part in parts)
            if (part.Shape.With(axis, 0) != shape.With(axis, 0))
                throw new ShapeException(Sentence.Of($"Concat: {parts[0].Shape} and {part.Shape} differ in more than axis {axis}, along which they are joined."));
        var to = GC.AllocateUninitializedArray<T>(shape.Size);
        var (outer, inner) = Around(shape, axis);
        int at = 0;
        foreach (var part in parts)
        {
            int run = part.Shape[axis] * inner;
            for (int o = 0; o < outer; o++) part.AsSpan().Slice(o * run, run).CopyTo(to.AsSpan(o * shape[axis] * inner + at));
            at += run;
        }
        return Tensor<T>.Own(shape, to);
    }

    public static Tensor<T> Reverse<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var to = GC.AllocateUninitializedArray<T>(x.Shape.Size);
        Reverse(x.AsSpan(), x.Shape, axis, to);
        return Tensor<T>.Own(x.Shape, to);
    }

    public static void Reverse<T>(ReadOnlySpan<T> x, Shape shape, int axis, Span<T> to)
    {
        int n = shape[axis];
        var (outer, inner) = Around(shape, axis);
        for (int o = 0; o < outer; o++)
            for (int i = 0; i < n; i++)
                x.Slice((o * n + i) * inner, inner).CopyTo(to[((o * n + n - 1 - i) * inner)..]);
    }

    /// <summary>Rows of a table by their numbers.</summary>
    public static Tensor<T> Gather<T>(Tensor<T> table, IReadOnlyList<int> places) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (table.Shape.Rank == 0) throw new ShapeException("Gather: a scalar has no places to gather from.");
        int row = table.Shape.Sample.Size;
        var to = GC.AllocateUninitializedArray<T>(Shape.Of(places.Count, row).Size);
        for (int i = 0; i < places.Count; i++)
        {
            if (places[i] < 0 || places[i] >= table.Shape[0]) throw new ShapeException(Sentence.Of($"Gather: place {places[i]} is outside the first axis of {table.Shape}."));
            table.AsSpan().Slice(places[i] * row, row).CopyTo(to.AsSpan(i * row));
        }
        return Tensor<T>.Own(table.Shape.With(0, places.Count), to);
    }

    /// <summary>Rows added to a table of zeros at their places, in ascending order of the rows: the transpose of gathering.</summary>
    public static Tensor<T> ScatterAdd<T>(Tensor<T> rows, IReadOnlyList<int> places, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int row = rows.Shape.Sample.Size;
        var to = new T[count * row];
        ScatterAdd(rows.AsSpan(), row, places, to);
        return Tensor<T>.Own(rows.Shape.With(0, count), to);
    }

    public static void ScatterAdd<T>(ReadOnlySpan<T> from, int row, IReadOnlyList<int> places, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        to.Clear();
        for (int i = 0; i < places.Count; i++)
            for (int j = 0; j < row; j++)
                to[places[i] * row + j] += from[i * row + j];
    }

    /// <summary>Zeros with a single one along an axis, at the place each index names; an index outside the axis is refused.</summary>
    public static void OneHot<T>(ReadOnlySpan<T> places, Shape shape, int axis, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (outer, inner) = Around(shape, axis);
        to.Clear();
        for (int o = 0; o < outer; o++)
            for (int i = 0; i < inner; i++)
                to[(o * shape[axis] + Index(places[o * inner + i], shape[axis])) * inner + i] = T.One;
    }

    /// <summary>A number that must be a whole one from 0 to count − 1.</summary>
    public static int Index<T>(T value, int count, string what = "Class index") where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        value >= T.Zero && value < T.CreateChecked(count) && T.IsInteger(value) ? int.CreateChecked(value)
            : throw new NNException(Sentence.Of($"{what}: expected a whole number from 0 to {count - 1}, got {value}."));

    /// <summary>How many elements lie outside and inside an axis.</summary>
    public static (int Outer, int Inner) Around(Shape shape, int axis)
    {
        var dimensions = shape.Span;
        int outer = 1, inner = 1;
        for (int i = 0; i < axis; i++) outer *= dimensions[i];
        for (int i = axis + 1; i < dimensions.Length; i++) inner *= dimensions[i];
        return (outer, inner);
    }
}
