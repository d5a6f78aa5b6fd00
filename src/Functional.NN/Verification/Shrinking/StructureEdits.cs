using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Fewer layers: one alone with what reaches it, stretches left out, composites replaced by their parts.</summary>
internal static class StructureEdits
{
    /// <summary>One of all the layers at any depth alone, those without layers inside first; it is given what reaches it in the network.</summary>
    public static IEnumerable<Func<ShrinkCandidate>> Alone(ShrinkCandidate c)
    {
        var reached = new Lazy<ImmutableDictionary<string, Tensor<double>>>(() => Traced(c));
        foreach (var inner in NestedLayers.Of(c.Network).OrderBy(inner => inner.IsLeaf ? 0 : 1))
        {
            yield return () =>
            {
                var (layers, renaming) = LayerEdit.Joined([(new PlacedLayer(inner.Layer, Renaming.None), inner.Path)]);
                return c.On(new Network(inner.Input, layers), renaming, Reaching(c, inner.Before, inner.Input, reached));
            };
        }
    }

    /// <summary>The network without a stretch of its layers, the long ones first; without its first ones it begins with what they give.</summary>
    public static IEnumerable<Func<ShrinkCandidate>> Shorter(ShrinkCandidate c)
    {
        var row = c.Network.Body.Layers;
        var reached = new Lazy<ImmutableDictionary<string, Tensor<double>>>(() => Traced(c));
        foreach (var (start, length) in LayerEdits.Stretches(row.Length))
        {
            if (start == 0) yield return () =>
            {
                var (layers, renaming) = LayerEdits.Without(row, start, length);
                var input = c.Network.Prefix(length).Output;
                return c.On(new Network(input, layers), renaming, Reaching(c, c.Network.Body.Names[length - 1], input, reached));
            };
            yield return () =>
            {
                var (layers, renaming) = LayerEdits.Without(row, start, length);
                return c.On(new Network(c.Network.Input, layers), renaming);
            };
        }
    }

    /// <summary>Layers at any depth replaced by what is inside them.</summary>
    public static IEnumerable<Func<ShrinkCandidate>> Parts(ShrinkCandidate c) => Changed(c, LayerParts.Of);

    /// <summary>Layers at any depth with smaller constants.</summary>
    public static IEnumerable<Func<ShrinkCandidate>> Constants(ShrinkCandidate c) => Changed(c, SmallerConstants.Of);

    private static IEnumerable<Func<ShrinkCandidate>> Changed(ShrinkCandidate c, LayerEdits.OfOne change) =>
        LayerEdits.OfRow(c.Network.Body.Layers, NestedLayers.Children(c.Network.Body, c.Network.Input), change).Select(edit => (Func<ShrinkCandidate>)(() =>
        {
            var (layers, renaming) = edit();
            return c.On(new Network(c.Network.Input, layers), renaming);
        }));

    private static Tensor<double> Reaching(ShrinkCandidate c, string? layer, Shape input, Lazy<ImmutableDictionary<string, Tensor<double>>> reached)
    {
        if (layer is null) return c.Batch.Inputs;
        var shape = input.Prepend(c.Batch.Count);
        return reached.Value.TryGetValue(layer, out var found) && found.Shape == shape ? found : c.Key.Fold("inputs").Normal<double>(shape);
    }

    /// <summary>What every layer gives for the batch, by its path.</summary>
    private static ImmutableDictionary<string, Tensor<double>> Traced(ShrinkCandidate c)
    {
        var run = new LayerContext.Run(ParameterVars.Of(c.Parameters), c.Key, c.Training, c.Batch.Mask is { } mask ? Var.Of(mask) : null, FirstSample: 0, Tracing: true);
        var applied = c.Network.Apply(run, new Model<double>(c.Network, c.Parameters, c.State).StateVars(), Var.Of(c.Batch.Inputs));
        return applied.Outputs.DistinctBy(output => output.Path).ToImmutableDictionary(output => output.Path, output => output.Value.Value<double>());
    }
}
