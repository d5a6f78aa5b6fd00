namespace Functional.NN.Properties.Catalogue;

/// <summary>Layers that disturb what passes through them in training.</summary>
internal static class NoiseCases
{
    public static IEnumerable<LayerCase> All { get; } = [new(new Dropout(0.4), [2, 3]), new(new Dropout(0), [3])];
}
