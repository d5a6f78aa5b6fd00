namespace Functional.NN.Properties.Generators;

/// <summary>What laws about batches must know of a layer: whether samples meet in it, and whether it tells them apart.</summary>
internal static class LayerTraits
{
    /// <summary>In training it draws other numbers for every place of the batch.</summary>
    public static bool DrawsForEachSample(ILayer layer) => EveryLayer.All(layer).Any(part => part
        is Dropout { Rate: > 0 } or AlphaDropout { Rate: > 0 } or SpatialDropout { Rate: > 0 } or GaussianNoise { Deviation: > 0 } or DropConnect { PerSample: true, Rate: > 0 } or MultiHeadAttention { Dropout: > 0 });

    /// <summary>In training every sample is seen in relation to the others.</summary>
    public static bool MixesSamples(ILayer layer) => EveryLayer.All(layer).Any(part => part is BatchNorm);

    /// <summary>It asks a price for what passes, which knows neither what samples weigh nor what their losses count.</summary>
    public static bool AsksAPrice(ILayer layer) => EveryLayer.All(layer).Any(part => part is ActivityPenalty);
}
