using System.Collections.Immutable;
using System.Numerics;
using FsCheck.Fluent;
using FsCheck;
using Functional.NN.Properties.Generators;

namespace Functional.NN.Properties;

/// <summary>Generators of runs: batches of 1 to 40 samples with short last ones.</summary>
internal static class EngineCases
{
    private static readonly Gen<IMinimizer> Optimizers = Gen.Elements<IMinimizer>(new Sgd(0.001), new Sgd(new LinearDecay(0.001, 5)), new Momentum(0.0001), new Nesterov(0.0001), new AdaGrad(0.001),
        new RmsProp(0.001), new Adam(0.001), new AdamW(0.001), new PlainDescent(0.001), new Lbfgs(3, new Backtracking(MostTrials: 4)));

    private static readonly Gen<ImmutableArray<IPenalty>> Penalties = Gen.Elements<ImmutableArray<IPenalty>>([], [], [new L1(0.001)], [new L2(0.01)], [new SquaredNorm(0.001), new L1(0.001)]);

    private static Gen<Shape> Inputs() => Gen.OneOf(
        from features in Gen.Elements(1, 3, 17, 64, 100) select Shape.Of(features),
        from channels in Gen.Choose(1, 4) from size in Gen.Choose(3, 12).Two() select Shape.Of(channels, size.Item1, size.Item2),
        from steps in Gen.Choose(1, 6) from features in Gen.Choose(1, 16) select Shape.Of(steps, features));

    private static Gen<Shape> WideInputs() => Gen.OneOf(
        from features in Gen.Elements(100, 257) select Shape.Of(features),
        from channels in Gen.Choose(2, 4) from size in Gen.Choose(8, 14).Two() select Shape.Of(channels, size.Item1, size.Item2),
        from steps in Gen.Choose(2, 4) from features in Gen.Choose(20, 50) select Shape.Of(steps, features));

    private static Gen<EngineCase> Drawn(Gen<Shape> inputs, int leastLayers, int mostLayers, int width, int leastSize) =>
        from input in inputs
        from count in Gen.Choose(leastLayers, mostLayers)
        from layers in RandomLayers.Chain(input, count, width)
        from criterion in NetworkCases.Losses
        from optimizer in Optimizers
        from penalties in Penalties
        from size in Gen.Choose(leastSize, 40)
        from whole in Gen.Choose(2, 3)
        from rest in Gen.Choose(0, size - 1)
        from sampling in Gen.Elements(Enum.GetValues<Sampling>())
        from dropped in Gen.Frequency((4, Gen.Constant(false)), (1, Gen.Constant(true)))
        from weighed in Gen.Frequency((3, Gen.Constant(false)), (1, Gen.Constant(true)))
        from masked in Draw.Coin
        from inDouble in Draw.Coin
        from key in Draw.Key
        select new EngineCase(input, criterion.Under(input, layers), criterion, optimizer, penalties, size * whole + rest, new Batching(size, sampling, dropped), weighed, masked && input.Rank == 2, inDouble, key);

    /// <summary>Runs whose eager step takes every batch.</summary>
    public static Gen<EngineCase> Any { get; } = Drawn(Inputs(), 0, 5, width: 24, leastSize: 1).Where(c => c.Fits);

    /// <summary>Runs of networks so wide that the samples of a batch are computed some at a time.</summary>
    public static Gen<EngineCase> Wide { get; } = Drawn(WideInputs(), 2, 4, width: 300, leastSize: 17).Where(c => c.Fits);

    public static IEnumerable<EngineCase> Smaller(EngineCase c) => c.Smaller();
}

/// <summary>θ ← θ − αg, by the arithmetic of vectors alone: an optimizer the engine does not know.</summary>
internal sealed record PlainDescent(double Rate) : IOptimizer
{
    public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(0, [KeyValuePair.Create("sum", θ.Zero)], [KeyValuePair.Create("steps", 0.0)]);

    public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(θ - Rate * g, state.Next().With("sum", state["sum"] + g).With("steps", state.Scalars["steps"] + 1));
}
