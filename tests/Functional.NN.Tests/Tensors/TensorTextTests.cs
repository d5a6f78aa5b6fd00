namespace Functional.NN.Tests.Tensors;

public sealed class TensorTextTests
{
    [Fact]
    public void A_tensor_prints_its_shape_and_numbers() => Assert.Equal("2×3 [[1, 2, 3], [4, 5, 6]]", Tensor.Of([2, 3], 1.0, 2, 3, 4, 5, 6).ToString());

    [Fact]
    public void Numbers_are_the_same_under_every_culture() =>
        Assert.Equal("2 [0.5, -1.25]", Cultures.Under("de-DE", () => Tensor.Vector(0.5, -1.25).ToString()) is var german
            && german == Cultures.Under("sv-SE", () => Tensor.Vector(0.5, -1.25).ToString()) ? german : "different");

    [Fact]
    public void Long_axes_are_elided_in_the_middle() =>
        Assert.Equal("20 [0, 1, 2, …, 17, 18, 19]", Tensor.Generate([20], i => (float)i).ToString());

    [Fact]
    public void Axes_of_eight_are_whole() => Assert.Equal("8 [0, 1, 2, 3, 4, 5, 6, 7]", Tensor.Generate([8], i => (double)i).ToString());

    [Fact]
    public void Both_axes_of_a_large_matrix_are_elided()
    {
        string text = Tensor.Generate([100, 200], i => (double)i).ToString();
        Assert.StartsWith("100×200 [[0, 1, 2, …, 197, 198, 199], [200,", text);
        Assert.EndsWith("[19800, 19801, 19802, …, 19997, 19998, 19999]]", text);
        Assert.True(text.Length < 400);
    }

    [Fact]
    public void A_scalar_and_an_empty_tensor_print()
    {
        Assert.Equal("scalar 1.5", Tensor.Scalar(1.5).ToString());
        Assert.Equal("2×0 [[], []]", Tensor.Zeros<double>([2, 0]).ToString());
    }
}
