namespace Functional.NN.Tests;

/// <summary>Norms of gradients layer by layer, and their noise from batch to batch.</summary>
public class GradientDiagnosticsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(6);

    [Fact]
    public void The_norms_of_the_blocks_join_to_those_of_the_layers_and_to_that_of_the_gradient()
    {
        var network = new Network([2], new Dense(3).Named("first"), new Tanh(), new Residual(new Dense(3)), new Dense(1, Bias: false));
        var model = Model<double>.Initialize(network, Key);
        var gradient = new Trainer<double>(network, new MeanSquaredError(), new Sgd(0.1)).Gradient(model, new Batch<double>(Key.Normal<double>([5, 2]), Key.Fold(1).Normal<double>([5, 1])));

        var (blocks, layers) = (GradientNorms.OfBlocks(gradient.Gradient), GradientNorms.OfLayers(gradient.Gradient));

        Assert.Equal(network.Layout.Select(block => block.Path), blocks.Select(b => b.Path));
        Assert.Equal(["first", "2.0", "3"], layers.Select(layer => layer.Path));
        Assert.All(layers, layer => Assert.Equal(layer.Value, Root(blocks.Where(b => b.Path.StartsWith(layer.Path + ".", StringComparison.Ordinal))), 1e-14));
        Assert.Equal(gradient.Metrics.GradientNorm, Root(layers), 1e-14);
        Assert.Equal(gradient.Gradient["first.bias"].ToArray().Sum(x => x * x), blocks[1].Value * blocks[1].Value, 1e-14);
    }

    [Fact]
    public void A_block_that_belongs_to_no_layer_stands_under_its_own_name()
    {
        var gradient = Parameters<double>.Of(Tensor.Vector(3.0, 4.0));
        Assert.Equal(new LayerMeasure(gradient.Layout[0].Path, 5), Assert.Single(GradientNorms.OfLayers(gradient)));
    }

    [Fact]
    public void The_noise_of_three_gradients_is_what_can_be_computed_by_hand()
    {
        // Mean (2, 1); squares of the distances 2, 2, 4.
        var noise = GradientNoiseScale.Of(new[] { (1.0, 2.0), (3, 2), (2, -1) }.Select(g => Parameters<double>.Of(Tensor.Vector(g.Item1, g.Item2))), samples: 4);

        Assert.Equal((3, 4.0, 4.0, 5.0), (noise.Gradients, noise.Samples, noise.Trace, noise.MeanSquared));
        Assert.Equal(16, noise.SampleTrace);
        Assert.Equal(5 - 4.0 / 3, noise.SignalSquared);
        Assert.Equal(16 / (5 - 4.0 / 3), noise.SimpleNoiseScale, 1e-14);
        Assert.Equal(Math.Sqrt(4 / (5 - 4.0 / 3)), noise.NoiseToSignal, 1e-14);
        Assert.Equal(Math.Sqrt(4.0 / 3), noise.StandardError, 1e-14);
    }

    [Fact]
    public void The_standard_error_falls_as_one_over_the_root_of_the_number_of_gradients()
    {
        // Gradients N((3, 0…), 1): the trace of their covariance is 50, and four times as many have half the error.
        GradientNoiseScale Of(int count) => GradientNoiseScale.Of(Enumerable.Range(0, count).Select(i => Parameters<double>.Of(Key.Fold(i).Normal<double>([50]) + Tensor.Generate([50], j => j == 0 ? 3.0 : 0))));

        var (few, many) = (Of(500), Of(2000));

        Assert.Equal(50, many.Trace, 1.0);
        Assert.Equal(9, many.SignalSquared, 0.5);
        Assert.Equal(2, few.StandardError / many.StandardError, 0.05);
        double off = Math.Sqrt((Enumerable.Range(0, 2000).Select(i => Key.Fold(i).Normal<double>([50])).Aggregate((a, b) => a + b) / 2000).ToArray().Sum(x => x * x));
        Assert.Equal(many.StandardError, off, 0.4 * many.StandardError);
    }

    [Fact]
    public void Bigger_parts_of_a_batch_have_less_noise_and_the_same_noise_of_a_sample()
    {
        var network = new Network([3], new Dense(1));
        var (model, trainer) = (Model<double>.Initialize(network, Key), new Trainer<double>(network, new MeanSquaredError(), new Sgd(0.1)));
        var batch = new Batch<double>(Key.Normal<double>([1024, 3]), Key.Fold(1).Normal<double>([1024, 1]));

        var (single, bigger) = (GradientNoiseScale.Of(trainer, model, batch, parts: 1024), GradientNoiseScale.Of(trainer, model, batch, parts: 128));

        Assert.Equal((1.0, 8.0), (single.Samples, bigger.Samples));
        Assert.Equal(1.0 / 8, bigger.Trace / single.Trace, 0.02);
        Assert.Equal(1, bigger.SampleTrace / single.SampleTrace, 0.15);
        Assert.Equal(single.MeanSquared, bigger.MeanSquared, 1e-12);
    }

    [Fact]
    public void Without_differences_there_is_no_noise_and_where_noise_covers_the_signal_the_scale_is_infinite()
    {
        var g = Parameters<double>.Of(Tensor.Vector(1.0, 2));

        Assert.Equal((0, 0), (GradientNoiseScale.Of([g, g, g]).SimpleNoiseScale, GradientNoiseScale.Of([g, g, g]).StandardError));
        Assert.Equal(double.PositiveInfinity, GradientNoiseScale.Of([g, -g]).SimpleNoiseScale);
        Assert.Equal(0, GradientNoiseScale.Of([g.Zero, g.Zero]).NoiseToSignal);
    }

    [Fact]
    public void Too_few_gradients_are_refused()
    {
        var network = new Network([1], new Dense(1));
        var (model, trainer) = (Model<double>.Initialize(network, Key), new Trainer<double>(network, new MeanSquaredError(), new Sgd(0.1)));
        var batch = new Batch<double>(Tensor.Zeros<double>([3, 1]), Tensor.Zeros<double>([3, 1]));

        Assert.Equal("GradientNoiseScale: noise shows between two gradients or more, got 1. Cut the data into more batches.", Assert.Throws<NNException>(() => GradientNoiseScale.Of([model.Parameters])).Message);
        Assert.Equal("GradientNoiseScale: a batch of 3 samples is cut into 2 to 3 parts, asked for 4. Give more samples, or take fewer parts.", Assert.Throws<NNException>(() => GradientNoiseScale.Of(trainer, model, batch, 4)).Message);
    }

    private static double Root(IEnumerable<LayerMeasure> norms) => Math.Sqrt(norms.Sum(n => n.Value * n.Value));
}
