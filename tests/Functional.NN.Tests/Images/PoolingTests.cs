using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Images;

/// <summary>Pooling against plain loops, bit by bit, and what is said about ties, NaN and padding.</summary>
public sealed class PoolingTests
{
    [Fact]
    public void In_float_pooling_and_its_gradients_have_the_bits_of_plain_loops() => AgreesWithPlainLoops<float>();

    [Fact]
    public void In_double_pooling_and_its_gradients_have_the_bits_of_plain_loops() => AgreesWithPlainLoops<double>();

    [Fact]
    public void The_derivative_goes_to_the_first_of_the_largest() =>
        Assert.Equal(Image(2, 2, 0, 1, 0, 0), Grad.Of(x => Var.MaxPool2D(x, 2).Sum(), Image(2, 2, 1, 3, 3, 3)));

    [Fact]
    public void A_NaN_wins_and_the_first_NaN_gets_the_derivative()
    {
        var x = Image(2, 2, 5, double.NaN, double.NaN, 9);
        Assert.True(double.IsNaN(Var.MaxPool2D(Var.Of(x), 2).Value<double>().ToScalar()));
        Assert.Equal(Image(2, 2, 0, 1, 0, 0), Grad.Of(y => Var.MaxPool2D(y, 2).Sum(), x));
    }

    [Fact]
    public void In_every_place_of_a_batch_the_first_NaN_of_a_window_wins()
    {
        var x = Tensor.Generate(Shape.Of(19, 2, 5, 4), i => (i * 31 + i / 7) % 23 < 3 ? float.NaN : i * 17 % 5);
        int[] places = [.. Pooling.GatherLargest(x, Tensor.Generate(x.Shape, i => (float)i), new Pool2DGeometry(new Extent2D(3, 2), 1)).ToArray().Select(place => (int)place)];
        int nans = 0;
        for (int window = 0; window < places.Length; window++)
        {
            int first = window / 9 * 20 + window % 9 / 3 * 4 + window % 3;
            int[] cells = [first, first + 1, first + 4, first + 5, first + 8, first + 9];
            int nan = Array.FindIndex(cells, cell => float.IsNaN(x.AsSpan()[cell]));
            if (nan >= 0) nans++;
            Assert.Equal(nan >= 0 ? cells[nan] : cells.MaxBy(cell => x.AsSpan()[cell]), places[window]);
        }
        Assert.InRange(nans, places.Length / 4, places.Length - 1);
    }

    [Fact]
    public void Two_by_two_windows_that_fill_the_image_give_the_same_with_a_column_left_over()
    {
        var x = Tensor.Generate(Shape.Of(19, 2, 6, 9), i => (i * 31 + i / 7) % 23 < 5 ? float.NaN : i * 17 % 5);
        var filled = x.Slice(3, 0, 8);
        var two = new Pool2DGeometry(2);
        Assert.Equal(Pooling.GatherLargest(x, x, two), Pooling.GatherLargest(filled, filled, two));
        var dy = Numbers.Some<float>(Shape.Of(19, 2, 3, 4), 1);
        Assert.Equal(Pooling.ScatterLargest(x, dy, two).Slice(3, 0, 8), Pooling.ScatterLargest(filled, dy, two));
    }

    [Fact]
    public void A_cotangent_of_minus_zero_is_added_to_plus_zero()
    {
        foreach (var pool in (Pool2DGeometry[])[2, new(2, 1), new(3, 2, 1)])
        {
            var x = Numbers.Some<float>(Shape.Of(3, 2, 4, 6), 1);
            Assert.Equal(Tensor.Zeros<float>(x.Shape), Pooling.ScatterLargest(x, Tensor.Full(pool.OutputShape(x.Shape), -0f), pool));
        }
    }

    [Fact]
    public void An_empty_batch_has_an_empty_output() =>
        Assert.Equal(Shape.Of(0, 2, 2, 2), Var.MaxPool2D(Var.Of(Tensor.Zeros<float>(Shape.Of(0, 2, 4, 4))), 2).Shape);

    [Fact]
    public void Padding_is_never_the_largest_even_when_the_image_is_minus_infinity()
    {
        var x = Image(1, 1, double.NegativeInfinity);
        var pool = new Pool2DGeometry(2, 1, 1);
        Assert.Equal(Tensor.Full(Shape.Of(1, 1, 2, 2), double.NegativeInfinity), Var.MaxPool2D(Var.Of(x), pool).Value<double>());
        Assert.Equal(Image(1, 1, 4), Grad.Of(y => Var.MaxPool2D(y, pool).Sum(), x));
    }

    [Fact]
    public void Overlapping_windows_with_the_same_largest_cell_add_their_cotangents() =>
        Assert.Equal(Image(3, 3, 0, 0, 0, 0, 4, 0, 0, 0, 0), Grad.Of(x => Var.MaxPool2D(x, new Pool2DGeometry(2, 1)).Sum(), Image(3, 3, 1, 1, 1, 1, 2, 1, 1, 1, 1)));

    [Fact]
    public void An_average_counts_padded_cells_only_when_told()
    {
        var ones = Var.Of(Image(2, 2, 1, 1, 1, 1));
        var pool = new Pool2DGeometry(2, 2, 1);
        Assert.Equal(Image(2, 2, 0.25, 0.25, 0.25, 0.25), Var.AveragePool2D(ones, pool).Value<double>());
        Assert.Equal(Image(2, 2, 1, 1, 1, 1), Var.AveragePool2D(ones, pool, countPadding: false).Value<double>());
    }

    private static Tensor<double> Image(int height, int width, params double[] cells) => Tensor.Of(Shape.Of(1, 1, height, width), cells);

    private static void AgreesWithPlainLoops<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (shape, pool) in Cases())
        {
            var x = Tensor.Generate(shape, i => T.CreateTruncating(i * 7919 % 13 - 6) / T.CreateTruncating(3)); // with ties
            var dy = Numbers.Some<T>(pool.OutputShape(shape), 4);
            var (max, maxGradient) = (PoolingReference.Largest(x, x, pool), PoolingReference.LargestPulled(x, dy, pool));
            var largest = Grad.Vjp(v => Var.MaxPool2D(v, pool), x);
            Assert.True(max == largest.Value && maxGradient == largest.Pullback(dy), $"maximum of {shape}, {pool}");
            foreach (bool counted in (bool[])[true, false])
            {
                var divisor = counted ? WindowDivisor.Window : WindowDivisor.Image;
                var (mean, meanGradient) = (PoolingReference.Average(x, pool, divisor), PoolingReference.AverageSpread(dy, pool, divisor, shape));
                var average = Grad.Vjp(v => Var.AveragePool2D(v, pool, counted), x);
                Assert.True(mean == average.Value && meanGradient == average.Pullback(dy), $"average of {shape}, {pool}, counted: {counted}");
            }
        }
    }

    private static IEnumerable<(Shape, Pool2DGeometry)> Cases()
    {
        yield return (Shape.Of(17, 3, 6, 8), 2);
        yield return (Shape.Of(16, 2, 4, 10), 2);
        var random = new Random(20260102);
        for (int i = 0; i < 200; i++)
        {
            Extent2D window = new(random.Next(1, 5), random.Next(1, 5)), stride = new(random.Next(1, 4), random.Next(1, 4));
            var padding = new Padding2D(random.Next(window.Y), random.Next(window.Y), random.Next(window.X), random.Next(window.X));
            yield return (Shape.Of(1 + i % 33, random.Next(1, 4), random.Next(window.Y, 10), random.Next(window.X, 10)), new Pool2DGeometry(window, stride, padding));
        }
    }
}
