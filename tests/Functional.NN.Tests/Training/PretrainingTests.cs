namespace Functional.NN.Tests.Training;

public sealed class PretrainingTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(5);

    /// <summary>Points on a curved surface of two dimensions in eight, so that there is something to encode.</summary>
    private static readonly Dataset<float> Points = Surface(120);

    private static readonly Network Net = new([8], new Dense(6).Named("first"), new Tanh(), new Dense(4), new Sigmoid(), new Dense(2).Named("head"));

    private static readonly Pretraining Brief = new(20, new Batching(20), new Adam(0.01));

    private static Dataset<float> Surface(int count)
    {
        var (at, mix) = (Key.Fold("at").Normal<float>([count, 2]), Key.Fold("mix").Normal<float>([2, 8]));
        var x = at.MatMul(mix).Map(MathF.Tanh);
        return Dataset.FromTensors(x, Tensor.Generate([count], i => at[i, 0] * at[i, 1] > 0 ? 1f : 0), 2);
    }

    [Fact]
    public void Every_dense_layer_but_the_last_learns_to_be_decoded()
    {
        var pretrained = Brief.Greedy(Net, Points, Key);
        Assert.Equal(["first", "2"], pretrained.Layers.Select(layer => layer.Path));
        Assert.All(pretrained.Layers, layer => Assert.True(layer.After < 0.5 * layer.Before, $"{layer}"));
    }

    [Fact]
    public void The_last_layer_is_as_it_was_drawn_and_the_others_are_not()
    {
        var (drawn, pretrained) = (new Trainer<float>(Net, new SoftmaxCrossEntropy(), new Sgd(0.1)).Initialize(Key).Parameters, Brief.Greedy(Net, Points, Key).Parameters);
        Assert.Equal(drawn["head.weight"], pretrained["head.weight"]);
        Assert.NotEqual(drawn["first.weight"], pretrained["first.weight"]);
        Assert.NotEqual(drawn["2.weight"], pretrained["2.weight"]);
    }

    [Fact]
    public void The_first_layer_is_the_encoder_of_an_autoencoder_trained_by_the_fold()
    {
        var autoencoder = new Network([8], new Dense(6).Named("first"), new Tanh().Named("first-activation"), new Dense(8).Named("first-decoder"));
        var key = Key.Fold("pretraining").Fold("first");
        var trainer = new Trainer<float>(autoencoder, new MeanSquaredError(), Brief.Optimizer);
        var drawn = Net.Initialize<float>(Key.Fold("initialize"));
        var θ = autoencoder.Initialize<float>(key.Fold("initialize")).With("first.weight", drawn["first.weight"]).With("first.bias", drawn["first.bias"]);
        var fit = trainer.Fit(trainer.Start(θ, null, key), Points.InputsAsTargets(), new(Brief.Epochs, Brief.Batching));
        Assert.Equal(fit.Model.Parameters["first.weight"], Brief.Greedy(Net, Points, Key).Parameters["first.weight"]);
    }

    [Fact]
    public void Targets_are_not_looked_at() => Assert.Equal(Brief.Greedy(Net, Points, Key).Parameters, Brief.Greedy(Net, Points.MapTargets(t => t * 0), Key).Parameters);

    [Fact]
    public void A_denoising_autoencoder_gives_other_weights_that_rebuild_the_clean_input_too()
    {
        var (clean, denoising) = (Brief.Greedy(Net, Points, Key), Brief.With(corruption: new Dropout(0.25)).Greedy(Net, Points, Key));
        Assert.NotEqual(clean.Parameters, denoising.Parameters);
        Assert.True(denoising.Layers[0].After < 0.7 * denoising.Layers[0].Before, $"{denoising.Layers[0]}");
    }

    [Fact]
    public void A_classifier_starts_from_it_and_learns()
    {
        var trainer = new Trainer<float>(Net, new SoftmaxCrossEntropy(), new Adam(0.01));
        var start = trainer.Start(Brief.Greedy(Net, Points, Key).Parameters, null, Key);
        var fit = trainer.Fit(start, Points, new(20, new Batching(20)));
        Assert.True(trainer.Evaluate(fit.Model, Points).Loss < 0.8 * trainer.Evaluate(start.Model, Points).Loss);
    }

    [Fact]
    public void A_convolution_before_is_part_of_what_comes_before()
    {
        var network = new Network([1, 4, 4], new Conv2D(2, 3), new Relu(), new Flatten(), new Dense(3), new Relu(), new Dense(2));
        var images = Dataset.FromTensors(Key.Normal<float>([20, 1, 4, 4]), Tensor.Zeros<float>([20]), 2);
        var pretrained = new Pretraining(2, new Batching(10)).Greedy(network, images, Key);
        Assert.Equal(["3"], pretrained.Layers.Select(layer => layer.Path));
        Assert.Equal(network.Initialize<float>(Key.Fold("initialize"))["0.weight"], pretrained.Parameters["0.weight"]);
    }

    [Fact]
    public void What_cannot_be_pretrained_is_refused()
    {
        Assert.Equal("Pretraining: the network has no dense layer before its last one with parameters, so there is nothing to pre-train.", Assert.Throws<NNException>(() => Brief.Greedy(new([8], new Dense(2)), Points, Key)).Message);
        Assert.Equal("Pretraining: the network takes samples 3, the data have 8.", Assert.Throws<ShapeException>(() => Brief.Greedy(new([3], new Dense(2), new Dense(2)), Points, Key)).Message);
        Assert.Equal("Pretraining: the number of epochs must be 1 or more, got 0.", Assert.Throws<NNException>(() => new Pretraining(0, new Batching(1))).Message);
        Assert.StartsWith("Pretraining: the autoencoder of \"first\" did not stay finite: ", Assert.Throws<NNException>(() => Brief.With(optimizer: new Sgd(1e30)).Greedy(Net, Points, Key)).Message, StringComparison.Ordinal);
    }
}
