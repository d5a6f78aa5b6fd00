using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Images;

/// <summary>The kernels on blocks of sixteen samples: what they are given, what they write, and that work can be shared.</summary>
public sealed unsafe class BlockTests
{
    private const int Samples = 16;

    [Fact]
    public void Packing_and_unpacking_give_the_batch_back_with_zeros_for_missing_samples()
    {
        for (int batch = 0; batch <= 33; batch++)
            for (int size = 1; size <= 40; size += 3)
            {
                var x = Numbers.Some<float>(Shape.Of(batch, size), batch);
                float[] blocks = Packed(x), back = new float[x.Shape.Size];
                Assert.All(blocks.Select((value, i) => (value, i)), cell =>
                {
                    int sample = cell.i / (size * Samples) * Samples + cell.i % Samples, place = cell.i / Samples % size;
                    Assert.Equal(sample < batch ? x[sample, place] : 0, cell.value);
                });
                using var block = new SampleBlocks<float>(1, size);
                for (int b = 0; b < SampleBlocks<float>.Count(batch); b++)
                {
                    block.PackOne(x, b);
                    block.UnpackOne(back, x.Shape, b);
                }
                Assert.Equal(x, Tensor.Of(x.Shape, back));
            }
    }

    [Fact]
    public void In_float_a_weight_gradient_shared_out_by_output_channels_has_the_bits_of_plain_loops() => SharesWeightGradients<float>();

    [Fact]
    public void In_double_a_weight_gradient_shared_out_by_output_channels_has_the_bits_of_plain_loops() => SharesWeightGradients<double>();

    private static void SharesWeightGradients<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (shape, weight, geometry) in ConvolutionCase.Odd(40))
        {
            Tensor<T> x = Numbers.Some<T>(shape, 1), dy = Numbers.Some<T>(geometry.OutputShape(shape, weight), 2);
            var sums = new TapSums(shape, weight, geometry);
            T[] dw = [.. Enumerable.Repeat(T.NaN, weight.Size)];
            fixed (T* images = Packed(x), cotangents = Packed(dy), result = dw)
                for (int from = 0, share = 1; from < weight[0]; from += share, share = share % 5 + 1)
                    sums.Channels(images, cotangents, SampleBlocks<T>.Count(shape[0]), from, Math.Min(from + share, weight[0]), result);
            Assert.True(ConvolutionReference.WeightGradient(x, dy, geometry, weight) == Tensor.Of(weight, dw), $"{shape}, {weight}, {geometry}");
        }
    }

    [Fact]
    public void A_block_is_overwritten_whatever_was_in_it_and_a_missing_sample_gives_zeros()
    {
        foreach (var (shape, weight, geometry) in ConvolutionCase.Odd(60))
        {
            var one = shape.With(0, 3);
            Tensor<double> x = Numbers.Some<double>(one, 1), w = Numbers.Some<double>(weight, 2), dy = Numbers.Some<double>(geometry.OutputShape(one, weight), 3);
            double[] y = Garbage(dy.Shape), dx = Garbage(one);
            fixed (double* images = Packed(x), weights = w.AsSpan(), cotangents = Packed(dy), result = y, gradient = dx)
            {
                Correlation.Forward(one, weight, geometry).Block(images, weights, result);
                Correlation.InputGradient(one, weight, geometry).Block(cotangents, weights, gradient);
            }
            SameBits(Packed(ConvolutionReference.Forward(x, w, geometry)), y);
            SameBits(Packed(ConvolutionReference.InputGradient(dy, w, geometry, one)), dx);
        }
    }

    [Fact]
    public void A_bias_and_the_positive_part_taken_with_the_convolution_have_the_bits_of_taking_them_afterwards()
    {
        foreach (var (shape, weight, geometry) in ConvolutionCase.Odd(40))
        {
            var full = shape.With(0, Samples);
            Tensor<float> x = Numbers.Some<float>(full, 1), w = Numbers.Some<float>(weight, 2), bias = Numbers.Some<float>(Shape.Of(weight[0], 1, 1), 3);
            var expected = ConvolutionReference.Forward(x, w, geometry) + bias;
            float[] biased = Garbage<float>(expected.Shape), positive = Garbage<float>(expected.Shape);
            var correlation = Correlation.Forward(full, weight, geometry);
            fixed (float* images = Packed(x), weights = w.AsSpan(), biases = bias.AsSpan(), plus = biased, rectified = positive)
            {
                correlation.BlockPlusBias(images, weights, biases, plus);
                correlation.RectifiedBlockPlusBias(images, weights, biases, rectified);
            }
            SameBits(Packed(expected), biased);
            SameBits(Packed(expected.Map(value => value <= 0 ? 0 : value)), positive);
        }
    }

    [Fact]
    public void A_pooling_overwrites_whatever_was_in_its_blocks()
    {
        foreach (var pool in (Pool2DGeometry[])[2, new(3, 2, 1), new(2, 3), new(new Extent2D(1, 2), 1)])
        {
            var shape = Shape.Of(5, 2, 6, 8);
            var x = Numbers.Some<float>(shape, 1);
            var dy = Numbers.Some<float>(pool.OutputShape(shape), 2);
            float[] y = Garbage<float>(dy.Shape), places = Garbage<float>(dy.Shape), pushed = Garbage<float>(dy.Shape), dx = Garbage<float>(shape), mean = Garbage<float>(dy.Shape), spread = Garbage<float>(shape);
            LargestCells largest = new(shape, pool);
            WindowMeans means = new(shape, pool, WindowDivisor.Image);
            fixed (float* images = Packed(x), cotangents = Packed(dy), value = y, place = places, push = pushed, pull = dx, average = mean, share = spread)
            {
                largest.Forward(images, value, place);
                largest.Push(place, images, push);
                largest.Pull(place, cotangents, pull);
                means.Forward(images, average);
                means.Spread(cotangents, share);
            }
            SameBits(Packed(Pooling.GatherLargest(x, x, pool)), y);
            SameBits(y, pushed);
            SameBits(Packed(Pooling.ScatterLargest(x, dy, pool)), dx);
            SameBits(Packed(Pooling.Average(x, pool, WindowDivisor.Image)), mean);
            SameBits(Packed(Pooling.SpreadAverage(dy, pool, WindowDivisor.Image, shape)), spread);
        }
    }

    /// <summary>The batch in blocks of sixteen samples, cell by cell.</summary>
    private static T[] Packed<T>(Tensor<T> batch) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int blocks = SampleBlocks<T>.Count(batch.Shape[0]), size = batch.Shape.Sample.Size;
        using var packed = new SampleBlocks<T>(Math.Max(1, blocks), size);
        packed.PackAll(batch);
        return new ReadOnlySpan<T>(packed.Start, blocks * size * Samples).ToArray();
    }

    private static void SameBits<T>(T[] expected, T[] got) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Assert.Equal(Tensor.Of(Shape.Of(expected.Length), expected), Tensor.Of(Shape.Of(got.Length), got));

    private static double[] Garbage(Shape batch) => Garbage<double>(batch);

    private static T[] Garbage<T>(Shape batch) where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Enumerable.Repeat(T.NaN, batch.Sample.Size * Samples)];
}
