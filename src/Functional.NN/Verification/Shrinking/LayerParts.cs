using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The layers inside a layer in its place: each alone, all one after another, and rows with some left out.</summary>
internal static class LayerParts
{
    public static IEnumerable<Func<LayerEdit>> Of(ILayer layer, Shape? input)
    {
        var children = NestedLayers.Children(layer, input);
        foreach (var child in children) yield return () => LayerEdit.Of(child.Layer, new([("", child.Name)]));
        if (NestedLayers.Made(layer) is not { } made) yield break;
        for (int place = 0; place < made.Arguments.Length; place++)
        {
            int at = place;
            if (made.Arguments[place] is ILayer inner) yield return () => LayerEdit.Of(inner);
            if (made.Arguments[place] is IEnumerable<ILayer> row)
                foreach (var edit in OfRow(layer, made, at, [.. row])) yield return edit;
        }
    }

    private static IEnumerable<Func<LayerEdit>> OfRow(ILayer layer, (System.Reflection.ConstructorInfo, object?[]) made, int place, ImmutableArray<ILayer> row)
    {
        yield return () => new([.. row.Zip(new LayerList("a row", row).Names, (one, name) => new PlacedLayer(one, new([("", name)])))]);
        foreach (var (start, length) in LayerEdits.Stretches(row.Length))
            yield return () => LayerEdits.Without(row, start, length) is var (layers, renaming) ? LayerEdit.Of(NestedLayers.With(made, place, layers), new([("", ""), .. renaming.Places])) : throw new InvalidOperationException();
    }
}
