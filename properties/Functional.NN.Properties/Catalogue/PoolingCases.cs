namespace Functional.NN.Properties.Catalogue;

/// <summary>Poolings.</summary>
internal static class PoolingCases
{
    public static IEnumerable<LayerCase> All { get; } =
    [
        new(new MaxPool2D(2), [2, 4, 5]), new(new MaxPool2D(3, Stride: 2, Padding: 1), [2, 5, 4]),
        new(new AvgPool2D(2), [2, 4, 5]), new(new AvgPool2D(3, Stride: 2, Padding: 1), [2, 5, 4]), new(new AvgPool2D(3, 2, 1, CountPadding: false), [2, 5, 4]),
    ];
}
