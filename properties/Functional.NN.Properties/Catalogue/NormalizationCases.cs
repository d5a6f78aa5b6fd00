namespace Functional.NN.Properties.Catalogue;

/// <summary>Normalisations.</summary>
internal static class NormalizationCases
{
    public static IEnumerable<LayerCase> All { get; } = new LayerCase[]
    {
        new(new BatchNorm(), [3]), new(new BatchNorm(Epsilon: 0.1, Affine: false), [2, 3]), new(new BatchNorm(Momentum: 0.5), [2, 3, 3]),
    }.Select(layer => layer with { Samples = 4 });
}
