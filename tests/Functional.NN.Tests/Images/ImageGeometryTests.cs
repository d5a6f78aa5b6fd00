namespace Functional.NN.Tests.Images;

/// <summary>Sizes of outputs, and the sentences about geometries that cannot be.</summary>
public sealed class ImageGeometryTests
{
    [Theory]
    [InlineData(28, 5, 1, 2, 2, 1, 28)]
    [InlineData(14, 5, 1, 0, 0, 1, 10)]
    [InlineData(6, 3, 2, 0, 0, 1, 2)]
    [InlineData(5, 3, 2, 0, 1, 1, 2)]
    [InlineData(8, 3, 1, 2, 2, 2, 8)]
    [InlineData(7, 1, 3, 0, 0, 9, 3)]
    public void The_output_has_the_size_of_the_formula(int n, int k, int stride, int before, int after, int dilation, int size)
    {
        var geometry = new Conv2DGeometry(stride, new Padding2D(before, after, before, after), dilation);
        Assert.Equal<Extent2D>(size, geometry.OutputSize(n, k));
        if (dilation == 1 && Math.Max(before, after) < k) Assert.Equal<Extent2D>(size, new Pool2DGeometry(k, stride, geometry.Padding).OutputSize(n));
    }

    [Fact]
    public void A_pooling_window_steps_by_its_own_size_unless_told()
    {
        Pool2DGeometry two = 2;
        Assert.Equal(new Pool2DGeometry(2, 2), two);
        Assert.Equal(Shape.Of(3, 6, 14, 14), two.OutputShape(Shape.Of(3, 6, 28, 28)));
    }

    [Fact]
    public void Geometries_are_compared_by_value() =>
        Assert.Equal(new Conv2DGeometry(new Extent2D(2, 1), padding: 1), new Conv2DGeometry(new Extent2D(2, 1), new Padding2D(1, 1, 1, 1), 1, 1));

    [Fact]
    public void What_cannot_be_is_refused_with_a_sentence()
    {
        Refused("Conv2D: the stride must be 1 or more along both axes, got 0×0.", () => new Conv2DGeometry(0));
        Refused("Conv2D: the dilation must be 1 or more along both axes, got 1×0.", () => new Conv2DGeometry(dilation: new Extent2D(1, 0)));
        Refused("Conv2D: padding cannot be negative, got top 0, bottom -1, left 0, right 0.", () => new Conv2DGeometry(padding: new Padding2D(0, -1, 0, 0)));
        Refused("Conv2D: there must be 1 group or more, got 0.", () => new Conv2DGeometry(groups: 0));
        Refused("Pooling: the padding must be smaller than the window 2×2, or some windows see nothing of the image; got top 2, bottom 2, left 2, right 2.", () => new Pool2DGeometry(2, 2, 2));
        Refused("Pooling: the window covers 4 cells of height, the padded image has 3. Pad more or take a smaller window.", () => new Pool2DGeometry(4).OutputSize(3));
        Refused("Conv2D: the kernel covers 5 cells of width, the padded image has 4. Pad more or take a smaller kernel.", () => new Conv2DGeometry(dilation: 2).OutputSize(new(6, 4), 3));
        Refused("Pooling: expected images N×C×H×W, got 28×28.", () => new Pool2DGeometry(2).OutputShape(Shape.Of(28, 28)));
        Refused("Conv2D: expected images N×C×H×W, got 28×28.", () => Conv2DGeometry.Plain.OutputShape(Shape.Of(28, 28), Shape.Of(1, 1, 3, 3)));
        Refused("Conv2D: expected a weight out × in/groups × height × width, got 3×3.", () => Conv2DGeometry.Plain.OutputShape(Shape.Of(1, 1, 28, 28), Shape.Of(3, 3)));
        Refused("Conv2D: 3 input and 4 output channels do not fall into 2 equal groups.", () => new Conv2DGeometry(groups: 2).OutputShape(Shape.Of(1, 3, 9, 9), Shape.Of(4, 1, 3, 3)));
        Refused("Conv2D: the weight 4×3×3×3 takes 3 channels, the images 1×4×9×9 have 2 in each of 2 groups.", () => new Conv2DGeometry(groups: 2).OutputShape(Shape.Of(1, 4, 9, 9), Shape.Of(4, 3, 3, 3)));
        Refused("Pooling: image and window need a height of 1 or more, got 0 and 2.", () => new Pool2DGeometry(2, 1, 1).OutputSize(new(0, 4)));
    }

    [Fact]
    public void A_geometry_so_large_that_it_overflows_is_refused()
    {
        Assert.Throws<ShapeException>(() => new Conv2DGeometry(padding: int.MaxValue).OutputSize(9, 3));
        Assert.Throws<ShapeException>(() => new Conv2DGeometry(dilation: int.MaxValue).OutputSize(9, 3));
    }

    private static void Refused(string sentence, Func<object> what) => Assert.Equal(sentence, Assert.Throws<ShapeException>(() => what()).Message);
}
