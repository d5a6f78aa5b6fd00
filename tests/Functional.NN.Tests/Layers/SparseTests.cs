namespace Functional.NN.Tests.Layers;

public sealed class SparseTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(8);

    private static Tensor<double> Draw(Sparse sparse, params int[] shape) => sparse.Draw(Shape.Of(shape), Fans.Of(Shape.Of(shape)), Key);

    [Fact]
    public void Every_column_of_a_matrix_has_as_many_weights_as_it_should()
    {
        var drawn = Draw(new(15), 40, 30);
        for (int unit = 0; unit < 30; unit++) Assert.Equal(15, Enumerable.Range(0, 40).Count(i => drawn[i, unit] != 0));
    }

    [Fact]
    public void Every_filter_of_a_convolution_has_as_many_weights_as_it_should()
    {
        var drawn = Draw(new(4), 6, 2, 3, 3).Reshape(6, 18);
        for (int unit = 0; unit < 6; unit++) Assert.Equal(4, drawn.At(unit).ToArray().Count(w => w != 0));
    }

    [Fact]
    public void A_unit_with_fewer_inputs_has_them_all() => Assert.DoesNotContain(0.0, Draw(new(15), 10, 5).ToArray());

    [Fact]
    public void Units_choose_differently_and_every_input_is_chosen_equally_often()
    {
        var drawn = Draw(new(5), 20, 4000);
        for (int input = 0; input < 20; input++) Assert.InRange(Enumerable.Range(0, 4000).Count(unit => drawn[input, unit] != 0), 1000 - 5 * 28, 1000 + 5 * 28);
    }

    [Fact]
    public void The_weights_are_normal_with_the_standard_deviation()
    {
        double[] weights = [.. Draw(new(10, 0.5), 20, 1000).ToArray().Where(w => w != 0)];
        Assert.Equal(0, weights.Average(), 5 * 0.5 / 100);
        Assert.Equal(0.5, Math.Sqrt(weights.Average(w => w * w)), 5 * 0.5 / Math.Sqrt(2 * 10000));
    }

    [Fact]
    public void It_is_saved_with_its_network()
    {
        var network = new Network([20], new Dense(3, Initializer: new Sparse(4, 0.25)));
        Assert.Equal(network, Network.FromJson(network.ToJson()));
    }

    [Fact]
    public void Bad_constants_and_shapes_are_refused()
    {
        Assert.Equal("Sparse: a unit must have 1 incoming weight or more, got 0.", Assert.Throws<NNException>(() => new Sparse(0)).Message);
        Assert.Equal("Sparse: the standard deviation must be a finite number that is not negative, got -1.", Assert.Throws<NNException>(() => new Sparse(1, -1)).Message);
        Assert.Equal("Sparse: needs a weight of two axes or more, got 5.", Assert.Throws<ShapeException>(() => Draw(new(), 5)).Message);
    }
}
