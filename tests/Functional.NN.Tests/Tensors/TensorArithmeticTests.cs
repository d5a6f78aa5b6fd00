using System.Numerics;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Tensors;

public sealed class TensorArithmeticOfFloatTests : TensorArithmeticTests<float>;

public sealed class TensorArithmeticOfDoubleTests : TensorArithmeticTests<double>;

/// <summary>Arithmetic bit by bit against plain loops, in either precision.</summary>
public abstract class TensorArithmeticTests<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static TheoryData<int[], int[]> Pairs => new()
    {
        { [], [] }, { [7], [] }, { [], [40] }, { [5, 1], [1, 9] }, { [2, 3, 37], [37] }, { [2, 3, 37], [3, 1] }, { [2, 1, 5], [4, 1] }, { [4, 3, 2], [4, 3, 2] },
        { [4, 1, 2, 1], [3, 1, 19] }, { [0, 3], [1, 3] }, { [33], [33] }, { [2, 1, 1, 17], [2, 3, 2, 17] }, { [1], [1, 1, 1] },
    };

    [Theory, MemberData(nameof(Pairs))]
    public void Broadcasted_arithmetic_agrees_with_plain_loops(int[] left, int[] right)
    {
        Tensor<T> a = Numbers.Some<T>(Shape.Of(left), 1), b = Numbers.Some<T>(Shape.Of(right), 2);
        Tensor<T> Plain(Func<T, T, T> f) => NaiveTensors.Build(Shape.Broadcast(a.Shape, b.Shape), index => f(NaiveTensors.At(a, index), NaiveTensors.At(b, index)));
        Assert.Equal(Plain((x, y) => x + y), a + b);
        Assert.Equal(Plain((x, y) => x - y), a - b);
        Assert.Equal(Plain((x, y) => x * y), a * b);
        Assert.Equal(Plain((x, y) => x / y), a / b);
        Assert.Equal(Plain((x, y) => x >= y ? x : y), Tensor<T>.Max(a, b));
        Assert.Equal(Plain((x, y) => x <= y ? x : y), Tensor<T>.Min(a, b));
        Assert.Equal(Plain((x, y) => x > y ? T.One : T.Zero), Tensor<T>.Greater(a, b));
    }

    [Fact]
    public void Every_length_gives_the_bits_of_single_numbers()
    {
        for (int n = 0; n <= 256; n++)
        {
            Tensor<T> x = Numbers.Some<T>([n], n), y = Numbers.Some<T>([n], n + 1000);
            Assert.Equal(Tensor.Generate([n], i => -x[i]), -x);
            Assert.Equal(Tensor.Generate([n], i => x[i] * y[i]), x * y);
            Assert.Equal(Tensor.Generate([n], i => T.Abs(x[i])), x.Abs());
            Assert.Equal(Tensor.Generate([n], i => T.Sqrt(T.Abs(x[i]))), x.Abs().Sqrt());
        }
    }

    [Fact]
    public void A_NaN_wins_in_maximum_and_minimum_at_every_place()
    {
        for (int n = 1; n < 40; n++)
        {
            Tensor<T> numbers = Numbers.Some<T>([n], n), nan = Tensor.Full([n], T.NaN);
            foreach (var result in new[] { Tensor<T>.Max(numbers, nan), Tensor<T>.Max(nan, numbers), Tensor<T>.Min(numbers, nan), Tensor<T>.Min(nan, numbers) })
                Assert.All(result.ToArray(), value => Assert.True(T.IsNaN(value)));
        }
    }

    [Fact]
    public void Repeating_to_a_shape_repeats()
    {
        var x = Numbers.Some<T>([3, 1], 1);
        Assert.Equal(NaiveTensors.Build([2, 3, 5], index => x[index[1], 0]), x.BroadcastTo([2, 3, 5]));
        Assert.Throws<ShapeException>(() => x.BroadcastTo([3]));
    }

    [Fact]
    public void A_sum_has_the_bits_of_sixteen_chains_and_a_tree_for_every_length()
    {
        for (int n = 0; n <= 256; n++)
        {
            var x = Numbers.Some<T>([n], n);
            Assert.Equal(SumReference.Of(x.ToArray()), x.Sum().ToScalar());
        }
    }

    [Fact]
    public void A_sum_of_columns_has_the_same_bits_as_of_rows_for_every_length()
    {
        for (int n = 0; n <= 256; n++)
        {
            var x = Numbers.Some<T>([n, 3], n);
            Assert.Equal(SumReference.Along(x, [0]), x.Sum(0));
            Assert.Equal(x.Sum(0), x.Transpose().Sum(1));
        }
    }

    public static TheoryData<int[]> Axes => [.. Enumerable.Range(1, 15).Select(bits => Enumerable.Range(0, 4).Where(a => (bits >> a & 1) == 1).ToArray())];

    [Theory, MemberData(nameof(Axes))]
    public void A_sum_over_any_axes_has_its_sixteen_chains_along_the_first_of_them(int[] axes)
    {
        var x = Numbers.Some<T>([3, 5, 4, 7], 11);
        Assert.Equal(SumReference.Along(x, axes), x.Sum(axes));
        Assert.Equal(x.Sum(axes), x.Sum([.. axes.Reverse().Select(a => a - 4)]));
    }

    [Fact]
    public void A_sum_over_an_axis_named_twice_is_the_sum_over_it_once()
    {
        var x = Numbers.Some<T>([3, 5], 11);
        Assert.Equal(x.Sum(1), x.Sum(1, -1));
        Assert.Equal(x.Mean(1), x.Mean(1, -1));
    }

    [Fact]
    public void A_mean_is_the_sum_divided_by_the_count()
    {
        var x = Numbers.Some<T>([6, 5], 3);
        Assert.Equal(x.Sum(0) / T.CreateChecked(6), x.Mean(0));
        Assert.Equal(x.Sum() / T.CreateChecked(30), x.Mean());
    }

    [Fact]
    public void The_largest_is_the_first_of_several_and_a_NaN_counts_as_the_largest()
    {
        T[] row(params double[] values) => [.. values.Select(T.CreateChecked)];
        var x = Tensor.Of([3, 4], [.. row(1, 3, 3, 2), .. row(-1, -2, -1, -3), .. row(9, double.NaN, 10, 1)]);
        Assert.Equal(Tensor.Vector(row(1, 0, 1)), x.ArgMax(1));
        Assert.Equal(Tensor.Vector(row(3, -1)), x.Max(1).Slice(0, 0, 2));
        Assert.True(T.IsNaN(x.Max(1)[2]));
        Assert.Equal(x.ArgMax(1), x.Transpose().ArgMax(0));
    }

    [Fact]
    public void An_empty_axis_has_no_largest() => Assert.Throws<ShapeException>(() => Tensor.Zeros<T>([2, 0]).Max(1));

    [Fact]
    public void A_choice_takes_the_first_where_the_mask_is_not_zero()
    {
        Tensor<T> mask = Tensor.Vector(T.One, T.Zero, -T.One), a = Numbers.Some<T>([3], 1), b = Numbers.Some<T>([3], 2);
        Assert.Equal(Tensor.Vector(a[0], b[1], a[2]), Tensor.Where(mask, a, b));
    }

    [Theory, InlineData(double.NaN), InlineData(double.PositiveInfinity), InlineData(double.NegativeInfinity)]
    public void One_number_that_is_not_finite_is_found_wherever_it_stands(double value)
    {
        for (int n = 1; n < 40; n++)
        {
            Assert.True(Numbers.Some<T>([n], n).IsFinite);
            Assert.False(Tensor.Generate([n], i => i == n - 1 ? T.CreateTruncating(value) : T.One).IsFinite);
        }
    }

    [Fact]
    public void A_matrix_product_has_the_bits_of_fused_chains_for_every_odd_shape()
    {
        var shapes = from m in new[] { 0, 1, 2, 3, 4, 5, 7, 8, 9, 13, 20 } from k in new[] { 0, 1, 2, 3, 5, 16, 20 } from n in new[] { 0, 1, 2, 3, 5, 7, 8, 9, 15, 16, 17, 20, 33 } select (m, k, n);
        foreach (var (m, k, n) in shapes)
        {
            Tensor<T> a = Numbers.Some<T>([m, k], m * 100 + k), b = Numbers.Some<T>([k, n], k * 100 + n + 7);
            var expected = ProductReference.Of(a, b);
            Assert.Equal(expected, a.MatMul(b));
            Assert.Equal(expected, a.Transpose().MatMul(b, transposeThis: true));
            Assert.Equal(expected, a.MatMul(b.Transpose(), transposeOther: true));
            Assert.Equal(expected, a.Transpose().MatMul(b.Transpose(), transposeThis: true, transposeOther: true));
        }
    }

    [Fact]
    public void Leading_axes_are_batches_of_matrices()
    {
        Tensor<T> a = Numbers.Some<T>([2, 3, 4, 5], 1), b = Numbers.Some<T>([2, 3, 5, 6], 2);
        var product = a.MatMul(b);
        Assert.Equal(Shape.Of(2, 3, 4, 6), product.Shape);
        Assert.Equal(a.At(1).At(2).MatMul(b.At(1).At(2)), product.At(1).At(2));
    }

    [Fact]
    public void Matrices_that_do_not_fit_are_refused_with_their_shapes() =>
        Assert.Equal("MatMul: 2×3 · 4×5 do not fit: the inner dimensions are 3 and 4, and the leading axes must agree.",
            Assert.Throws<ShapeException>(() => Tensor.Zeros<T>([2, 3]).MatMul(Tensor.Zeros<T>([4, 5]))).Message);

    [Fact]
    public void A_product_reads_a_window_of_memory_where_it_is()
    {
        Tensor<T> a = Numbers.Some<T>([9, 5], 1), b = Numbers.Some<T>([9, 6], 2);
        Assert.Equal(ProductReference.Of(a.Slice(0, 2, 3), b.Slice(0, 4, 5)), a.Slice(0, 2, 3).MatMul(b.Slice(0, 4, 5)));
    }

    [Fact]
    public void Matrices_and_vectors_go_to_MathNet_and_back()
    {
        Tensor<T> matrix = Numbers.Some<T>([3, 5], 1), vector = Numbers.Some<T>([4], 2);
        Assert.Equal(matrix[2, 1], matrix.ToMathNetMatrix()[2, 1]);
        Assert.Equal(matrix, Tensor.FromMathNet(matrix.ToMathNetMatrix()));
        Assert.Equal(vector, Tensor.FromMathNet(vector.ToMathNetVector()));
        Assert.Throws<ShapeException>(() => vector.ToMathNetMatrix());
        Assert.Throws<ShapeException>(() => matrix.ToMathNetVector());
    }

    [Fact]
    public void A_MathNet_matrix_can_be_written_without_changing_the_tensor()
    {
        var tensor = Numbers.Some<T>([2, 2], 1);
        var (before, matrix) = (tensor[0, 0], tensor.ToMathNetMatrix());
        matrix[0, 0] = T.One + T.One;
        var back = Tensor.FromMathNet(matrix);
        matrix[0, 0] = T.Zero;
        Assert.Equal(before, tensor[0, 0]);
        Assert.Equal(T.One + T.One, back[0, 0]);
    }
}
