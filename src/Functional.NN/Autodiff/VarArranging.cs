namespace Functional.NN;

public sealed partial class Var
{
    /// <summary>The same numbers under another shape of the same size.</summary>
    public Var Reshape(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape == Shape ? this : Apply(new Primitives.Reshape(shape), this);
    }

    /// <summary>The same numbers under another shape of the same size; one dimension may be −1 and is then found.</summary>
    public Var Reshape(params int[] dimensions)
    {
        ArgumentNullException.ThrowIfNull(dimensions);
        return Reshape(Shape.Closed(dimensions));
    }

    /// <summary>The axes in another order: axis i of the result is axis <c>order[i]</c> of this.</summary>
    public Var Transpose(params int[] order) => Apply(new Primitives.Transpose([.. order]), this);

    /// <summary>The last two axes swapped.</summary>
    public Var Transpose()
    {
        if (Shape.Rank < 2) throw new ShapeException($"Transpose: needs two axes or more, got {Shape}.");
        int[] order = [.. Enumerable.Range(0, Shape.Rank)];
        (order[^1], order[^2]) = (order[^2], order[^1]);
        return Transpose(order);
    }

    /// <summary>Repeated to a larger shape, by the rules of broadcasting.</summary>
    public Var BroadcastTo(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return shape == Shape ? this : Apply(new Primitives.BroadcastTo(shape), this);
    }

    /// <summary>Summed back to a shape that broadcasts to this one: the transpose of <see cref="BroadcastTo"/>.</summary>
    public Var SumTo(Shape shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape == Shape) return this;
        int lead = Shape.Rank - shape.Rank;
        int[] axes = [.. Enumerable.Range(0, Shape.Rank).Where(axis => axis < lead || (shape[axis - lead] == 1 && Shape[axis] != 1))];
        return Sum(axes).Reshape(shape);
    }

    /// <summary>The sum of all elements, a scalar.</summary>
    public Var Sum() => Sum([.. Enumerable.Range(0, Shape.Rank)], keep: false);

    /// <summary>The sum over one axis, which disappears.</summary>
    public Var Sum(int axis) => Sum([axis], keep: false);

    /// <summary>The sum over some axes, which disappear or stay with length 1.</summary>
    public Var Sum(IEnumerable<int> axes, bool keep = false)
    {
        int[] counted = [.. axes.Select(Shape.Axis).Distinct()];
        return counted.Length == 0 ? this : Apply(new Primitives.Sum(counted, keep), this);
    }

    /// <summary>The mean of all elements, a scalar.</summary>
    public Var Mean() => Sum() / Math.Max(1, Shape.Size);

    /// <summary>The mean over some axes, which disappear or stay with length 1: the sum divided by the count.</summary>
    public Var Mean(IEnumerable<int> axes, bool keep = false)
    {
        int[] counted = [.. axes.Select(Shape.Axis).Distinct()];
        return Sum(counted, keep) / counted.Aggregate(1, (count, axis) => count * Shape[axis]);
    }

    /// <summary>The largest along an axis, which disappears; the derivative goes to the first of the largest.</summary>
    public Var Max(int axis) => Apply(new Primitives.MaxAlong(Shape.Axis(axis)), this);

    /// <summary>Some places of an axis.</summary>
    public Var Slice(int axis, int start, int length) => Apply(new Primitives.Slice(Shape.Axis(axis), start, length), this);

    /// <summary>One place of an axis, which disappears.</summary>
    public Var At(int axis, int place) => Slice(axis, place, 1).Reshape(Shape.Without(axis));

    /// <summary>Zeros put before and after along an axis.</summary>
    public Var Pad(int axis, int before, int after) => before == 0 && after == 0 ? this : Apply(new Primitives.Pad(Shape.Axis(axis), before, after), this);

    /// <summary>The places of an axis in opposite order.</summary>
    public Var Reverse(int axis) => Apply(new Primitives.Reverse(Shape.Axis(axis)), this);

    /// <summary>Named places of the first axis, in that order; their cotangents add up.</summary>
    public Var Gather(IEnumerable<int> places) => Apply(new Primitives.Gather([.. places]), this);

    /// <summary>Rows of this, which is a table, by their numbers: y[…] = this[places[…]]; the cotangents of rows named several times add up.</summary>
    /// <param name="places">(…) whole numbers from 0 to below the first dimension of this</param>
    /// <returns>(… × one row)</returns>
    public Var Gather(Var places) => Apply(new Primitives.Lookup(), this, places);

    /// <summary>For every place of an axis the sum of some places before it, its own, and some after it, as far as there are any.</summary>
    internal static Var WindowSum(Var x, int axis, int before, int after) => Apply(new Primitives.WindowSum(x.Shape.Axis(axis), before, after), x);

    /// <summary>Parts joined along an axis.</summary>
    public static Var Concat(int axis, params IEnumerable<Var> parts)
    {
        Var[] all = [.. parts];
        return all.Length == 0 ? throw new ShapeException("Concat: there is nothing to join.") : Apply(new Primitives.Concat(all[0].Shape.Axis(axis)), all);
    }

    /// <summary>Parts of one shape joined along a new axis.</summary>
    public static Var Stack(int axis, params IEnumerable<Var> parts)
    {
        Var[] all = [.. parts];
        int place = axis < 0 && all.Length > 0 ? axis + all[0].Shape.Rank + 1 : axis;
        return Concat(place, all.Select(part => part.Reshape(Shape.Create([.. part.Shape.Take(place), 1, .. part.Shape.Skip(place)]))));
    }

    /// <summary>Class indices (…) as rows with a single one (… × classes); its derivative is 0.</summary>
    public static Var OneHot(Var indices, int classes) => Apply(new Primitives.OneHot(classes), indices);

    /// <summary>1 at the first of the largest along an axis, else 0; its derivative is 0.</summary>
    internal static Var FirstLargest(Var x, int axis) => Apply(new Primitives.FirstLargest(axis), x);
}
