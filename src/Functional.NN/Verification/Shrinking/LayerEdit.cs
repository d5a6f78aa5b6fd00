using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN;

/// <summary>A layer in the place of another, with where its inside was inside that one.</summary>
internal sealed record PlacedLayer(ILayer Layer, Renaming Inside);

/// <summary>What may stand in the place of a layer: no layer, one, or several one after another.</summary>
internal sealed record LayerEdit(ImmutableArray<PlacedLayer> Layers)
{
    public static LayerEdit Of(ILayer layer, Renaming? inside = null) => new([new(layer, inside ?? Renaming.None)]);

    /// <summary>The edit as one layer.</summary>
    public PlacedLayer AsOne()
    {
        if (Layers is [{ } only]) return only;
        var (layers, renaming) = Joined(Layers.Select(placed => (placed, "")));
        return new(new Sequential(layers), renaming);
    }

    /// <summary>Layers in a row, each with the name it had, as they are called now.</summary>
    public static (ImmutableArray<ILayer> Layers, Renaming Renaming) Joined(IEnumerable<(PlacedLayer Placed, string Old)> row)
    {
        var all = row.ToList();
        return ([.. all.Select(one => one.Placed.Layer)], Renaming.Of(all.Select((one, i) => one.Placed.Inside.Under(LayerName.Of(one.Placed.Layer) ?? i.ToString(CultureInfo.InvariantCulture), one.Old))));
    }
}
