namespace Functional.NN.Experiments.Verification;

/// <summary>Convolutions; all are checked to second order.</summary>
internal static class ConvolutionCases
{
    public static IEnumerable<LayerCase> All { get; } = new LayerCase[]
    {
        new(new Conv2D(3, 2), [2, 4, 3]),
        new(new Conv2D(4, 3, Stride: 2, Padding: ImagePadding.Of(new Padding2D(1, 0, 2, 1)), Groups: 2), [2, 5, 4]),
        new(new Conv2D(2, 2, Padding: ImagePadding.Same, Dilation: 2, Bias: false), [1, 5, 5]),
        new(new Conv1D(3, 2), [2, 5]),
        new(new Conv1D(4, 3, Stride: 2, Padding: SignalPadding.Of(2, 1), Groups: 2), [2, 6]),
        new(new Conv1D(2, 3, Padding: SignalPadding.Causal, Dilation: 2, Bias: false), [2, 6]),
        new(new Conv1D(3, 4, Padding: SignalPadding.Same, Groups: 3), [3, 5]),
        new(new Sequential(new SwapAxes(), new Conv1D(3, 3, Padding: SignalPadding.Same), new BatchNorm(Epsilon: 0.05), new Relu(), new MaxPool1D(2), new Conv1D(2, 2)), [6, 2]),
        new(new DepthwiseConv2D(3, Padding: 1), [3, 4, 4]),
        new(new DepthwiseConv2D(new Extent2D(2, 3), 2, 2, ImagePadding.Same, Bias: false), [2, 5, 4]),
        new(new ConvTranspose2D(2, 3), [2, 3, 2]),
        new(new ConvTranspose2D(2, 3, 2, 1, 1), [3, 2, 3]),
        new(new ConvTranspose2D(4, new Extent2D(2, 3), new Extent2D(3, 1), new Padding2D(1, 0, 0, 2), new Extent2D(2, 1), Groups: 2, Bias: false), [2, 3, 2]),
        new(new ConvTranspose2D(2, 2, 1, 0, 2, 3), [1, 3, 3]),
        new(new ConvTranspose2D(2, 3, 2, ImagePadding.Same), [2, 3, 2]),
        new(new PartialConv2D(new ConnectionTable([[0], [0, 2], [1, 2]]), 2), [3, 3, 4]),
        new(new PartialConv2D(new ConnectionTable([[1], [0, 1]]), 3, 2, ImagePadding.Same, Bias: false), [2, 4, 4]),
    }.Select(layer => layer with { SecondOrder = true });
}
