namespace Functional.NN.Tests;

/// <summary>Dead and saturated units, layer by layer.</summary>
public class DeadUnitsTests
{
    private static Batch<double> Batch(Tensor<double> inputs, Tensor<double>? mask = null) => new(inputs, Tensor.Zeros<double>([inputs.Shape[0]]), mask);

    private static Model<double> Model(Network network, params double[] θ) => new(network, new Parameters<double>(network.Layout, Tensor.Vector(θ)));

    [Fact]
    public void A_unit_is_dead_when_it_gives_0_for_every_sample_and_not_before()
    {
        // Unit 0 lives by the second sample alone, unit 1 by none, unit 2 by both.
        var model = Model(new Network([1], new Dense(3), new Relu(), new Dense(1)), 1, -1, 0, -1, -1, 1, 1, 1, 1, 0);

        Assert.Equal([new LayerShare("1", 1, 3)], DeadUnits.Of(model, Batch(Tensor.Of<double>([2, 1], 0.5, 2))).AsEnumerable());
        Assert.Equal([new LayerShare("1", 2, 3)], DeadUnits.Of(model, Batch(Tensor.Of<double>([1, 1], 0.5))).AsEnumerable());
        Assert.Equal(2.0 / 3, DeadUnits.Of(model, Batch(Tensor.Of<double>([1, 1], 0.5)))[0].Share);
    }

    [Fact]
    public void Of_an_image_a_channel_is_dead_when_its_whole_map_is_0()
    {
        var model = Model(new Network([1, 2, 2], new Conv2D(2, 1), new Relu()), 1, 1, -1, -3);

        // Channel 0 lives at one place of one sample, channel 1 nowhere.
        Assert.Equal([new LayerShare("1", 1, 2)], DeadUnits.Of(model, Batch(Tensor.Of<double>([1, 1, 2, 2], 0, 0, 1.5, -7))).AsEnumerable());
        Assert.Equal([new LayerShare("1", 2, 2)], DeadUnits.Of(model, Batch(Tensor.Of<double>([1, 1, 2, 2], 0, 0, 0.5, -7))).AsEnumerable());
    }

    [Fact]
    public void Of_a_sequence_a_feature_is_dead_over_all_steps_that_count()
    {
        var model = Model(new Network([3, 1], new Dense(2, PerPosition: true), new Relu()), 1, -1, 0, 0);
        var inputs = Tensor.Of<double>([1, 3, 1], 1, 2, -5);

        Assert.Equal([new LayerShare("1", 0, 2)], DeadUnits.Of(model, Batch(inputs)).AsEnumerable());
        Assert.Equal([new LayerShare("1", 1, 2)], DeadUnits.Of(model, Batch(inputs, Tensor.Of<double>([1, 3], 1, 1, 0))).AsEnumerable());
    }

    [Fact]
    public void Of_numbers_that_become_an_image_the_units_are_its_channels()
    {
        var model = Model(new Network([1], new Dense(8), new Reshape([2, 2, 2]), new Relu()), 1, 1, 1, 1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0);

        Assert.Equal([new LayerShare("2", 1, 2)], DeadUnits.Of(model, Batch(Tensor.Of<double>([1, 1], 1))).AsEnumerable());
    }

    [Fact]
    public void Of_a_signal_the_units_are_its_channels()
    {
        var model = Model(new Network([1, 5], new Conv1D(3, 1), new Relu()), 1, -1, 1, 0, 0, -9);

        Assert.Equal([new LayerShare("1", 1, 3)], DeadUnits.Of(model, Batch(Tensor.Of<double>([1, 1, 5], 1, -1, 2, -2, 0))).AsEnumerable());
    }

    [Fact]
    public void Layers_inside_others_have_their_paths_and_recurrent_ReLU_layers_are_among_them()
    {
        var network = new Network([4, 2], new Residual(new Relu().Named("inner")), new ElmanRnn(3, Activation: new Relu()), new Repeat(new Relu6(), 2), new Frozen(new Relu().Named("last")), new Tanh());
        var model = Model<double>.Initialize(network, RandomKey.FromSeed(1));

        Assert.Equal(["0.inner", "1", "2.0", "2.1", "last"], DeadUnits.Of(model, Batch(RandomKey.FromSeed(2).Normal<double>([5, 4, 2]))).Select(share => share.Path));
    }

    [Fact]
    public void A_network_without_ReLU_has_none() =>
        Assert.Empty(DeadUnits.Of(Model<double>.Initialize(new Network([2], new Dense(2), new Tanh()), default), Batch(Tensor.Zeros<double>([1, 2]))));

    [Fact]
    public void A_batch_without_samples_is_refused() =>
        Assert.StartsWith("Diagnostics: a batch without samples has no activations", Assert.Throws<NNException>(() => DeadUnits.Of(Model<double>.Initialize(new Network([2], new Relu()), default), Batch(Tensor.Zeros<double>([0, 2])))).Message, StringComparison.Ordinal);
}
