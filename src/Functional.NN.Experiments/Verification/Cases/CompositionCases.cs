namespace Functional.NN.Experiments.Verification;

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
        new(new ParallelLayers(new Dense(2), new Sequential(new Dense(3), new Tanh()), new BatchNorm()), [4]) { SecondOrder = true },
        new(new ParallelLayers([new Conv2D(2, 3, Padding: 1), new Conv2D(1, 1), new MaxPool2D(3, 1, 1)]), [2, 4, 3]),
        new(new ParallelLayers([new Dense(2, PerPosition: true), new Lstm(3, ReturnSequence: true)], Axis: -1), [3, 2]) { Masked = true },
        new(new ParallelLayers([new Conv2D(3, 3, Padding: 1), new Conv2D(3, 1)], Join: Joining.Add), [2, 4, 3]) { SecondOrder = true },
        new(new Branch(new Dense(2).Named("class"), new Sequential(new Dense(3), new Reshape([1, 3])).Named("box")), [4]),
        new(new Repeat(new Sequential(new Dense(4), new Tanh()), 3), [4]) { SecondOrder = true },
        new(new Repeat(new Shared("step", new Dense(4)), 2), [4]),
        new(new Frozen(new Dense(3)), [4]) { SecondOrder = true },
        new(new Sequential(new Dense(4), new Frozen(new Sequential(new Dense(4), new BatchNorm()).Named("fixed")), new Tanh(), new Frozen(new Shared("both", new Dense(4)))), [4]),
        new(Layer.From("twice", x => x * 2), [4]),
    ];
}
