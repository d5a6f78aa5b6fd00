namespace Functional.NN.Tests.Tensors;

public sealed class ShapeTests
{
    [Fact]
    public void A_shape_knows_its_size_and_rank()
    {
        Shape shape = [2, 3, 4];
        Assert.Equal((24, 3, 3), (shape.Size, shape.Rank, shape.Count));
    }

    [Fact]
    public void A_scalar_has_one_element_and_no_axes() => Assert.Equal((1, 0, "scalar"), (Shape.Scalar.Size, Shape.Scalar.Rank, Shape.Scalar.ToString()));

    [Fact]
    public void Negative_axes_count_from_the_end()
    {
        Shape shape = [2, 3, 4];
        Assert.Equal((4, 3, 2), (shape[-1], shape[-2], shape[-3]));
    }

    [Theory, InlineData(3), InlineData(-4)]
    public void An_axis_that_is_not_there_is_refused(int axis)
    {
        string sentence = Cultures.Under("sv-SE", () => Assert.Throws<ShapeException>(() => Shape.Of(2, 3, 4)[axis]).Message);
        Assert.Equal(FormattableString.Invariant($"Shape 2×3×4 has 3 axes; there is no axis {axis}."), sentence);
    }

    [Fact]
    public void Shapes_are_equal_by_their_dimensions()
    {
        Assert.True(Shape.Of(2, 3) == new Shape2(2, 3).Made);
        Assert.True(Shape.Of(2, 3) != Shape.Of(3, 2));
        Assert.Equal(Shape.Of(2, 3).GetHashCode(), Shape.Of(2, 3).GetHashCode());
    }

    private sealed record Shape2(int A, int B)
    {
        public Shape Made => [A, B];
    }

    [Fact]
    public void A_later_change_of_the_array_a_shape_was_made_of_does_not_reach_it()
    {
        int[] dimensions = [2, 3];
        var shape = Shape.Of(dimensions);
        dimensions[0] = 9;
        Assert.Equal(Shape.Of(2, 3), shape);
    }

    [Fact]
    public void A_negative_dimension_is_refused() =>
        Assert.Equal("Shape: a dimension cannot be negative, got 2×-1.", Assert.Throws<ShapeException>(() => Shape.Of(2, -1)).Message);

    [Fact]
    public void More_elements_than_an_array_holds_are_refused() => Assert.Throws<ShapeException>(() => Shape.Of(65536, 65536));

    [Theory]
    [InlineData(new[] { 2, 3 }, new[] { 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 2, 1 }, new[] { 1, 5 }, new[] { 2, 5 })]
    [InlineData(new[] { 4, 1, 3 }, new[] { 2, 1 }, new[] { 4, 2, 3 })]
    [InlineData(new int[0], new[] { 2, 3 }, new[] { 2, 3 })]
    [InlineData(new[] { 1 }, new[] { 0 }, new[] { 0 })]
    public void Broadcasting_repeats_dimensions_of_one(int[] a, int[] b, int[] joined)
    {
        Assert.Equal(Shape.Of(joined), Shape.Broadcast(Shape.Of(a), Shape.Of(b)));
        Assert.Equal(Shape.Of(joined), Shape.Broadcast(Shape.Of(b), Shape.Of(a)));
    }

    [Fact]
    public void Dimensions_that_differ_do_not_broadcast() =>
        Assert.StartsWith("2×3 and 2×4 do not broadcast: 3 and 4 differ", Assert.Throws<ShapeException>(() => Shape.Broadcast([2, 3], [2, 4])).Message);

    [Fact]
    public void Dimensions_are_put_around_changed_and_taken_away()
    {
        Shape shape = [2, 3];
        Assert.Equal([4, 2, 3], shape.Prepend(4));
        Assert.Equal([2, 3, 4], shape.Append(4));
        Assert.Equal([2, 7], shape.With(-1, 7));
        Assert.Equal([3], shape.Without(0));
        Assert.Equal([3], shape.Sample);
    }
}
