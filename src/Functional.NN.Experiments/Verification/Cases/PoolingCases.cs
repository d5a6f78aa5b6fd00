namespace Functional.NN.Experiments.Verification;

/// <summary>Poolings.</summary>
internal static class PoolingCases
{
    public static IEnumerable<LayerCase> All { get; } =
    [
        new(new MaxPool2D(2), [2, 4, 5]), new(new MaxPool2D(3, Stride: 2, Padding: 1), [2, 5, 4]),
        new(new AvgPool2D(2), [2, 4, 5]), new(new AvgPool2D(3, Stride: 2, Padding: 1), [2, 5, 4]), new(new AvgPool2D(3, 2, 1, CountPadding: false), [2, 5, 4]),
        new(new MaxPool1D(2), [2, 5]), new(new MaxPool1D(3, 1, SignalPadding.Same), [2, 6]), new(new MaxPool1D(3, 2, SignalPadding.Causal), [2, 6]),
        new(new AvgPool1D(2), [2, 5]), new(new AvgPool1D(3, 2, 1), [2, 6]), new(new AvgPool1D(3, 2, SignalPadding.Of(2, 0), CountPadding: false), [2, 6]),
        new(new AdaptiveMaxPool2D(new Extent2D(3, 2)), [2, 5, 4]), new(new AdaptiveMaxPool2D(2), [2, 4, 4]), new(new AdaptiveMaxPool2D(4), [1, 3, 5]),
        new(new AdaptiveAvgPool2D(new Extent2D(3, 2)), [2, 5, 4]), new(new AdaptiveAvgPool2D(2), [2, 4, 4]), new(new AdaptiveAvgPool2D(4), [1, 3, 5]),
        new(new AdaptiveMaxPool1D(3), [2, 7]), new(new AdaptiveAvgPool1D(3), [2, 7]), new(new AdaptiveAvgPool1D(6), [2, 4]),
        new(new GlobalMaxPool2D(), [3, 4, 2]), new(new GlobalAvgPool2D(), [3, 4, 2]), new(new GlobalMaxPool1D(), [3, 5]), new(new GlobalAvgPool1D(), [3, 5]),
        new(new Subsampling(2), [2, 4, 5]), new(new Subsampling(new Extent2D(3, 2), 1, ImagePadding.Same), [2, 4, 3]),
    ];
}
