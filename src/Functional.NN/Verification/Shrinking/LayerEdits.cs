using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What may stand in the place of layers at any depth: changes of one layer, carried up through everything around it by calling the constructors again.</summary>
internal static class LayerEdits
{
    /// <summary>What changes one layer, apart from those inside it.</summary>
    public delegate IEnumerable<Func<LayerEdit>> OfOne(ILayer layer, Shape? input);

    /// <summary>The changes of a layer itself, then those of the layers its constructor takes.</summary>
    public static IEnumerable<Func<LayerEdit>> Of(ILayer layer, Shape? input, OfOne change)
    {
        foreach (var edit in change(layer, input)) yield return edit;
        if (NestedLayers.Made(layer) is not { } made) yield break;
        for (int place = 0; place < made.Arguments.Length; place++)
        {
            int at = place;
            var edits = made.Arguments[place] switch
            {
                ILayer inner => OfInner(layer, inner, input, change),
                IEnumerable<ILayer> row => OfRow([.. row], NestedLayers.Children(layer, input), change).Select(edit => (Func<(object, Renaming)>)(() => edit() is var (layers, renaming) ? (layers, renaming) : default)),
                _ => [],
            };
            foreach (var edit in edits)
                yield return () => edit() is var (argument, renaming) ? LayerEdit.Of(NestedLayers.With(made, at, argument), new([("", ""), .. renaming.Places])) : throw new InvalidOperationException();
        }
    }

    /// <summary>The changes of layers in a row, one layer at a time, and rows with some of them left out.</summary>
    public static IEnumerable<Func<(ImmutableArray<ILayer> Layers, Renaming Renaming)>> OfRow(ImmutableArray<ILayer> row, IReadOnlyList<ChildLayer> children, OfOne change)
    {
        var names = new LayerList("a row", row).Names;
        Shape? Input(int i) => children.Count == row.Length && children[i].Layer.Equals(row[i]) ? children[i].Input : null;
        for (int i = 0; i < row.Length; i++)
        {
            int at = i;
            foreach (var edit in Of(row[i], Input(i), change))
                yield return () => LayerEdit.Joined([.. Unchanged(row, names, 0, at), .. edit().Layers.Select(placed => (placed, names[at])), .. Unchanged(row, names, at + 1, row.Length)]);
        }
    }

    /// <summary>The layers of a row without a stretch of them.</summary>
    public static (ImmutableArray<ILayer> Layers, Renaming Renaming) Without(ImmutableArray<ILayer> row, int start, int length)
    {
        var names = new LayerList("a row", row).Names;
        return LayerEdit.Joined([.. Unchanged(row, names, 0, start), .. Unchanged(row, names, start + length, row.Length)]);
    }

    /// <summary>Stretches of a row of n, the long ones first: all, halves, quarters, single ones.</summary>
    public static IEnumerable<(int Start, int Length)> Stretches(int n)
    {
        for (int length = n; length > 0; length /= 2)
            for (int start = 0; start < n; start += length) yield return (start, Math.Min(length, n - start));
    }

    private static IEnumerable<Func<(object, Renaming)>> OfInner(ILayer outer, ILayer inner, Shape? input, OfOne change)
    {
        ChildLayer[] places = [.. NestedLayers.Children(outer, input).Where(child => child.Layer.Equals(inner))];
        var reaching = places is [{ } first, ..] ? first.Input : input;
        return Of(inner, reaching, change).Select(edit => (Func<(object, Renaming)>)(() =>
        {
            var one = edit().AsOne();
            return (one.Layer, places.Length == 0 ? one.Inside : Renaming.Of(places.Select(child => one.Inside.Under(child.Name, child.Name))));
        }));
    }

    private static IEnumerable<(PlacedLayer, string)> Unchanged(ImmutableArray<ILayer> row, ImmutableArray<string> names, int start, int end) =>
        Enumerable.Range(start, end - start).Select(i => (new PlacedLayer(row[i], Renaming.None), names[i]));
}
