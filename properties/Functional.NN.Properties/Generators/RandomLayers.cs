using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Generators;

/// <summary>Generators of layers, and of layers one after another, over samples of any shape.</summary>
internal static class RandomLayers
{
    private const int NumbersToWidth = 16;

    /// <summary>Layers one after another.</summary>
    /// <param name="input">the shape of a sample before them</param>
    /// <param name="count">how many</param>
    /// <param name="width">the most units of a layer; of filters there are at most half as many and one, and thirteen</param>
    public static Gen<ImmutableArray<ILayer>> Chain(Shape input, int count, int width) => count == 0
        ? Gen.Constant(ImmutableArray<ILayer>.Empty)
        : from layer in On(input, width)
          from rest in Chain(layer.OutputShape(input), count - 1, width)
          select rest.Insert(0, layer);

    /// <summary>A layer, one in eight made of others.</summary>
    public static Gen<ILayer> On(Shape input, int width)
    {
        int most = Math.Max(input.Size, NumbersToWidth * width);
        return Gen.Frequency((7, Simple(input, width)), (1, Compositions.On(shape => Simple(shape, width).Where(layer => Fits(layer, shape, most)), input))).Where(layer => Fits(layer, input, most));
    }

    private static Gen<ILayer> Simple(Shape input, int width) => Gen.Frequency((8, OfRank(input, width)), (4, Activations.Any), (2, Normalizations.On(input)), (1, Disturbances.On(input)));

    private static Gen<ILayer> OfRank(Shape input, int width) => input.Rank switch
    {
        1 => VectorLayers.On(input[0], width),
        2 => SequenceLayers.On(input, width),
        _ => ImageLayers.On(input, width),
    };

    /// <summary>True when a layer takes samples of a shape, and does not make too many numbers of them.</summary>
    private static bool Fits(ILayer layer, Shape input, int most) =>
        Draw.IsCase(() => new Network(input, layer).Output is { Rank: >= 1 and <= 3, Size: >= 1 } output && output.Size <= most);
}
