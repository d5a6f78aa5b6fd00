namespace Functional.NN.Cli.Tests;

/// <summary>Images made small enough for a terminal.</summary>
public sealed class SampleImageTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_image_too_wide_has_the_mean_of_each_square_for_a_pixel(int channels)
    {
        var image = new SampleImage(Tensor.Generate(Shape.Of(channels, 4, 10), i => i % 40 * 0.01f), "x");
        var small = image.AtMost(5);
        Assert.Equal(Shape.Of(channels, 2, 5), small.Pixels.Shape);
        Assert.Equal((0 + 1 + 10 + 11) * 0.01f / 4, small.Pixels[0, 0, 0], 1e-6f);
        Assert.Equal((28 + 29 + 38 + 39) * 0.01f / 4, small.Pixels[channels - 1, 1, 4], 1e-6f);
        Assert.Same(image, image.AtMost(10));
        Assert.Equal(Shape.Of(channels, 1, 2), image.AtMost(3).Pixels.Shape);
    }

    [Fact]
    public void Numbers_outside_are_cut_and_rows_below_the_last_are_black()
    {
        var image = new SampleImage(Tensor.Of(Shape.Of(3, 1, 2), [-1f, 2, 0.5f, float.NaN, 1, 0]), "x");
        Assert.Equal(((byte)0, (byte)128, (byte)255), image.Colour(0, 0));
        Assert.Equal(((byte)255, (byte)0, (byte)0), image.Colour(1, 0));
        Assert.Equal(((byte)0, (byte)0, (byte)0), image.Colour(0, 1));
        Assert.Equal(1 / 3.0, image.Brightness(1, 0), 12);
    }
}
