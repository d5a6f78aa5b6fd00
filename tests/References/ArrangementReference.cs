using System.Numerics;

namespace Functional.NN.References;

/// <summary>Copies that put elements in other places, and sums of neighbours, by the indices of each element.</summary>
internal static class ArrangementReference
{
    public static Tensor<T> Transpose<T>(Tensor<T> x, int[] order) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] axes = [.. order.Select(axis => x.Shape.Axis(axis))];
        return NaiveTensors.Build(Shape.Of([.. axes.Select(axis => x.Shape[axis])]), at => x[[.. Enumerable.Range(0, axes.Length).Select(axis => at[Array.IndexOf(axes, axis)])]]);
    }

    public static Tensor<T> BroadcastTo<T>(Tensor<T> x, Shape to) where T : unmanaged, IBinaryFloatingPointIeee754<T> => NaiveTensors.Build(to, at => NaiveTensors.At(x, at));

    public static Tensor<T> Slice<T>(Tensor<T> x, int axis, int start, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Moved(x, axis, length, place => place + start);

    public static Tensor<T> Pad<T>(Tensor<T> x, int axis, int before, int after) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Moved(x, axis, before + x.Shape[axis] + after, place => place - before);

    public static Tensor<T> Reverse<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Moved(x, axis, x.Shape[axis], place => x.Shape[axis] - 1 - place);

    public static Tensor<T> Gather<T>(Tensor<T> table, IReadOnlyList<int> places) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Moved(table, 0, places.Count, i => places[i]);

    /// <summary>Rows added to zeros at their places, one after another.</summary>
    public static Tensor<T> ScatterAdd<T>(Tensor<T> rows, IReadOnlyList<int> places, int count) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NaiveTensors.Build(rows.Shape.With(0, count), at => Enumerable.Range(0, places.Count).Where(i => places[i] == at[0]).Aggregate(T.Zero, (sum, i) => sum + rows[[i, .. at[1..]]]));

    /// <summary>Sums of neighbouring places of an axis, each a chain over ascending places that begins with the first of them.</summary>
    public static Tensor<T> WindowSum<T>(Tensor<T> x, int axis, int before, int after) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NaiveTensors.Build(x.Shape, at => Enumerable.Range(at[axis] - before, before + 1 + after).Where(place => place >= 0 && place < x.Shape[axis])
            .Select(place => x[[.. at[..axis], place, .. at[(axis + 1)..]]]).Aggregate((sum, value) => sum + value));

    public static Tensor<T> Concat<T>(Tensor<T>[] parts, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NaiveTensors.Build(parts[0].Shape.With(axis, parts.Sum(part => part.Shape[axis])), at =>
        {
            int place = at[axis], part = 0;
            while (place >= parts[part].Shape[axis]) place -= parts[part++].Shape[axis];
            return parts[part][[.. at[..axis], place, .. at[(axis + 1)..]]];
        });

    /// <summary>The largest along an axis; the first NaN, if there is one.</summary>
    public static Tensor<T> MaxAlong<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NaiveTensors.Build(x.Shape.Without(axis), at => x[[.. at[..axis], FirstLargestPlace(x, axis, [.. at[..axis], 0, .. at[axis..]]), .. at[axis..]]]);

    /// <summary>1 at the first of the largest along an axis, else 0.</summary>
    public static Tensor<T> FirstLargest<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NaiveTensors.Build(x.Shape, at => at[axis] == FirstLargestPlace(x, axis, at) ? T.One : T.Zero);

    /// <summary>A row of zeros with a single one for each place.</summary>
    public static Tensor<T> OneHot<T>(Tensor<T> places, int classes) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NaiveTensors.Build(places.Shape.Append(classes), at => T.CreateChecked(at[^1]) == places[at[..^1]] ? T.One : T.Zero);

    /// <summary>The place of the first largest of the numbers along an axis that share the other indices; of the first NaN, if there is one.</summary>
    private static int FirstLargestPlace<T>(Tensor<T> x, int axis, int[] at) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] along = [.. Enumerable.Range(0, x.Shape[axis]).Select(place => x[[.. at[..axis], place, .. at[(axis + 1)..]]])];
        return Array.FindIndex(along, T.IsNaN) is >= 0 and var nan ? nan : Array.IndexOf(along, along.Max());
    }

    /// <summary>Each place of an axis from another one, +0 where there is none.</summary>
    private static Tensor<T> Moved<T>(Tensor<T> x, int axis, int length, Func<int, int> from) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        NaiveTensors.Build(x.Shape.With(axis, length), at => from(at[axis]) is var place && place >= 0 && place < x.Shape[axis] ? x[[.. at[..axis], place, .. at[(axis + 1)..]]] : T.Zero);
}
