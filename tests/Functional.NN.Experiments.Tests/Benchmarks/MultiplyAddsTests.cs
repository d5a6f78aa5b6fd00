namespace Functional.NN.Experiments.Tests;

/// <summary>What the share of the peak is taken of.</summary>
public sealed class MultiplyAddsTests
{
    [Fact]
    public void Each_weight_of_a_perceptron_has_three_but_in_the_first_layer_two() =>
        Assert.Equal(2 * 784 * 256 + 3 * (256 * 128 + 128 * 10), MultiplyAdds.OfStep(Networks.Mlp([1, 28, 28], [256, 128, 10])));

    [Fact]
    public void Taps_outside_of_the_image_are_not_counted()
    {
        const int taps = 28 * 5 - 2 * (2 + 1);
        Assert.Equal(6 * taps * taps, MultiplyAdds.OfConvolution([1, 28, 28], [6, 1, 5, 5], new Conv2DGeometry(padding: new Padding2D(2, 2, 2, 2))));
        Assert.Equal(2 * 6 * taps * taps + 3 * (16 * 6 * 25 * 100 + 400 * 120 + 120 * 84 + 84 * 10), MultiplyAdds.OfStep(Networks.LeNet5([1, 28, 28], 10)));
    }

    [Fact]
    public void A_recurrent_layer_has_two_products_a_step_of_which_the_first_one_needs_no_gradient_of_the_input() =>
        Assert.Equal(28 * (2 * 28 + 3 * 128) * 512 + 3 * 128 * 10, MultiplyAdds.OfStep(new Network([28, 28], new Lstm(128), new Dense(10))));

    [Fact]
    public void Attention_has_four_maps_and_two_products_of_all_pairs_of_steps() =>
        Assert.Equal(7 * (2 * 3 * 8 * 8 + 3 * (8 * 8 + 2 * 7 * 8)), MultiplyAdds.OfStep(new Network([7, 8], new MultiHeadAttention(2))));
}
