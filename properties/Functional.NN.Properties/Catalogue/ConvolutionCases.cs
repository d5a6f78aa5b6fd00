namespace Functional.NN.Properties.Catalogue;

/// <summary>Convolutions; all are checked to second order.</summary>
internal static class ConvolutionCases
{
    public static IEnumerable<LayerCase> All { get; } = new LayerCase[]
    {
        new(new Conv2D(3, 2), [2, 4, 3]),
        new(new Conv2D(4, 3, Stride: 2, Padding: ImagePadding.Of(new Padding2D(1, 0, 2, 1)), Groups: 2), [2, 5, 4]),
        new(new Conv2D(2, 2, Padding: ImagePadding.Same, Dilation: 2, Bias: false), [1, 5, 5]),
    }.Select(layer => layer with { SecondOrder = true });
}
