using Functional.NN.Kernels;

namespace Functional.NN.Primitives;

/// <summary>The same numbers under another shape.</summary>
internal sealed record Reshape(Shape To) : LinearPrimitive, ISameNumbers
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x.Reshape(To);
    public override Var Transposed(Var dy, Shape input) => dy.Reshape(input);
}

/// <summary>The axes in another order.</summary>
internal sealed record Transpose(int[] Order) : LinearPrimitive
{
    public bool Equals(Transpose? other) => other is not null && Order.AsSpan().SequenceEqual(other.Order);
    public override int GetHashCode() => Order.Length;
    public override Tensor<T> Forward<T>(Tensor<T> x) => x.Transpose(Order);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new TransposeKernel<T>(x[0], Order);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Order.Length > 0 && x[0].Axis(Order[0]) == 0 ? cut : null;

    public override Var Transposed(Var dy, Shape input)
    {
        var inverse = new int[Order.Length];
        for (int i = 0; i < inverse.Length; i++) inverse[input.Axis(Order[i])] = i;
        return dy.Transpose(inverse);
    }
}

/// <summary>A smaller tensor repeated to a shape; the transpose is the sum over what was repeated.</summary>
internal sealed record BroadcastTo(Shape To) : LinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x.BroadcastTo(To);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new BroadcastKernel<T>(x[0], y);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => x[0].Rank == y.Rank && x[0][0] == y[0] ? cut : null;
    public override Var Transposed(Var dy, Shape input) => dy.SumTo(input);
}

/// <summary>The sum over some axes, kept as axes of length 1 or dropped; the transpose repeats.</summary>
internal sealed record Sum(int[] Axes, bool Keep) : LinearPrimitive
{
    public bool Equals(Sum? other) => other is not null && Keep == other.Keep && Axes.AsSpan().SequenceEqual(other.Axes);
    public override int GetHashCode() => Axes.Length;
    public override Tensor<T> Forward<T>(Tensor<T> x) => Reduction.Sum(x, Axes, Keep);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => Axes.Length == 0 ? new CopyKernel<T>(y.Size) : new SumKernel<T>(x[0], new SumLoop(x[0], Axes));
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Array.TrueForAll(Axes, axis => x[0].Axis(axis) != 0) ? cut : null;

    /// <summary>Whether this is the sum for each channel of images or signals; whether it is over an axis of one cell as well makes no difference.</summary>
    public bool OverSamplesAndPixels(Shape x)
    {
        bool[] summed = [.. Enumerable.Range(0, x.Rank).Select(axis => Array.Exists(Axes, a => x.Axis(a) == axis))];
        return x.Rank > 2 && summed[0] && !summed[1] && Enumerable.Range(2, x.Rank - 2).All(axis => summed[axis] || x[axis] == 1);
    }

    public override Var Transposed(Var dy, Shape input)
    {
        var kept = input;
        foreach (int axis in Axes) kept = kept.With(axis, 1);
        return dy.Reshape(kept).BroadcastTo(input);
    }
}

/// <summary>Some places of an axis; the transpose puts zeros around.</summary>
internal sealed record Slice(int Axis, int Start, int Length) : LinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x.Slice(Axis, Start, Length);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new SliceKernel<T>(x[0], Axis, Start, Length);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Axis != 0 ? cut : null;
    public override Var Transposed(Var dy, Shape input) => dy.Pad(Axis, Start, input[Axis] - Start - Length);
}

/// <summary>Zeros around along an axis; the transpose is the slice between them.</summary>
internal sealed record Pad(int Axis, int Before, int After) : LinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Arrangement.Pad(x, Axis, Before, After);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new PadKernel<T>(x[0], Axis, Before, After);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Axis != 0 ? cut : null;
    public override Var Transposed(Var dy, Shape input) => dy.Slice(Axis, Before, input[Axis]);
}

/// <summary>The places of an axis in opposite order.</summary>
internal sealed record Reverse(int Axis) : LinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => Arrangement.Reverse(x, Axis);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ReverseKernel<T>(x[0], Axis);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Axis != 0 ? cut : null;
    public override Var Transposed(Var dy, Shape input) => dy.Reverse(Axis);
}

/// <summary>Named rows of a table; the transpose adds rows up at their places.</summary>
internal sealed record Gather(int[] Places) : LinearPrimitive
{
    public bool Equals(Gather? other) => other is not null && Places.AsSpan().SequenceEqual(other.Places);
    public override int GetHashCode() => Places.Length;
    public override Tensor<T> Forward<T>(Tensor<T> x) => x.Gather(Places);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new GatherKernel<T>(x[0].Sample.Size, Places);
    public override Var Transposed(Var dy, Shape input) => Var.Apply(new ScatterAdd(Places, input[0]), dy);
}

/// <summary>Rows added up at their places of a table of zeros; the transpose gathers them.</summary>
internal sealed record ScatterAdd(int[] Places, int Count) : LinearPrimitive
{
    public bool Equals(ScatterAdd? other) => other is not null && Count == other.Count && Places.AsSpan().SequenceEqual(other.Places);
    public override int GetHashCode() => Places.Length;
    public override Tensor<T> Forward<T>(Tensor<T> x) => Arrangement.ScatterAdd(x, Places, Count);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ScatterAddKernel<T>(x[0].Sample.Size, Places, Count);
    public override Var Transposed(Var dy, Shape input) => Var.Apply(new Gather(Places), dy);
}

/// <summary>For every place of an axis the sum of some places before it, its own, and some after it; the transpose sums the other way round.</summary>
internal sealed record WindowSum(int Axis, int Before, int After) : LinearPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => new WindowSumKernel<T>(x.Shape, Axis, Before, After).Of(x.Shape, x);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new WindowSumKernel<T>(x[0], Axis, Before, After);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Axis != 0 ? cut : null;
    public override Var Transposed(Var dy, Shape input) => Var.WindowSum(dy, Axis, After, Before);
}

/// <summary>Tensors joined along an axis; the pullback cuts them apart.</summary>
internal sealed record Concat(int Axis) : Primitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => Arrangement.Concat(x, Axis);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new ConcatKernel<T>(x, Axis);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Axis != 0 ? Array.ConvertAll(cut, _ => true) : null;

    public override Var Tangent(Var[] x, Var y, Var?[] dx) =>
        Var.Concat(Axis, x.Select((part, i) => dx[i] ?? part.Like(part.Shape, 0)));

    public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked)
    {
        var parts = new Var?[x.Length];
        for (int i = 0, start = 0; i < x.Length; start += x[i++].Shape[Axis])
            if (asked[i]) parts[i] = dy.Slice(Axis, start, x[i].Shape[Axis]);
        return parts;
    }
}

/// <summary>The largest along an axis; the derivative goes to the first of the largest.</summary>
internal sealed record MaxAlong(int Axis) : UnaryPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T> x) => x.Max(Axis);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new MaxAlongKernel<T>(x[0], Axis);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Axis != 0 ? cut : null;
    public override Var Tangent(Var x, Var y, Var dx) => (Var.FirstLargest(x, Axis) * dx).Sum(Axis);
    public override Var Pullback(Var x, Var y, Var dy) => Var.FirstLargest(x, Axis) * dy.Reshape(x.Shape.With(Axis, 1));
}

/// <summary>1 at the first of the largest along an axis, else 0.</summary>
internal sealed record FirstLargest(int Axis) : FlatPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => new FirstLargestKernel<T>(x[0].Shape, x[0].Shape.Axis(Axis)).Of(x[0].Shape, x[0]);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new FirstLargestKernel<T>(x[0], Axis);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => Axis != 0 ? cut : null;
}

/// <summary>Class indices as rows of zeros with a single one: (…) → (… × classes).</summary>
internal sealed record OneHot(int Classes) : FlatPrimitive
{
    public override Tensor<T> Forward<T>(Tensor<T>[] x) => new OneHotKernel<T>(x[0].Shape.Size, Classes).Of(x[0].Shape.Append(Classes), x[0]);
    public override Kernel<T> Prepare<T>(Shape[] x, Shape y) => new OneHotKernel<T>(x[0].Size, Classes);
    public override bool[]? Cuts(bool[] cut, Shape[] x, Shape y) => x[0].Rank > 0 ? cut : null;
}
