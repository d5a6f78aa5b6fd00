using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Images;

/// <summary>The fast kernels against plain loops, bit by bit.</summary>
public sealed class ConvolutionBitTests
{
    [Fact]
    public void In_float_every_odd_convolution_and_its_gradients_have_the_bits_of_plain_loops() => AgreesWithPlainLoops<float>(Cases(150));

    [Fact]
    public void In_double_every_odd_convolution_and_its_gradients_have_the_bits_of_plain_loops() => AgreesWithPlainLoops<double>(Cases(150));

    [Fact]
    public void Seven_by_seven_cells_with_many_channels_have_the_bits_of_plain_loops() => AgreesWithPlainLoops<float>(
        [new(Shape.Of(17, 9, 7, 7), Shape.Of(13, 9, 3, 3), new(padding: 1)), new(Shape.Of(33, 6, 9, 9), Shape.Of(16, 6, 5, 5), Conv2DGeometry.Plain)]);

    [Fact]
    public void Kernels_of_more_taps_than_are_summed_together_have_the_bits_of_plain_loops() => AgreesWithPlainLoops<float>(
        [new(Shape.Of(19, 2, 9, 9), Shape.Of(5, 2, 7, 6), new(padding: new Padding2D(3, 1, 2, 4))), new(Shape.Of(2, 2, 11, 9), Shape.Of(4, 1, 6, 6), new(2, 3, new Extent2D(2, 1), 2))]);

    [Fact]
    public void Images_of_more_rows_than_are_gone_over_together_have_the_bits_of_plain_loops() =>
        AgreesWithPlainLoops<double>([new(Shape.Of(18, 1, 17, 14), Shape.Of(6, 1, 5, 5), new(padding: 2))]);

    [Fact]
    public void Numbers_that_round_to_nothing_keep_the_sign_that_the_order_gives_them()
    {
        var tiny = Tensor.Full(Shape.Of(3, 2, 4, 4), float.Epsilon);
        var weight = Tensor.Full(Shape.Of(3, 2, 3, 3), -0.25f);
        var g = new Conv2DGeometry(padding: 1);
        Assert.Equal(ConvolutionReference.Forward(tiny, weight, g), Convolution.Forward(tiny, weight, g));
        var dy = Tensor.Full(Shape.Of(3, 3, 4, 4), -0.25f);
        Assert.Equal(ConvolutionReference.WeightGradient(tiny, dy, g, weight.Shape), Convolution.WeightGradient(tiny, dy, g, weight.Shape));
    }

    [Fact]
    public void An_infinite_cotangent_does_not_meet_the_padding()
    {
        var x = Tensor.Full(Shape.Of(1, 1, 2, 2), 1f);
        var dy = Tensor.Full(Shape.Of(1, 1, 2, 2), float.PositiveInfinity);
        var dw = Convolution.WeightGradient(x, dy, new(padding: 1), Shape.Of(1, 1, 3, 3));
        Assert.All(dw.ToArray(), value => Assert.Equal(float.PositiveInfinity, value));
    }

    [Fact]
    public void An_empty_batch_has_an_empty_output_and_a_weight_gradient_of_zeros()
    {
        var x = Tensor.Zeros<float>(Shape.Of(0, 2, 5, 5));
        var weight = Tensor.Full(Shape.Of(3, 2, 3, 3), 1f);
        var y = Convolution.Forward(x, weight, Conv2DGeometry.Plain);
        Assert.Equal(Shape.Of(0, 3, 3, 3), y.Shape);
        Assert.Equal(Tensor.Zeros<float>(weight.Shape), Convolution.WeightGradient(x, y, Conv2DGeometry.Plain, weight.Shape));
    }

    [Fact]
    public void The_odd_cases_are_of_every_kind()
    {
        var cases = Cases(150);
        Assert.Equal(33, cases.Select(c => c.X[0]).Distinct().Count());
        Assert.All<Func<ConvolutionCase, bool>>(
            [c => c.Geometry.Groups > 1, c => c.Geometry.Stride.Y > 1, c => c.Geometry.Dilation.X > 1, c => c.Geometry.Padding.Left != c.Geometry.Padding.Right,
             c => c.Geometry.Stride == 1, c => c.Weight[0] / c.Geometry.Groups % 4 != 0, c => c.Weight[1] > 1, c => c.Output[3] > 4],
            kind => Assert.True(cases.Count(kind) > 20));
    }

    private static ConvolutionCase[] Cases(int count) => [.. ConvolutionCase.Odd(count)];

    private static void AgreesWithPlainLoops<T>(ConvolutionCase[] cases) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (x, w, g) in cases)
        {
            var (images, weight, dy) = (Numbers.Some<T>(x, 1), Numbers.Some<T>(w, 2), Numbers.Some<T>(g.OutputShape(x, w), 3));
            Assert.True(ConvolutionReference.Forward(images, weight, g) == Convolution.Forward(images, weight, g), $"forward of {x}, {w}, {g}");
            Assert.True(ConvolutionReference.InputGradient(dy, weight, g, x) == Convolution.InputGradient(dy, weight, g, x), $"input gradient of {x}, {w}, {g}");
            Assert.True(ConvolutionReference.WeightGradient(images, dy, g, w) == Convolution.WeightGradient(images, dy, g, w), $"weight gradient of {x}, {w}, {g}");
        }
    }
}
