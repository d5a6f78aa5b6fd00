namespace Functional.NN.Properties.Catalogue;

/// <summary>Layers made of layers.</summary>
internal static class CompositionCases
{
    public static IEnumerable<LayerCase> All { get; } =
    [
        new(new Sequential(new Dense(3), new Tanh(), new BatchNorm()), [4]),
        new(new Residual(new Dense(4), new Tanh()), [4]),
        new(new Sequential(new Shared("both", new Dense(4)), new Tanh(), new Shared("both", new Dense(4))), [4]),
        new(new Sequential(new Shared("tied", new Dense(3)), new Tanh(), new Shared("tied", new Dense(4), Transpose: true)), [4]),
        new(new Shared("one", new Dense(3)), [4]),
        new(Layer.From("twice", x => x * 2), [4]),
    ];
}
