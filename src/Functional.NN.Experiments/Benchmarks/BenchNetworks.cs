namespace Functional.NN.Experiments;

/// <summary>A network whose training is measured, and what it trains on.</summary>
/// <param name="Name">as cases say it</param>
/// <param name="Network">the network</param>
/// <param name="OnImages">whether it trains on images; else on drawn points</param>
internal sealed record BenchNetwork(string Name, Network Network, bool OnImages = true)
{
    private const int Side = 28, Classes = 10;

    private static readonly Shape Image = [1, Side, Side];

    /// <summary>One line a network. Those of sequences read an image as 28 steps of 28 numbers.</summary>
    public static IReadOnlyList<BenchNetwork> All { get; } =
    [
        new("mlp", Networks.Mlp(Image, [256, 128, Classes])),
        new("lenet5", Networks.LeNet5(Image, Classes)),
        new("tiny", new Network([4], new Dense(32), new Tanh(), new Dense(16), new Tanh(), new Dense(4)), OnImages: false),
        new("batchnorm-convnet", new Network(Image,
            new Conv2D(16, 3, Padding: 1, Bias: false), new BatchNorm(), new Relu(), new MaxPool2D(2),
            new Conv2D(32, 3, Padding: 1, Bias: false), new BatchNorm(), new Relu(), new MaxPool2D(2),
            new Flatten(), new Dense(Classes))),
        new("lstm", new Network(Image, new Reshape([Side, Side]), new Lstm(128), new Dense(Classes))),
        new("gru", new Network(Image, new Reshape([Side, Side]), new Gru(128), new Dense(Classes))),
        new("attention", new Network(Image,
            new Reshape([Side, Side]), new Dense(64, PerPosition: true), new SinusoidalPositions(),
            new Residual(new MultiHeadAttention(4)), new LayerNorm(),
            new Residual(new Dense(128, PerPosition: true), new Relu(), new Dense(64, PerPosition: true)), new LayerNorm(),
            new Flatten(), new Dense(Classes))),
    ];

    /// <summary>The network of a name, if there is one.</summary>
    public static BenchNetwork? Find(string name) => All.FirstOrDefault(network => network.Name == name);
}
