namespace Functional.NN.Properties.Generators;

/// <summary>A layer and all that is in it.</summary>
internal static class EveryLayer
{
    /// <summary>The layer itself, then what it wraps or is made of, to any depth.</summary>
    public static IEnumerable<ILayer> All(ILayer layer) => Of(layer).SelectMany(All).Prepend(layer);

    public static IEnumerable<ILayer> All(IEnumerable<ILayer> layers) => layers.SelectMany(All);

    /// <summary>The layers a layer is made of.</summary>
    public static IEnumerable<ILayer> Of(ILayer layer) => layer switch
    {
        Sequential l => l.Layers,
        Residual l => l.Layers,
        ParallelLayers l => l.Layers,
        Branch l => l.Heads,
        NamedLayer l => [l.Layer],
        Shared l => [l.Layer],
        Frozen l => [l.Layer],
        Repeat l => [l.Layer],
        WeightNoise l => [l.Layer],
        Bidirectional l => [l.Layer],
        _ => [],
    };
}
