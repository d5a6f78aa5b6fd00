using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Properties.Generators;

namespace Functional.NN.Properties;

/// <summary>Generators of random networks over vectors, images, sequences and tokens, under any loss of the catalogue.</summary>
internal static class NetworkCases
{
    private const int MostLayers = 8, Width = 4, Tokens = 5;

    /// <summary>Every loss with its targets; seldom those that only count mistakes, whose gradient is zero.</summary>
    public static Gen<LossCase> Losses { get; } = Gen.Frequency(
        (20, Gen.Elements(LossCases.All.Where(c => c.Loss is not (ZeroOne or ZeroOneTolerance)))),
        (1, Gen.Elements(LossCases.All.Where(c => c.Loss is ZeroOne or ZeroOneTolerance))));

    private static Gen<Shape> Inputs { get; } = Gen.OneOf(
        from features in Gen.Choose(1, 4) select Shape.Of(features),
        from channels in Gen.Choose(1, 2) from size in Gen.Choose(3, 5).Two() select Shape.Of(channels, size.Item1, size.Item2),
        from steps in Gen.Choose(1, 4) from features in Gen.Choose(1, 3) select Shape.Of(steps, features));

    /// <summary>What comes in, and the layers that must be there for it: a table of rows for tokens.</summary>
    private static Gen<(Shape Input, int? Tokens, ImmutableArray<ILayer> First)> Beginnings { get; } = Gen.Frequency(
        (6, from input in Inputs select (input, (int?)null, ImmutableArray<ILayer>.Empty)),
        (1, from steps in Gen.Choose(1, 4)
            from units in Gen.Choose(1, 3)
            from padding in Draw.Coin
            select (Shape.Of(steps), (int?)Tokens, ImmutableArray.Create<ILayer>(new Embedding(Tokens, units, padding ? 0 : null)))));

    /// <summary>Networks of up to eight layers and those that make predictions of what comes.</summary>
    public static Gen<NetworkCase> Any { get; } = OfUpTo(MostLayers);

    /// <summary>Networks of up to three layers and those that make predictions of what comes.</summary>
    public static Gen<NetworkCase> Small { get; } = OfUpTo(3);

    /// <summary>Small networks without jumps, under losses that learn: every sample counts the same, every step counts, inputs are numbers.</summary>
    public static Gen<NetworkCase> Plain { get; } = Small.Where(c => c.Tokens is null && c.Loss is not (ZeroOne or ZeroOneTolerance) && !EveryLayer.All(c.Layers).Any(layer => layer is Step or Sign or HardShrink or ActivityPenalty or PolynomialFeatures))
        .Select(c => c with { Weighed = false, Masked = false }).Where(c => c.Fits);

    public static IEnumerable<NetworkCase> Smaller(NetworkCase network) => NetworkShrinking.Smaller(network);

    private static Gen<NetworkCase> OfUpTo(int layers) =>
        (from beginning in Beginnings
         from count in Gen.Choose(0, layers - beginning.First.Length)
         from rest in RandomLayers.Chain(beginning.First.Aggregate(beginning.Input, (shape, layer) => layer.OutputShape(shape)), count, Width)
         from criterion in Losses
         from samples in Gen.Choose(2, 5)
         from training in Draw.Coin
         from weighed in Draw.Coin
         from masked in Draw.Coin
         from key in Draw.Key
         select new NetworkCase(beginning.Input, beginning.First.AddRange(rest), criterion, samples, key)
         {
             Tokens = beginning.Tokens,
             Training = training,
             Weighed = weighed,
             Masked = masked && beginning.Input.Rank == 2,
         }).Where(c => c.Fits);
}
