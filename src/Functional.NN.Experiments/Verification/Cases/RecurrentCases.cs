namespace Functional.NN.Experiments.Verification;

/// <summary>Recurrent layers.</summary>
internal static class RecurrentCases
{
    private static readonly Recurrent[] Cells =
        [new Lstm(2), new Gru(2), new Gru(2, ResetBeforeProduct: true), new ElmanRnn(2), new ElmanRnn(3, Activation: new Softplus())];

    /// <summary>All states or the last, in either direction or both.</summary>
    private static IEnumerable<ILayer> Ways(Recurrent cell) =>
        [cell, cell with { ReturnSequence = true }, cell with { ReturnSequence = true, Reverse = true }, cell with { Reverse = true }, new Bidirectional(cell), new Bidirectional(cell with { ReturnSequence = true })];

    public static IEnumerable<LayerCase> All { get; } = Cells.SelectMany(Ways).Select(layer => new LayerCase(layer, [3, 2]))
        .Concat([new(new LastStep(), [4, 2]), new(new LastStep(), [3, 2, 2]), new(new LastStep(), [3])])
        .SelectMany(layer => new[] { layer, layer with { Masked = true } })
        .Concat([new(new Gru(2), [2, 2]) { SecondOrder = true }, new(new ElmanRnn(2), [2, 2]) { SecondOrder = true }]);
}
