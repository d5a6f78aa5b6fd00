using System.Collections.Immutable;

namespace Functional.NN.Properties.Convolutions;

/// <summary>A convolution as a dense layer: which weight of the convolution stands at each place of the dense layer's matrix, and which bias at each of its units.</summary>
/// <param name="Inputs">how many rows the matrix has</param>
/// <param name="Outputs">how many columns</param>
/// <param name="Weights">row by row, the number of the weight; −1 where there is none and the matrix is zero</param>
/// <param name="Biases">the number of the bias of each column</param>
internal sealed record Toeplitz(int Inputs, int Outputs, ImmutableArray<int> Weights, ImmutableArray<int> Biases)
{
    private const int None = -1;

    /// <summary>Along one axis: how many cells there are before and after, how a kernel's tap finds its cell.</summary>
    private readonly record struct Axis(int Cells, int Places, int Taps, int Stride, int Dilation, int Before)
    {
        /// <summary>The cell that a tap of the kernel reads at a place; none where that is padding.</summary>
        public int Cell(int place, int tap) => place * Stride + tap * Dilation - Before is var cell && cell >= 0 && cell < Cells ? cell : None;
    }

    /// <summary>The matrix of a layer for samples of a shape.</summary>
    public static Toeplitz Of(ILayer layer, Shape input) => layer switch
    {
        Conv1D l => Of(l, input),
        Conv2D l => Of(input, l.OutputShape(input), l, l.Groups, Grouped(l.Groups, input[0], l.Filters)),
        DepthwiseConv2D l => Of(input, l.OutputShape(input), l, input[0], Grouped(input[0], input[0], input[0] * l.Multiplier)),
        PartialConv2D l => Of(input, l.OutputShape(input), l, 1, Listed(l.Connections)),
        ConvTranspose2D l => Transposed(l, input),
        _ => throw new NNException($"Toeplitz: {layer} is no convolution."),
    };

    /// <summary>The dense layer's parameters, from those of the convolution.</summary>
    public Tensor<double> Matrix(Tensor<double> weight) => Tensor.Generate(Shape.Of(Inputs, Outputs), place => Weights[place] == None ? 0 : weight.AsSpan()[Weights[place]]);

    public Tensor<double> Bias(Tensor<double> bias) => Tensor.Generate(Shape.Of(Outputs), unit => bias.AsSpan()[Biases[unit]]);

    /// <summary>What a gradient of the matrix says of the weights: each place adds to the weight that stands there.</summary>
    public Tensor<double> Tied(Tensor<double> matrix, Shape weight) => Added(matrix, Weights, weight);

    /// <summary>What a gradient of the units' biases says of those of the channels.</summary>
    public Tensor<double> TiedBias(Tensor<double> units, Shape bias) => Added(units, Biases, bias);

    private static Tensor<double> Added(Tensor<double> from, ImmutableArray<int> to, Shape shape)
    {
        var sums = new double[shape.Size];
        for (int place = 0; place < to.Length; place++)
            if (to[place] != None) sums[to[place]] += from.AsSpan()[place];
        return Tensor.Of(shape, sums);
    }

    /// <summary>Which row of kernels connects an output channel to an input channel; none when they are in different groups.</summary>
    private static Func<int, int, int> Grouped(int groups, int channels, int filters) => (output, input) =>
        output / (filters / groups) == input / (channels / groups) ? output * (channels / groups) + input % (channels / groups) : None;

    private static Func<int, int, int> Listed(ConnectionTable table)
    {
        var kernels = table.SelectMany((inputs, output) => inputs.Select(input => (output, input))).Select((pair, number) => (pair, number)).ToDictionary(k => k.pair, k => k.number);
        return (output, input) => kernels.TryGetValue((output, input), out int number) ? number : None;
    }

    private static Toeplitz Of(Conv1D l, Shape input)
    {
        var output = l.OutputShape(input);
        int extent = l.Dilation * (l.Kernel - 1) + 1;
        int before = l.Padding.IsCausal ? extent - 1 : l.Padding.IsSame ? Math.Max(0, (output[1] - 1) * l.Stride + extent - input[1]) / 2 : l.Padding.Before;
        return Of(input[0], output[0], new Axis(1, 1, 1, 1, 1, 0), new Axis(input[1], output[1], l.Kernel, l.Stride, l.Dilation, before), Grouped(l.Groups, input[0], l.Filters));
    }

    private static Toeplitz Of(Shape input, Shape output, ImageConvolution l, int groups, Func<int, int, int> kernel)
    {
        var padding = l.Padding.For(new(input[1], input[2]), l.Kernel, l.Stride, l.Dilation);
        return Of(input[0], output[0], new Axis(input[1], output[1], l.Kernel.Y, l.Stride.Y, l.Dilation.Y, padding.Top), new Axis(input[2], output[2], l.Kernel.X, l.Stride.X, l.Dilation.X, padding.Left), kernel);
    }

    /// <summary>The transpose of the matrix of the convolution that reads the layer's output, with the layer's input as its own output.</summary>
    private static Toeplitz Transposed(ConvTranspose2D l, Shape input)
    {
        var output = l.OutputShape(input);
        var padding = l.Padding.For(new(output[1], output[2]), l.Kernel, l.Stride, l.Dilation);
        var read = Of(output[0], input[0], new Axis(output[1], input[1], l.Kernel.Y, l.Stride.Y, l.Dilation.Y, padding.Top), new Axis(output[2], input[2], l.Kernel.X, l.Stride.X, l.Dilation.X, padding.Left), Grouped(l.Groups, l.Filters, input[0]));
        return new(read.Outputs, read.Inputs, [.. Enumerable.Range(0, read.Weights.Length).Select(place => read.Weights[place % read.Inputs * read.Outputs + place / read.Inputs])],
            [.. Enumerable.Range(0, read.Inputs).Select(unit => unit / (output[1] * output[2]))]);
    }

    private static Toeplitz Of(int channels, int filters, Axis rows, Axis columns, Func<int, int, int> kernel)
    {
        int inputs = channels * rows.Cells * columns.Cells, outputs = filters * rows.Places * columns.Places;
        int[] weights = [.. Enumerable.Repeat(None, inputs * outputs)];
        for (int unit = 0; unit < outputs; unit++)
        {
            int filter = unit / (rows.Places * columns.Places), row = unit / columns.Places % rows.Places, column = unit % columns.Places;
            for (int tap = 0; tap < rows.Taps * columns.Taps; tap++)
            {
                int y = rows.Cell(row, tap / columns.Taps), x = columns.Cell(column, tap % columns.Taps);
                if (y == None || x == None) continue;
                for (int channel = 0; channel < channels; channel++)
                    if (kernel(filter, channel) is not None and var number) weights[((channel * rows.Cells + y) * columns.Cells + x) * outputs + unit] = number * rows.Taps * columns.Taps + tap;
            }
        }
        return new(inputs, outputs, [.. weights], [.. Enumerable.Range(0, outputs).Select(unit => unit / (rows.Places * columns.Places))]);
    }
}
