namespace Functional.NN;

/// <summary>A layer without layers inside, at its place in a network, bare of the name, the freezing, the noise or the sharing around it.</summary>
/// <param name="Path">where it is</param>
/// <param name="Layer">what it is</param>
/// <param name="Input">the shape of the samples that reach it</param>
/// <param name="Blocks">what the paths of its blocks of θ begin with: <see cref="Path"/>, or the name it shares them under</param>
/// <param name="Transposed">whether it reads its weights transposed</param>
internal sealed record BareLayer(string Path, ILayer Layer, Shape Input, string Blocks, bool Transposed)
{
    /// <summary>All of a network, in the order of its layers.</summary>
    public static IEnumerable<BareLayer> Of(Network network) => network.Body.Children(network.Input).SelectMany(child => new BareLayer(child.Name, child.Layer, child.Input, child.Name, false).Inside());

    /// <summary>A weight that the layer calls by a name, as it reads it.</summary>
    public Tensor<T> Weight<T>(Parameters<T> θ, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T> => θ[$"{Blocks}.{name}"] is var block && Transposed ? block.Transpose() : block;

    private IEnumerable<BareLayer> Inside() => Layer switch
    {
        NamedLayer named => (this with { Layer = named.Layer }).Inside(),
        Frozen frozen => (this with { Layer = frozen.Layer }).Inside(),
        WeightNoise noisy => (this with { Layer = noisy.Layer }).Inside(),
        Shared shared => (this with { Layer = shared.Layer, Blocks = shared.Name, Transposed = Transposed ^ shared.Transpose }).Inside(),
        _ when Layer.Children(Input) is { Count: > 0 } children => children.SelectMany(child => new BareLayer($"{Path}.{child.Name}", child.Layer, child.Input, $"{Blocks}.{child.Name}", Transposed).Inside()),
        _ => [this],
    };
}
