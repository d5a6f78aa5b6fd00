namespace Functional.NN.Properties.Catalogue;

/// <summary>Fully connected layers; all are checked to second order.</summary>
internal static class DenseCases
{
    public static IEnumerable<LayerCase> All { get; } = new LayerCase[]
    {
        new(new Dense(3), [4]), new(new Dense(2, Bias: false), [3]), new(new Dense(2, PerPosition: true), [3, 4]),
    }.Select(layer => layer with { SecondOrder = true });
}
