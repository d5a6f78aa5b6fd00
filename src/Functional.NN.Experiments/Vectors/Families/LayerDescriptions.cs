namespace Functional.NN.Experiments;

/// <summary>Layers of the library from the options of the vectors, for single layers and for networks.</summary>
internal static class LayerDescriptions
{
    public static BatchNorm BatchNorm(VectorOptions options, bool affine) => new(options.Number("momentum", 0.1), options.Number("eps", 1e-5), affine);
}
