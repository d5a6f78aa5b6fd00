using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Functional.NN.Primitives;

namespace Functional.NN.Properties.Mutants;

/// <summary>Right rules at random points: primitives, activations, losses, layers and small networks.</summary>
internal static class CorrectCases
{
    private static readonly ImmutableHashSet<string> OfPositiveNumbers = [nameof(Log), nameof(Log1p), nameof(Sqrt), nameof(Power)];

    private static readonly ImmutableArray<LayerCase> Activations = [.. ActivationCases.All], Layers = [.. LayerCases.All];

    public static Gen<CorrectCase> Any { get; } = CorrectCase.ByAnyMethod(Gen.Frequency((12, Primitives()), (4, OfLayers("activation", Activations)), (4, Losses()), (3, OfLayers("layer", Layers)), (1, Networks())));

    private static Gen<CorrectCase> Primitives() =>
        from name in Gen.Elements(PrimitiveCases.Names.Where(name => !PrimitiveCases.NotByDifferences.Contains(name)))
        from c in PrimitiveCases.Of(name)
        from place in OfPositiveNumbers.Contains(name) ? Placement.KeepingSigns : Placement.Any
        select new CorrectCase("primitive", $"{c.Rule} of {string.Join(", ", c.Inputs.Select(x => x.Shape))} {place}, key {c.Key}", options => GradientCheck.FunctionOfAll(c.Function, c.Point.Select(place.Of), options)) { IsFarOut = place.IsFarOut };

    private static Gen<CorrectCase> OfLayers(string kind, ImmutableArray<LayerCase> cases) =>
        from c in Gen.Elements(cases.AsEnumerable())
        from place in Placement.Any
        from training in Draw.Coin
        from key in Draw.Key
        select new CorrectCase(kind, $"{c} {place}, in {(training ? "training" : "evaluation")}, key {key}", options => c.Indices is null
            ? GradientCheck.Layer(c.Layer, place.Of(key.Fold("inputs").Normal<double>(c.Input.Prepend(c.Samples)) * c.Scale), key, training, c.Mask(c.Samples), options)
            : GradientCheck.FunctionOfAll(point => c.Outputs(point, training), c.Point.Select(x => place.IsFarOut ? x : place.Of(x)), options))
        { IsFarOut = place.IsFarOut };

    private static Gen<CorrectCase> Losses() =>
        from c in Gen.Elements(LossCases.All)
        from place in Placement.Any
        from key in Draw.Key
        select new CorrectCase("loss", $"{c} {place}, key {key}", options => GradientCheck.Loss(c.Loss, Predictions(c, place, key), c.Targets(key.Fold("targets"), 4), options)) { IsFarOut = place.IsFarOut };

    /// <summary>Predictions as a loss wants them: placed numbers, through what makes probabilities or variances of them.</summary>
    private static Tensor<double> Predictions(LossCase c, Placement place, RandomKey key)
    {
        var network = new Network(c.Prediction, c.Output);
        return new Model<double>(network, network.Initialize<double>(key)).Predict(place.Of(key.Fold("predictions").Normal<double>(c.Prediction.Prepend(4))));
    }

    private static Gen<CorrectCase> Networks() =>
        from c in NetworkCases.Plain
        select new CorrectCase("network", c.ToString(), options => GradientCheck.Network(c.Network, c.Loss, c.Parameters, c.Batch, c.Key, c.Training, options: options));
}
