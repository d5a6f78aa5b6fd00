using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties;

/// <summary>Laws of tensors that hold bit for bit, also with infinities and NaN.</summary>
public class TensorLaws
{
    private static readonly Gen<(Tensor<double> X, ImmutableArray<int> Order)> Permuted = from x in Draw.Tensors
                                                                                          from order in Draw.Permutation(x.Shape.Rank)
                                                                                          select (x, order);

    private static readonly Gen<(Tensor<double> A, Tensor<double> B)> Pairs = from shapes in Draw.BroadcastPair
                                                                              from a in Draw.WithExtremes(shapes.A)
                                                                              from b in Draw.WithExtremes(shapes.B)
                                                                              select (a, b);

    [Fact]
    public void Axes_put_in_another_order_and_back_give_the_same_tensor() => Law.Holds(Permuted, c =>
    {
        int[] back = [.. Enumerable.Range(0, c.X.Shape.Rank).Select(axis => c.Order.IndexOf(axis))];
        Assert.Equal(c.X, c.X.Transpose([.. c.Order]).Transpose(back));
    });

    [Fact]
    public void Transposing_moves_every_element_to_the_permuted_index() => Law.Holds(Permuted, c =>
    {
        var transposed = c.X.Transpose([.. c.Order]);
        foreach (int[] index in Indices(transposed.Shape))
        {
            var from = new int[index.Length];
            for (int axis = 0; axis < from.Length; axis++) from[c.Order[axis]] = index[axis];
            Assert.Equal(BitConverter.DoubleToInt64Bits(c.X[from]), BitConverter.DoubleToInt64Bits(transposed[index]));
        }
    });

    [Fact]
    public void Reshaping_keeps_the_numbers_in_their_order_and_can_be_undone() => Law.Holds(Draw.Tensors, x =>
    {
        var flat = x.Reshape(x.Shape.Size);
        Assert.True(x.AsSpan().SequenceEqual(flat.AsSpan()) || x.AsSpan().ToArray().Any(double.IsNaN));
        Assert.Equal(x, flat.Reshape(x.Shape));
    }, Draw.Smaller);

    [Fact]
    public void A_tensor_cut_along_an_axis_and_joined_again_is_the_same() => Law.Holds(
        from x in Draw.Tensors
        where x.Shape.Rank > 0
        from axis in Gen.Choose(0, x.Shape.Rank - 1)
        from cut in Gen.Choose(0, x.Shape[axis])
        select (X: x, Axis: axis, Cut: cut),
        c => Assert.Equal(c.X, Tensor.Concat(c.Axis, c.X.Slice(c.Axis, 0, c.Cut), c.X.Slice(c.Axis, c.Cut, c.X.Shape[c.Axis] - c.Cut))));

    [Fact]
    public void Rows_taken_in_an_order_and_back_give_the_same_tensor() => Law.Holds(
        from x in Draw.Tensors
        where x.Shape.Rank > 0
        from order in Draw.Permutation(x.Shape[0])
        select (X: x, Order: order),
        c => Assert.Equal(c.X, c.X.Gather(c.Order).Gather([.. Enumerable.Range(0, c.Order.Length).Select(i => c.Order.IndexOf(i))])));

    [Fact]
    public void Broadcasting_in_arithmetic_is_repeating_first() => Law.Holds(Pairs, c =>
    {
        var shape = Shape.Broadcast(c.A.Shape, c.B.Shape);
        Tensor<double> a = c.A.BroadcastTo(shape), b = c.B.BroadcastTo(shape);
        Assert.Equal(a + b, c.A + c.B);
        Assert.Equal(a - b, c.A - c.B);
        Assert.Equal(a * b, c.A * c.B);
        Assert.Equal(a / b, c.A / c.B);
        Assert.Equal(Tensor<double>.Max(a, b), Tensor<double>.Max(c.A, c.B));
    });

    [Fact]
    public void Sums_and_products_commute() => Law.Holds(Pairs, c =>
    {
        AssertSame(c.A + c.B, c.B + c.A);
        AssertSame(c.A * c.B, c.B * c.A);
    });

    [Fact]
    public void Shapes_broadcast_the_same_either_way_and_a_shape_with_itself_is_itself() => Law.Holds(Draw.BroadcastPair, c =>
    {
        var joined = Shape.Broadcast(c.A, c.B);
        Assert.Equal(joined, Shape.Broadcast(c.B, c.A));
        Assert.Equal(joined, Shape.Broadcast(joined, c.A));
        Assert.Equal(c.A, Shape.Broadcast(c.A, c.A));
    });

    [Fact]
    public void Summing_back_is_the_transpose_of_broadcasting() => Law.Holds(
        from shapes in Draw.BroadcastPair
        from key in Draw.Key
        select (shapes.A, Whole: Shape.Broadcast(shapes.A, shapes.B), Key: key),
        c =>
        {
            Tensor<double> x = c.Key.Fold(1).Normal<double>(c.A), y = c.Key.Fold(2).Normal<double>(c.Whole);
            double left = (x.BroadcastTo(c.Whole) * y).Sum().ToScalar(), right = (x * Var.Of(y).SumTo(c.A).Value<double>()).Sum().ToScalar();
            Assert.Equal(left, right, 1e-12 * (1 + (x.BroadcastTo(c.Whole) * y).Abs().Sum().ToScalar()));
        });

    [Fact]
    public void The_text_of_a_tensor_begins_with_its_shape() => Law.Holds(Draw.Tensors, x => Assert.StartsWith($"{x.Shape} ", x.ToString(), StringComparison.Ordinal), Draw.Smaller);

    private static void AssertSame(Tensor<double> a, Tensor<double> b) =>
        Assert.True(a.Shape == b.Shape && a.ToArray().Zip(b.ToArray()).All(p => p.First.Equals(p.Second)), $"{a} and {b} differ");

    private static IEnumerable<int[]> Indices(Shape shape) => Enumerable.Range(0, shape.Size).Select(place =>
    {
        var index = new int[shape.Rank];
        for (int axis = shape.Rank - 1; axis >= 0; place /= shape[axis--]) index[axis] = place % shape[axis];
        return index;
    });
}
