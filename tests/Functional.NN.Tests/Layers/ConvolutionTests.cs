using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

/// <summary>Convolutions of signals, of single channels, transposed, and with a table of connections: each against the plain one or its definition.</summary>
public sealed class ConvolutionTests
{
    [Theory]
    [InlineData(1, 1, 1, 0, 0)]
    [InlineData(3, 2, 1, 1, 2)]
    [InlineData(2, 1, 2, 4, 0)]
    [InlineData(3, 1, 1, 2, 2)]
    public void A_convolution_of_signals_is_that_of_images_of_one_row(int kernel, int stride, int dilation, int before, int after)
    {
        var signal = new Conv1D(6, kernel, stride, SignalPadding.Of(before, after), dilation, Groups: 2);
        var image = new Conv2D(6, new Extent2D(1, kernel), new Extent2D(1, stride), new Padding2D(0, 0, before, after), new Extent2D(1, dilation), 2);
        var x = Numbers.Some<float>([19, 4, 9], 1);
        var model = Drawn<float>(signal, [4, 9]);
        var row = new Model<float>(new Network([4, 1, 9], image), new Parameters<float>(new Network([4, 1, 9], image).Layout, model.Parameters.Vector));
        var y = model.Predict(x);
        Assert.Equal(row.Predict(x.Reshape(19, 4, 1, 9)).Reshape(y.Shape), y);
    }

    [Fact]
    public void A_causal_convolution_never_sees_what_comes_later()
    {
        var model = Drawn<double>(new Conv1D(2, 3, Padding: SignalPadding.Causal, Dilation: 2), [1, 10]);
        var x = Numbers.Some<double>([1, 1, 10], 2);
        var changed = Tensor.Generate(x.Shape, i => i < 6 ? x.AsSpan()[i] : 7);
        Tensor<double> y = model.Predict(x), after = model.Predict(changed);
        Assert.Equal(Shape.Of(1, 2, 10), y.Shape);
        Assert.Equal(y.Slice(2, 0, 6), after.Slice(2, 0, 6));
        Assert.NotEqual(y.Slice(2, 6, 1), after.Slice(2, 6, 1));
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(7, 2)]
    [InlineData(8, 3)]
    public void The_same_padding_keeps_the_length_divided_by_the_stride_rounded_up(int length, int stride) =>
        Assert.Equal(Shape.Of(1, (length + stride - 1) / stride), new Conv1D(1, 4, stride, SignalPadding.Same).OutputShape([1, length]));

    [Fact]
    public void A_depthwise_convolution_treats_every_channel_as_an_image_of_its_own()
    {
        var layer = new DepthwiseConv2D(3, 2, Padding: ImagePadding.Same);
        var model = Drawn<double>(layer, [3, 5, 4]);
        var x = Numbers.Some<double>([2, 3, 5, 4], 3);
        var y = model.Predict(x);
        Assert.Equal(Shape.Of(2, 6, 5, 4), y.Shape);
        var (weight, bias) = (model.Parameters["0.weight"], model.Parameters["0.bias"]);
        for (int c = 0; c < 3; c++)
        {
            var alone = Var.Conv2D(Var.Of(x.Slice(1, c, 1)), Var.Of(weight.Slice(0, 2 * c, 2)), new Conv2DGeometry(padding: 1)) + Var.Of(bias.Slice(0, 2 * c, 2).Reshape(2, 1, 1));
            Assert.Equal(alone.Value<double>(), y.Slice(1, 2 * c, 2));
        }
    }

    public static TheoryData<ConvTranspose2D> Transposed => new()
    {
        new ConvTranspose2D(2, 3),
        new ConvTranspose2D(2, 3, 2, 1, 1),
        new ConvTranspose2D(4, new Extent2D(2, 3), new Extent2D(3, 2), new Padding2D(1, 0, 0, 2), new Extent2D(0, 1), Groups: 2),
        new ConvTranspose2D(2, 2, 1, 0, 0, 2),
        new ConvTranspose2D(2, 2, 2, 1, 4, 3, Groups: 2),
        new ConvTranspose2D(2, new Extent2D(1, 4), 3, new Padding2D(0, 0, 3, 1), 2),
        new ConvTranspose2D(2, 3, 2, ImagePadding.Same),
        new ConvTranspose2D(2, 2, 3, ImagePadding.Same),
    };

    [Theory, MemberData(nameof(Transposed))]
    public void Every_cell_puts_the_kernel_times_its_number_into_the_output(ConvTranspose2D layer)
    {
        Shape input = [4, 3, 5];
        var model = Drawn<double>(layer, input);
        var (w, b, x) = (model.Parameters["0.weight"], model.Parameters["0.bias"], Numbers.Some<double>(input.Prepend(2), 4));
        var shape = layer.OutputShape(input);
        int groups = layer.Groups, filters = layer.Filters / groups;
        // Same: the padding that a convolution of the output would have had.
        var p = layer.Padding.For(new(3 * layer.Stride.Y, 5 * layer.Stride.X), layer.Kernel, layer.Stride, layer.Dilation);
        var expected = new double[2 * shape.Size];
        for (int i = 0; i < expected.Length; i++) expected[i] = b[i / (shape[1] * shape[2]) % shape[0]];
        for (int n = 0; n < 2; n++)
            for (int c = 0; c < 4; c++)
                for (int y = 0; y < 3; y++)
                    for (int z = 0; z < 5; z++)
                        for (int f = 0; f < filters; f++)
                            for (int ky = 0; ky < layer.Kernel.Y; ky++)
                                for (int kx = 0; kx < layer.Kernel.X; kx++)
                                {
                                    int o = c / (4 / groups) * filters + f, row = y * layer.Stride.Y - p.Top + ky * layer.Dilation.Y, column = z * layer.Stride.X - p.Left + kx * layer.Dilation.X;
                                    if (row >= 0 && row < shape[1] && column >= 0 && column < shape[2]) expected[((n * shape[0] + o) * shape[1] + row) * shape[2] + column] += w[c, f, ky, kx] * x[n, c, y, z];
                                }
        Numbers.Near(Tensor.Of(shape.Prepend(2), expected), model.Predict(x), 1e-13, 1e-13);
    }

    [Theory]
    [InlineData(3, 1, 0, 0, 1, 5)]
    [InlineData(3, 2, 1, 1, 1, 6)]
    [InlineData(2, 2, 0, 0, 1, 6)]
    [InlineData(3, 2, 1, 0, 2, 7)]
    [InlineData(2, 1, 0, 2, 3, 8)]
    public void The_transposed_size_is_what_the_formula_says(int kernel, int stride, int padding, int outputPadding, int dilation, int size) =>
        Assert.Equal(Shape.Of(1, size, size), new ConvTranspose2D(1, kernel, stride, padding, outputPadding, dilation).OutputShape([1, 3, 3]));

    [Fact]
    public void A_transposed_convolution_is_the_transpose_of_the_convolution()
    {
        var geometry = new Conv2DGeometry(new Extent2D(2, 1), new Padding2D(1, 0, 2, 1), new Extent2D(1, 2), 2);
        Tensor<double> x = Numbers.Some<double>([3, 4, 6, 5], 5), w = Numbers.Some<double>([6, 2, 3, 2], 6), y = Numbers.Some<double>(geometry.OutputShape(x.Shape, w.Shape), 7);
        double left = Numbers.Dot(y, Var.Conv2D(Var.Of(x), Var.Of(w), geometry).Value<double>()), right = Numbers.Dot(Var.ConvTranspose2D(Var.Of(y), Var.Of(w), new(6, 5), geometry).Value<double>(), x);
        Assert.Equal(left, right, 1e-12 * Math.Abs(left));
    }

    [Fact]
    public void With_every_connection_a_partial_convolution_is_a_plain_one()
    {
        var all = new PartialConv2D(new ConnectionTable([[0, 1, 2], [0, 1, 2]]), 3, Padding: 1);
        var plain = new Network([3, 5, 5], new Conv2D(2, 3, Padding: 1));
        var model = Drawn<float>(all, [3, 5, 5]);
        var x = Numbers.Some<float>([17, 3, 5, 5], 8);
        Assert.Equal(new Model<float>(plain, new Parameters<float>(plain.Layout, model.Parameters.Vector)).Predict(x), model.Predict(x));
    }

    [Fact]
    public void What_is_not_connected_does_not_matter()
    {
        var model = Drawn<double>(new PartialConv2D(new ConnectionTable([[0], [1, 2], [0, 2]]), 2), [3, 4, 4]);
        var x = Numbers.Some<double>([1, 3, 4, 4], 9);
        var changed = Tensor.Generate(x.Shape, i => i / 16 == 1 ? 5 : x.AsSpan()[i]);
        Tensor<double> before = model.Predict(x), after = model.Predict(changed);
        Assert.Equal(Shape.Of(5, 2, 2), model.Parameters["0.weight"].Shape);
        Assert.Equal(before.Slice(1, 0, 1), after.Slice(1, 0, 1));
        Assert.NotEqual(before.Slice(1, 1, 1), after.Slice(1, 1, 1));
        Assert.Equal(before.Slice(1, 2, 1), after.Slice(1, 2, 1));
    }

    [Fact]
    public void The_table_of_LeNet5_connects_as_Table_I_says()
    {
        var table = ConnectionTable.LeNet5;
        Assert.Equal((16, 60, 6), (table.Count, table.Connections, table.LeastInputs));
        Assert.Equal([3, 3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 6], table.Select(inputs => inputs.Length));
        Assert.All(Enumerable.Range(0, 6), map => Assert.Equal(10, table.Count(inputs => inputs.Contains(map))));
        Assert.Equal(16, table.Select(inputs => string.Join(' ', inputs)).Distinct().Count());
    }

    public static TheoryData<string, Func<object>> Refusals => new()
    {
        { "Conv1D: the kernel must be positive, got 0.", () => new Conv1D(1, 0) },
        { "Conv1D: the number of filters must be positive, got 0.", () => new Conv1D(0, 1) },
        { "Conv1D: the stride must be positive, got -1.", () => new Conv1D(1, 1, -1) },
        { "Conv1D: the number of groups must be positive, got 0.", () => new Conv1D(1, 1).With(groups: 0) },
        { "SignalPadding: padding cannot be negative, got -1 before and 2 after.", () => SignalPadding.Of(-1, 2) },
        { "Conv1D(4, 3), layer 1 of 1 (\"0\"): expected signals (channels × length), got 5. Put a Reshape([1, 5]) before it.", () => new Network([5], new Conv1D(4, 3)) },
        { "Conv1D(4, 3), layer 1 of 1 (\"0\"): expected signals (channels × length), got 1×4×4. Reshape the samples to two axes.", () => new Network([1, 4, 4], new Conv1D(4, 3)) },
        { "Conv1D(4, 3), layer 1 of 1 (\"0\"): expected channels that fall into 2 equal groups, got 3×1×9.", () => new Network([3, 9], new Conv1D(4, 3, Groups: 2)) },
        { "DepthwiseConv2D: the number of output channels for a channel must be positive, got 0.", () => new DepthwiseConv2D(3, 0) },
        { "DepthwiseConv2D: the kernel must be 1 or more along both axes, got 0×0.", () => new DepthwiseConv2D(0) },
        { "ConvTranspose2D: the output padding cannot be negative, got -1×-1.", () => new ConvTranspose2D(1, 2, OutputPadding: -1) },
        { "ConvTranspose2D(3, 2×2), layer 1 of 1 (\"0\"): 3 filters do not fall into 2 equal groups.", () => new Network([2, 4, 4], new ConvTranspose2D(3, 2, Groups: 2)) },
        { "ConvTranspose2D(1, 2×2, padding 3), layer 1 of 1 (\"0\"): the output of images 1×2×2 would have -3 rows. Take less padding away, or a larger kernel.", () => new Network([1, 2, 2], new ConvTranspose2D(1, 2, Padding: 3)) },
        { "ConvTranspose2D(1, 2×2, padding same), layer 1 of 1 (\"0\"): the padding \"same\" leaves no choice of an output padding, got 1×1. Give the padding as numbers.",
            () => new Network([1, 2, 2], new ConvTranspose2D(1, 2, Padding: ImagePadding.Same, OutputPadding: 1)) },
        { "PartialConv2D(60 connections to 16 channels, 5×5), layer 1 of 1 (\"0\"): expected images with the 6 channels or more that the table names, got 5×9×9.", () => new Network([5, 9, 9], new PartialConv2D(ConnectionTable.LeNet5, 5)) },
        { "ConnectionTable: there must be one output channel or more.", () => new ConnectionTable([]) },
        { "ConnectionTable: the inputs of output channel 1 must be ascending channels from 0 on, one or more; got 2, 1.", () => new ConnectionTable([[0], [2, 1]]) },
        { "ConnectionTable: the inputs of output channel 0 must be ascending channels from 0 on, one or more; got .", () => new ConnectionTable([[]]) },
    };

    [Theory, MemberData(nameof(Refusals))]
    public void What_does_not_fit_is_refused_in_a_sentence(string sentence, Func<object> make) => Assert.Equal(sentence, Assert.ThrowsAny<NNException>(() => make()).Message);

    [Theory]
    [InlineData("[[0, 1], [1, 0]]", "Network JSON, line 6, column 22: ConnectionTable: the inputs of output channel 1 must be ascending channels from 0 on, one or more; got 1, 0.")]
    [InlineData("[[0, 1], 2]", "Network JSON, line 6, column 22: \"connections\" of PartialConv2D must be a list of lists of channels, got [[0, 1], 2].")]
    public void A_damaged_table_in_a_file_is_refused_with_its_place(string table, string sentence)
    {
        string json = new Network([2, 4, 4], new PartialConv2D(new ConnectionTable([[0, 1], [1]]), 2)).ToJson();
        string damaged = System.Text.RegularExpressions.Regex.Replace(json, "\"connections\":.*?\\]\\s*\\]", $"\"connections\": {table}", System.Text.RegularExpressions.RegexOptions.Singleline);
        Assert.Equal(sentence, Assert.Throws<DataException>(() => Network.FromJson(damaged)).Message);
    }

    [Theory]
    [InlineData("\"causal\"", null)]
    [InlineData("[1, 2]", null)]
    [InlineData("\"reflect\"", "Network JSON, line 9, column 18: \"padding\" of Conv1D must be \"same\", \"causal\", \"valid\", a whole number, or two for before and after or null, got \"reflect\".")]
    [InlineData("[1, -2]", "Network JSON, line 9, column 18: SignalPadding: padding cannot be negative, got 1 before and -2 after.")]
    [InlineData("[1]", "Network JSON, line 9, column 18: \"padding\" of Conv1D must be \"same\", \"causal\", \"valid\", a whole number, or two for before and after or null, got [1].")]
    public void A_padding_in_a_file_is_a_rule_or_two_numbers(string padding, string? sentence)
    {
        string json = new Network([2, 4], new Conv1D(1, 2, Padding: SignalPadding.Same)).ToJson();
        string changed = json.Replace("\"same\"", padding, StringComparison.Ordinal);
        Assert.NotEqual(json, changed);
        if (sentence is null) Assert.Contains(padding.Trim('"', '[', ']').Split(',')[0], Network.FromJson(changed).ToJson(), StringComparison.Ordinal);
        else Assert.Equal(sentence, Assert.Throws<DataException>(() => Network.FromJson(changed)).Message);
    }

    [Fact]
    public void Tables_are_compared_by_their_lists()
    {
        Assert.Equal(new ConnectionTable([[0, 1], [2]]), new ConnectionTable([[0, 1], [2]]));
        Assert.NotEqual(new ConnectionTable([[0, 1], [2]]), new ConnectionTable([[0, 2], [2]]));
    }

    /// <summary>The layer with drawn numbers, biases among them.</summary>
    private static Model<T> Drawn<T>(ILayer layer, Shape input) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        var network = new Network(input, layer);
        return new Model<T>(network, new Parameters<T>(network.Layout, Numbers.Some<T>([network.Layout.Size], 11)));
    }
}
