namespace Functional.NN.Properties.Catalogue;

/// <summary>Recurrent layers.</summary>
internal static class RecurrentCases
{
    public static IEnumerable<LayerCase> All { get; } = new LayerCase[]
    {
        new(new Lstm(2), [3, 2]), new(new Lstm(2, ReturnSequence: true), [3, 2]), new(new Lstm(2, ReturnSequence: true, Reverse: true), [3, 2]), new(new Lstm(2, Reverse: true), [3, 2]),
    }.SelectMany(layer => new[] { layer, layer with { Masked = true } });
}
