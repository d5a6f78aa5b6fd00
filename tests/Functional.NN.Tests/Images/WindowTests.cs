using System.Numerics;

namespace Functional.NN.Tests.Images;

/// <summary>Pooling over windows of another form, sums and upsampling against plain loops, bit by bit.</summary>
public sealed class WindowTests
{
    private static readonly (Shape Images, Extent2D Windows)[] Cases =
    [
        (Shape.Of(3, 2, 6, 6), new(3, 2)), (Shape.Of(17, 2, 5, 7), 3), (Shape.Of(2, 1, 7, 5), new(4, 5)), (Shape.Of(2, 3, 3, 4), new(5, 9)), (Shape.Of(16, 2, 4, 8), new(2, 4)), (Shape.Of(33, 1, 9, 4), 1), (Shape.Of(2, 1, 1, 1), 2),
    ];

    [Fact]
    public void In_float_adaptive_pooling_has_the_bits_of_plain_loops() => AdaptiveAgrees<float>();

    [Fact]
    public void In_double_adaptive_pooling_has_the_bits_of_plain_loops() => AdaptiveAgrees<double>();

    [Fact]
    public void Adaptive_windows_that_divide_the_image_are_those_of_a_pool_of_that_size()
    {
        var x = Numbers.Some<double>(Shape.Of(5, 3, 6, 8), 1);
        Assert.Equal(Of(x, v => Var.MaxPool2D(v, new Pool2DGeometry(new Extent2D(2, 4)))), Of(x, v => Var.AdaptiveMaxPool2D(v, new(3, 2))));
        Assert.Equal(Of(x, v => Var.AveragePool2D(v, new Pool2DGeometry(new Extent2D(2, 4)))), Of(x, v => Var.AdaptiveAveragePool2D(v, new(3, 2))));
    }

    [Fact]
    public void A_sum_is_the_average_times_the_cells_on_the_image()
    {
        var pool = new Pool2DGeometry(new Extent2D(2, 4), 2, new Padding2D(1, 0, 2, 1));
        var x = Numbers.Some<double>(Shape.Of(3, 2, 5, 6), 2);
        var sum = Of(x, v => Var.SumPool2D(v, pool));
        Assert.Equal(sum, Of(x, v => 8 * Var.AveragePool2D(v, pool)));
        Assert.NotEqual(sum, Of(x, v => 8 * Var.AveragePool2D(v, pool, countPadding: false)));
    }

    [Fact]
    public void Upsampling_repeats_every_cell_and_its_transpose_sums_the_blocks()
    {
        var x = Numbers.Some<float>(Shape.Of(18, 2, 3, 4), 3);
        var (y, pullback) = Grad.Vjp(v => Var.Upsample2D(v, new(2, 3)), x);
        Assert.Equal(ConvolutionReference.Fill(Shape.Of(18, 2, 6, 12), (n, c, i, j) => x[n, c, i / 2, j / 3]), y);
        var dy = Numbers.Some<float>(y.Shape, 4);
        Assert.Equal(ConvolutionReference.Fill(x.Shape, (n, c, i, j) =>
        {
            float sum = 0;
            for (int row = 0; row < 2; row++)
                for (int column = 0; column < 3; column++) sum += dy[n, c, 2 * i + row, 3 * j + column];
            return sum;
        }), pullback(dy));
    }

    [Fact]
    public void What_does_not_fit_is_refused_in_a_sentence()
    {
        var images = Var.Of(Tensor.Zeros<double>(Shape.Of(1, 1, 4, 4)));
        Refused("Pooling: the number of windows must be 1 or more along both axes, got 0×2.", () => Var.AdaptiveMaxPool2D(images, new(0, 2)));
        Refused("Pooling: expected images N×C×H×W, got 4.", () => Var.AdaptiveAveragePool2D(Var.Of(Tensor.Zeros<double>(Shape.Of(4))), 1));
        Refused("Pooling: expected images of one cell or more, got 1×1×0×4.", () => Var.AdaptiveAveragePool2D(Var.Of(Tensor.Zeros<double>(Shape.Of(1, 1, 0, 4))), 1));
        Refused("Upsample2D: the factors must be 1 or more along both axes, got 2×0.", () => Var.Upsample2D(images, new(2, 0)));
        Refused("Upsample2D: expected images N×C×H×W, got 4.", () => Var.Upsample2D(Var.Of(Tensor.Zeros<double>(Shape.Of(4))), 2));
        Refused("ConvTranspose2D: expected images N×C×H×W, got 4.", () => Var.ConvTranspose2D(Var.Of(Tensor.Zeros<double>(Shape.Of(4))), images, 4));
        Refused("ConvTranspose2D: expected a weight in × out/groups × height × width, got 4.", () => Var.ConvTranspose2D(images, Var.Of(Tensor.Zeros<double>(Shape.Of(4))), 4));
    }

    private static void Refused(string sentence, Func<object> refused) => Assert.Equal(sentence, Assert.Throws<ShapeException>(refused).Message);

    private static Tensor<double> Of(Tensor<double> x, Func<Var, Var> f) => f(Var.Of(x)).Value<double>();

    private static void AdaptiveAgrees<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (var (shape, windows) in Cases)
        {
            var x = Tensor.Generate(shape, i => T.CreateTruncating(i * 7919 % 13 - 6) / T.CreateTruncating(3)); // with ties
            var dy = Numbers.Some<T>(Shape.Of(shape[0], shape[1], windows.Y, windows.X), 4);
            var largest = Grad.Vjp(v => Var.AdaptiveMaxPool2D(v, windows), x);
            var average = Grad.Vjp(v => Var.AdaptiveAveragePool2D(v, windows), x);
            AdaptiveWindows adaptive = new(windows);
            Assert.True(PoolingReference.Largest(x, x, adaptive) == largest.Value && PoolingReference.LargestPulled(x, dy, adaptive) == largest.Pullback(dy), $"maximum of {shape} to {windows}");
            Assert.True(PoolingReference.Average(x, adaptive, WindowDivisor.Image) == average.Value && PoolingReference.AverageSpread(dy, adaptive, WindowDivisor.Image, shape) == average.Pullback(dy), $"average of {shape} to {windows}");
        }
    }
}
