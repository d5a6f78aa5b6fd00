namespace Functional.NN.Experiments.Verification;

/// <summary>Layers that disturb what passes through them in training.</summary>
internal static class NoiseCases
{
    public static IEnumerable<LayerCase> All { get; } =
    [
        new(new Dropout(0.4), [2, 3]), new(new Dropout(0), [3]),
        new(new SpatialDropout(0.4), [3, 2, 2]), new(new SpatialDropout(0.3, ChannelAxis: -1), [3, 4]),
        new(new AlphaDropout(0.3), [2, 3]), new(new AlphaDropout(0), [3]),
        new(new GaussianNoise(0.5), [2, 3]), new(new GaussianNoise(0), [3]),
        new(new DropConnect(3, 0.4), [4]) { SecondOrder = true }, new(new DropConnect(3, 0.4, Bias: false, PerSample: false), [4]) { SecondOrder = true }, new(new DropConnect(2, 0), [3]),
        new(new WeightNoise(new Dense(3), 0.2), [4]) { SecondOrder = true }, new(new WeightNoise(new Dense(2), 0), [3]),
        new(new WeightNoise(new Sequential(new Dense(3), new LayerNorm(), new Tanh(), new Shared("twice", new Dense(3)), new Shared("twice", new Dense(3))), 0.2), [4]),
        new(new Shared("noisy", new WeightNoise(new Lstm(2), 0.1)), [3, 2]) { Masked = true },
    ];
}
