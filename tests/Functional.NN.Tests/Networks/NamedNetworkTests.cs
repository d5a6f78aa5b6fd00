using Known = Functional.NN.Networks;

namespace Functional.NN.Tests.Networks;

/// <summary>Networks that have a name: their shapes and their parameters, counted.</summary>
public sealed class NamedNetworkTests
{
    private static int Parameters(Network network, string path) => network.Layout.Where(block => block.Path.StartsWith(path + ".", StringComparison.Ordinal)).Sum(block => block.Shape.Size);

    private static Shape[] Outputs(Network network) => [.. network.Summary().Select(row => row.Output)];

    [Fact]
    public void A_perceptron_fires_where_its_sum_is_not_negative()
    {
        var network = Known.Perceptron([2]);
        Assert.Equal(3, network.Layout.Size);
        var and = new Model<double>(network, new Parameters<double>(network.Layout, Tensor.Vector(1.0, 1, -1.5)));
        Assert.Equal([0, 0, 0, 1], and.Predict(Tensor.Matrix(new double[,] { { 0, 0 }, { 0, 1 }, { 1, 0 }, { 1, 1 } })).ToArray());
        Assert.Equal(Shape.Of(3), Known.Perceptron([4, 4], 3).Output);
    }

    [Fact]
    public void An_ADALINE_is_one_layer_of_linear_units()
    {
        Assert.Equal(new Network([3], new Dense(1).Named("output")), Known.Adaline([3]));
        Assert.Equal(4, Known.Adaline([3]).Layout.Size);
        Assert.Equal((28 * 28 + 1) * 10, Known.Adaline([28, 28], 10).Layout.Size);
    }

    [Fact]
    public void An_MLP_has_a_weight_for_each_pair_of_neighbours_and_a_bias_for_each_unit()
    {
        var mlp = Known.Mlp([4], [5, 6, 2]);
        Assert.Equal(4 * 5 + 5 + 5 * 6 + 6 + 6 * 2 + 2, mlp.Layout.Size);
        Assert.Equal([[5], [5], [6], [6], [2]], Outputs(mlp));
        Assert.Equal(["dense1", "1", "dense2", "3", "output"], mlp.Summary().Select(row => row.Path));
        Assert.Equal(Shape.Of(2), Known.Mlp([2, 2], [3, 2], new Tanh(), new Softmax()).Output);
        Assert.Equal("Softmax()", Known.Mlp([2, 2], [3, 2], new Tanh(), new Softmax()).Summary()[^1].Layer);
        Assert.Equal("Networks.Mlp: there must be one width or more; the last is the number of outputs.", Assert.Throws<NNException>(() => Known.Mlp([2], [])).Message);
    }

    [Fact]
    public void An_autoencoder_is_its_encoder_and_the_mirror_image()
    {
        var network = Known.Autoencoder(8, [5, 3], new Tanh(), new Sigmoid());
        Assert.Equal([[5], [5], [3], [3], [5], [5], [8], [8]], Outputs(network));
        Assert.Equal(8 * 5 + 5 + 5 * 3 + 3 + 3 * 5 + 5 + 5 * 8 + 8, network.Layout.Size);
        Assert.Equal(Shape.Of(3), network.Prefix(4).Output);
        Assert.Equal("Networks.Autoencoder: there must be one width or more; the last is that of the code.", Assert.Throws<NNException>(() => Known.Autoencoder(8, [])).Message);
    }

    [Fact]
    public void A_tied_autoencoder_has_every_matrix_once_and_reads_it_transposed()
    {
        var network = Known.Autoencoder(6, [4, 2], new Identity(), tied: true);
        Assert.Equal(6 * 4 + 4 + 4 * 2 + 2 + 4 + 6, network.Layout.Size);
        var model = Model<double>.Initialize(network, RandomKey.FromSeed(1));
        Tensor<double> w1 = model.Parameters["layer1.weight"], w2 = model.Parameters["layer2.weight"], x = RandomKey.FromSeed(2).Normal<double>([3, 6]);
        var code = x.MatMul(w1).MatMul(w2);
        Images.Numbers.Near(code.MatMul(w2.Transpose()).MatMul(w1.Transpose()), model.Predict(x), 1e-14, 1e-14);
    }

    [Fact]
    public void LeNet5_as_it_is_taught_has_61706_parameters()
    {
        var network = Known.LeNet5();
        Assert.Equal(61_706, network.Layout.Size);
        Assert.Equal([[6, 28, 28], [6, 28, 28], [6, 14, 14], [16, 10, 10], [16, 10, 10], [16, 5, 5], [400], [120], [120], [84], [84], [10]], Outputs(network));
        Assert.Equal(61_706, Known.LeNet5([1, 32, 32]).Layout.Size);
        Assert.Equal(Shape.Of(7), Known.LeNet5([3, 28, 28], 7).Output);
    }

    [Theory]
    [InlineData("c1", 156)]
    [InlineData("s2", 12)]
    [InlineData("c3", 1_516)]
    [InlineData("s4", 32)]
    [InlineData("c5", 48_120)]
    [InlineData("f6", 10_164)]
    [InlineData("output", 0)]
    public void Each_layer_of_the_LeNet5_of_1998_has_the_parameters_the_paper_counts(string layer, int count) => Assert.Equal(count, Parameters(Known.LeNet5Of1998(), layer));

    [Fact]
    public void The_LeNet5_of_1998_has_60000_parameters_and_the_shapes_of_figure_2()
    {
        var network = Known.LeNet5Of1998();
        Assert.Equal(60_000, network.Layout.Size);
        Assert.Equal([[6, 28, 28], [6, 14, 14], [16, 10, 10], [16, 5, 5], [120, 1, 1], [84], [10]], network.Summary().Where(row => char.IsAsciiLetter(row.Path[0])).Select(row => row.Output));
        Assert.Equal(60_000, Known.LeNet5Of1998([1, 28, 28]).Layout.Size);
        Assert.Equal("Networks.LeNet5Of1998: expected images 1×32×32 or 1×28×28, got 1×30×30.", Assert.Throws<ShapeException>(() => Known.LeNet5Of1998([1, 30, 30])).Message);
    }

    [Fact]
    public void The_LeNet5_of_1998_learns_drawn_digits()
    {
        var key = RandomKey.FromSeed(3);
        var digits = SyntheticData.Digits<float>(40, key);
        // The paper's grey levels: background −0.1, foreground 1.175.
        var data = Dataset.FromTensors(digits.All().Inputs * 1.275f - 0.1f, digits.All().Targets!);
        var trainer = new Trainer<float>(Known.LeNet5Of1998([1, 28, 28]), Objective.Supervised(new MaximumAPosterioriDistance()), new Adam(0.005));
        var fit = trainer.Fit(trainer.Initialize(key), data, new FitPlan(30, new Batching(20)));
        var before = trainer.Evaluate(trainer.Initialize(key).Model, data);
        var after = trainer.Evaluate(fit.Run.Train.Model, data);
        Assert.Null(fit.Eager);
        Assert.True(after.Loss < before.Loss / 4, $"{before.Loss} to {after.Loss}");
        Assert.True(after.Accuracy > 0.8, $"accuracy {before.Accuracy} to {after.Accuracy}");
    }

    [Theory]
    [InlineData("conv1", 34_944)]
    [InlineData("conv2", 307_456)]
    [InlineData("conv3", 885_120)]
    [InlineData("conv4", 663_936)]
    [InlineData("conv5", 442_624)]
    [InlineData("dense6", 37_752_832)]
    [InlineData("dense7", 16_781_312)]
    [InlineData("output", 4_097_000)]
    public void Each_layer_of_AlexNet_has_the_parameters_of_its_groups(string layer, int count) => Assert.Equal(count, Parameters(Known.AlexNet(), layer));

    [Fact]
    public void AlexNet_has_60965224_parameters_and_its_known_shapes()
    {
        var network = Known.AlexNet();
        Assert.Equal(60_965_224, network.Layout.Size);
        Assert.Equal([[96, 55, 55], [256, 27, 27], [384, 13, 13], [384, 13, 13], [256, 13, 13], [4096], [4096], [1000]], network.Summary().Where(row => char.IsAsciiLetter(row.Path[0])).Select(row => row.Output));
        Assert.Equal([[96, 27, 27], [256, 13, 13], [256, 6, 6]], network.Summary().Where(row => row.Layer.StartsWith("MaxPool2D", StringComparison.Ordinal)).Select(row => row.Output));
        Assert.Equal(2, network.Body.Layers.OfType<LocalResponseNormalization>().Count());
        Assert.Equal(Shape.Of(10), Known.AlexNet(10).Output);
    }

    [Fact]
    public void Named_networks_are_read_back_from_JSON() =>
        Assert.All([Known.Perceptron([3]), Known.Adaline([3]), Known.Mlp([3], [2, 1]), Known.Autoencoder(4, [2], tied: true), Known.LeNet5(), Known.LeNet5Of1998(), Known.AlexNet()], network => Assert.Equal(network, Network.FromJson(network.ToJson())));
}
