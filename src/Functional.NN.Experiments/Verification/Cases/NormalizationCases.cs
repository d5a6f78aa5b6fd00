namespace Functional.NN.Experiments.Verification;

/// <summary>Normalisations.</summary>
internal static class NormalizationCases
{
    public static IEnumerable<LayerCase> All { get; } = new LayerCase[]
    {
        new(new BatchNorm(), [3]), new(new BatchNorm(Epsilon: 0.1, Affine: false), [2, 3]), new(new BatchNorm(Momentum: 0.5), [2, 3, 3]),
        new(new BatchNorm(ChannelAxis: -1), [4, 3]), new(new BatchNorm(ChannelAxis: -1), [4, 3]) { Masked = true },
        new(new LayerNorm(), [5]), new(new LayerNorm(), [3, 4]), new(new LayerNorm(TrailingAxes: 2, Epsilon: 0.1), [2, 3, 2]), new(new LayerNorm(Affine: false), [4]),
        new(new GroupNorm(2), [4, 2, 2]), new(new GroupNorm(3, Epsilon: 0.1), [6]), new(new GroupNorm(3, Affine: false), [3, 4]),
        new(new RmsNorm(), [5]), new(new RmsNorm(Epsilon: 0.1, Affine: false), [3, 4]),
        new(new LocalResponseNormalization(Alpha: 0.5), [7, 2, 2]), new(new LocalResponseNormalization(Size: 4, Alpha: 0.5, Beta: 0.5, K: 1, AlphaOverSize: true), [6]), new(new LocalResponseNormalization(Size: 1), [2, 3]),
    }.Select(layer => layer with { Samples = 4 });
}
