using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Tensors;

public sealed class TensorArrangingTests
{
    private static readonly Tensor<double> X = Numbers.Some<double>([3, 4, 5], 1);

    [Theory, InlineData(0, 1, 2), InlineData(1, 1, 3), InlineData(2, 4, 1), InlineData(-1, 0, 5), InlineData(1, 4, 0)]
    public void A_slice_has_the_places_it_names(int axis, int start, int length)
    {
        int counted = X.Shape.Axis(axis);
        var expected = NaiveTensors.Build(X.Shape.With(axis, length), index => X[[.. index.Select((i, a) => a == counted ? i + start : i)]]);
        Assert.Equal(expected, X.Slice(axis, start, length));
    }

    [Theory, InlineData(0, 2, 2), InlineData(1, -1, 2), InlineData(2, 0, -1), InlineData(2, 1, int.MaxValue), InlineData(0, 1, int.MaxValue)]
    public void A_slice_outside_its_axis_is_refused(int axis, int start, int length) => Assert.Throws<ShapeException>(() => X.Slice(axis, start, length));

    [Fact]
    public void A_slice_of_a_slice_is_the_inner_part() => Assert.Equal(X.Slice(0, 1, 2).Slice(0, 1, 1), X.Slice(0, 2, 1));

    [Theory, InlineData(new[] { 0, 1, 2 }), InlineData(new[] { 2, 0, 1 }), InlineData(new[] { 1, 2, 0 }), InlineData(new[] { 0, -1, 1 }), InlineData(new[] { 2, 1, 0 })]
    public void Transposing_puts_axis_order_i_at_i(int[] order)
    {
        int[] axes = [.. order.Select(X.Shape.Axis)];
        var expected = NaiveTensors.Build(Shape.Of([.. axes.Select(a => X.Shape[a])]), index =>
        {
            var from = new int[3];
            for (int i = 0; i < 3; i++) from[axes[i]] = index[i];
            return X[from];
        });
        Assert.Equal(expected, X.Transpose(order));
    }

    [Fact]
    public void Transposing_swaps_the_last_two_axes_when_nothing_is_said() => Assert.Equal(X.Transpose(0, 2, 1), X.Transpose());

    [Fact]
    public void Transposing_needs_every_axis_once()
    {
        Assert.Throws<ShapeException>(() => X.Transpose(0, 0, 1));
        Assert.Throws<ShapeException>(() => X.Transpose(0, 1));
    }

    [Theory, InlineData(0), InlineData(1), InlineData(2), InlineData(-1)]
    public void Joining_the_parts_of_a_tensor_gives_the_tensor(int axis)
    {
        int n = X.Shape[axis];
        Assert.Equal(X, Tensor.Concat(axis, X.Slice(axis, 0, 1), X.Slice(axis, 1, 0), X.Slice(axis, 1, n - 1)));
    }

    [Fact]
    public void Tensors_of_other_shapes_are_not_joined() =>
        Assert.Throws<ShapeException>(() => Tensor.Concat(0, Tensor.Zeros<double>([2, 3]), Tensor.Zeros<double>([2, 4])));

    [Fact]
    public void Stacking_joins_along_a_new_first_axis() => Assert.Equal(X, Tensor.Stack(X.At(0), X.At(1), X.At(2)));

    [Fact]
    public void Gathering_names_places_in_any_order_and_again()
    {
        var gathered = X.Gather([2, 0, 2]);
        Assert.Equal(Tensor.Stack(X.At(2), X.At(0), X.At(2)), gathered);
    }

    [Theory, InlineData(-1), InlineData(3)]
    public void Gathering_a_place_that_is_not_there_is_refused(int place) => Assert.Throws<ShapeException>(() => X.Gather([0, place]));

    [Fact]
    public void Reshaping_keeps_the_row_major_order() => Assert.Equal(X.ToArray(), X.Reshape(5, 12).ToArray());

    [Fact]
    public void Reshaping_finds_the_one_open_dimension() => Assert.Equal(Shape.Of(6, 10), X.Reshape(-1, 10).Shape);

    [Fact]
    public void Reshaping_to_another_size_says_both_sizes() =>
        Assert.Equal("Tensor 3×4×5: cannot be reshaped to 7×8, which has 56 elements and not 60.", Assert.Throws<ShapeException>(() => X.Reshape(7, 8)).Message);

    [Fact]
    public void An_open_dimension_that_does_not_divide_is_refused() =>
        Assert.Equal("Tensor 3×4×5: no dimension makes -1×7 hold 60 elements.", Cultures.Under("sv-SE", () => Assert.Throws<ShapeException>(() => X.Reshape(-1, 7)).Message));

    [Fact]
    public void Elements_are_read_by_an_index_for_each_axis() => Assert.Equal(X.ToArray()[1 * 20 + 2 * 5 + 3], X[1, 2, 3]);

    [Fact]
    public void An_index_outside_or_too_few_are_refused()
    {
        Assert.Equal("Tensor 3×4×5: index 4 is outside axis 1, which goes from 0 to 3.", Assert.Throws<ShapeException>(() => X[0, 4, 0]).Message);
        Assert.Equal("Tensor 3×4×5: an element has 3 indices, got 2.", Assert.Throws<ShapeException>(() => X[0, 0]).Message);
    }

    [Fact]
    public void A_copy_given_out_can_be_written_without_changing_the_tensor()
    {
        var tensor = Tensor.Vector(1.0, 2, 3);
        tensor.ToArray()[0] = 9;
        Assert.Equal(1, tensor[0]);
    }

    [Fact]
    public void The_array_a_tensor_was_made_of_can_be_written_without_changing_the_tensor()
    {
        double[] values = [1, 2, 3];
        var tensor = Tensor.Vector(values);
        values[0] = 9;
        Assert.Equal(1, tensor[0]);
    }

    [Fact]
    public void Tensors_are_equal_by_shape_and_bits()
    {
        Assert.True(Tensor.Vector(double.NaN) == Tensor.Vector(double.NaN));
        Assert.True(Tensor.Vector(0.0) != Tensor.Vector(-0.0));
        Assert.True(Tensor.Zeros<double>([2, 3]) != Tensor.Zeros<double>([3, 2]));
    }

    [Fact]
    public void Too_few_values_for_a_shape_are_refused() =>
        Assert.Equal("Tensor.Of: 2×2 takes 4 values, got 3.", Assert.Throws<ShapeException>(() => Tensor.Of([2, 2], 1.0, 2, 3)).Message);

    [Fact]
    public void Only_a_single_number_is_read_as_one() => Assert.Throws<ShapeException>(() => Tensor.Vector(1.0, 2).ToScalar());

    [Fact]
    public void Float_goes_to_double_exactly_and_back_to_the_same_bits()
    {
        var x = Numbers.Some<float>([4, 7], 3);
        Assert.Equal(x, x.Cast<double>().Cast<float>());
        Assert.Equal((double)x[1, 2], x.Cast<double>()[1, 2]);
    }
}
