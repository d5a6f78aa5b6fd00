namespace Functional.NN.Properties.Catalogue;

/// <summary>Layers that only arrange numbers.</summary>
internal static class ArrangingCases
{
    public static IEnumerable<LayerCase> All { get; } = [new(new Flatten(), [2, 3, 2]), new(new Reshape([3, 4]), [2, 3, 2])];
}
