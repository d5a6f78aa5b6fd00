using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

/// <summary>Pooling layers of signals, to given sizes, over everything, and with parameters.</summary>
public sealed class PoolingLayerTests
{
    /// <summary>A layer, a sample's shape and what it becomes.</summary>
    public static TheoryData<ILayer, int[], int[]> Sizes => new()
    {
        { new MaxPool1D(2), [3, 7], [3, 3] },
        { new MaxPool1D(3, 2, 1), [3, 7], [3, 4] },
        { new AvgPool1D(3, 1, SignalPadding.Same), [3, 7], [3, 7] },
        { new AvgPool1D(3, 1, SignalPadding.Causal), [3, 7], [3, 7] },
        { new AdaptiveMaxPool2D(new Extent2D(3, 2)), [2, 7, 5], [2, 3, 2] },
        { new AdaptiveAvgPool2D(9), [2, 7, 5], [2, 9, 9] },
        { new AdaptiveMaxPool1D(3), [2, 7], [2, 3] },
        { new AdaptiveAvgPool1D(3), [2, 7], [2, 3] },
        { new GlobalMaxPool2D(), [2, 7, 5], [2] },
        { new GlobalAvgPool2D(), [2, 7, 5], [2] },
        { new GlobalMaxPool1D(), [2, 7], [2] },
        { new GlobalAvgPool1D(), [2, 7], [2] },
        { new Upsample2D(new Extent2D(2, 3)), [2, 7, 5], [2, 14, 15] },
        { new Subsampling(2), [2, 7, 5], [2, 3, 2] },
        { new SwapAxes(), [2, 7, 5], [2, 5, 7] },
    };

    [Theory, MemberData(nameof(Sizes))]
    public void A_layer_says_its_output_and_keeps_its_word(ILayer layer, int[] input, int[] output)
    {
        var model = Model<float>.Initialize(new Network(Shape.Of(input), layer), RandomKey.FromSeed(1));
        Assert.Equal(Shape.Of(output), model.Network.Output);
        foreach (int samples in new[] { 0, 2, 17 }) Assert.Equal(Shape.Of(output).Prepend(samples), model.Predict(Numbers.Some<float>(Shape.Of(input).Prepend(samples), 1)).Shape);
    }

    [Fact]
    public void Pooling_of_signals_is_that_of_images_of_one_row()
    {
        var x = Numbers.Some<double>([18, 3, 9], 2);
        foreach (var (signal, image) in new (ILayer, ILayer)[]
        {
            (new MaxPool1D(3, 2, SignalPadding.Of(2, 1)), new MaxPool2D(new Extent2D(1, 3), new Extent2D(1, 2), new Padding2D(0, 0, 2, 1))),
            (new AvgPool1D(3, 2, SignalPadding.Of(0, 2), CountPadding: false), new AvgPool2D(new Extent2D(1, 3), new Extent2D(1, 2), new Padding2D(0, 0, 0, 2), CountPadding: false)),
            (new AvgPool1D(3, 2, 1), new AvgPool2D(new Extent2D(1, 3), new Extent2D(1, 2), new Padding2D(0, 0, 1, 1))),
            (new AdaptiveMaxPool1D(4), new AdaptiveMaxPool2D(new Extent2D(1, 4))),
            (new AdaptiveAvgPool1D(4), new AdaptiveAvgPool2D(new Extent2D(1, 4))),
        })
            Assert.Equal(Of(image, x.Reshape(18, 3, 1, 9)).ToArray(), Of(signal, x).ToArray());
    }

    [Fact]
    public void A_sequence_becomes_a_signal_by_swapping_its_axes()
    {
        var x = Numbers.Some<double>([4, 5, 3], 6);
        Assert.Equal(x.Transpose(0, 2, 1), Of(new SwapAxes(), x));
        Assert.Equal("SwapAxes(), layer 1 of 1 (\"0\"): expected samples with two axes or more, got 3.", Assert.Throws<ShapeException>(() => new Network([3], new SwapAxes())).Message);
    }

    [Fact]
    public void Global_pooling_is_the_mean_or_the_largest_of_a_channel()
    {
        var x = Numbers.Some<double>([5, 3, 4, 6], 3);
        var means = x.Reshape(5, 3, 24).Mean(2);
        Numbers.Near(means, Of(new GlobalAvgPool2D(), x), 1e-15, 1e-16);
        Numbers.Near(means, Of(new GlobalAvgPool1D(), x.Reshape(5, 3, 24)), 1e-15, 1e-16);
        Assert.Equal(x.Reshape(5, 3, 24).Max(2), Of(new GlobalMaxPool2D(), x));
        Assert.Equal(x.Reshape(5, 3, 24).Max(2), Of(new GlobalMaxPool1D(), x.Reshape(5, 3, 24)));
    }

    [Fact]
    public void Subsampling_is_the_sum_of_a_window_times_a_coefficient_plus_a_bias()
    {
        var network = new Network([2, 2, 4], new Subsampling(2));
        Assert.Equal(["0.weight", "0.bias"], network.Layout.Select(block => block.Path));
        var model = new Model<double>(network, new Parameters<double>(network.Layout, Tensor.Vector(2.0, -1, 0.5, 10)));
        var x = Tensor.Generate([1, 2, 2, 4], i => (double)i);
        Assert.Equal(Tensor.Of([1, 2, 1, 2], [2 * (0 + 1 + 4 + 5) + 0.5, 2 * (2 + 3 + 6 + 7) + 0.5, -(8 + 9 + 12 + 13) + 10.0, -(10 + 11 + 14 + 15) + 10.0]), model.Predict(x));
    }

    [Fact]
    public void Its_coefficients_start_within_two_point_four_over_the_cells_of_a_window()
    {
        var drawn = new Network([5000, 4, 4], new Subsampling(2)).Initialize<double>(RandomKey.FromSeed(1))["0.weight"].ToArray();
        Assert.InRange(drawn.Max(), 0.599, 0.6);
        Assert.InRange(drawn.Min(), -0.6, -0.599);
    }

    public static TheoryData<string, Func<object>> Refusals => new()
    {
        { "MaxPool1D: the window must be 1 or more, got 0.", () => new MaxPool1D(0) },
        { "AvgPool1D: the stride must be 1 or more, got 0.", () => new AvgPool1D(2, 0) },
        { "AdaptiveAvgPool1D: the output must be 1 or more, got 0.", () => new AdaptiveAvgPool1D(0) },
        { "AdaptiveMaxPool2D: the output must be 1 or more along both axes, got 0×0.", () => new AdaptiveMaxPool2D(0) },
        { "Upsample2D: the factors must be 1 or more along both axes, got 0×0.", () => new Upsample2D(0) },
        { "MaxPool1D(2), layer 1 of 1 (\"0\"): expected signals (channels × length), got 5. Put a Reshape([1, 5]) before it.", () => new Network([5], new MaxPool1D(2)) },
        { "MaxPool1D(4), layer 1 of 1 (\"0\"): Pooling: the window covers 4 cells of width, the padded image has 3. Pad more or take a smaller window.", () => new Network([1, 3], new MaxPool1D(4)) },
        { "GlobalAvgPool2D(), layer 1 of 1 (\"0\"): expected images (channels × height × width), got 3×4. Put a Reshape([1, 3, 4]) before it.", () => new Network([3, 4], new GlobalAvgPool2D()) },
        { "GlobalMaxPool1D(), layer 1 of 1 (\"0\"): expected samples of one cell or more, got 3×0.", () => new Network([3, 0], new GlobalMaxPool1D()) },
        { "AdaptiveAvgPool2D(2×2), layer 1 of 1 (\"0\"): expected images (channels × height × width), got 3. Reshape the samples to three axes.", () => new Network([3], new AdaptiveAvgPool2D(2)) },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void What_does_not_fit_is_refused_in_a_sentence(string sentence, Func<object> make) => Assert.Equal(sentence, Assert.ThrowsAny<NNException>(() => make()).Message);

    private static Tensor<double> Of(ILayer layer, Tensor<double> x) => Model<double>.Initialize(new Network(x.Shape.Sample, layer), RandomKey.FromSeed(1)).Predict(x);
}
