namespace Functional.NN.Experiments.Verification;

/// <summary>Fixed feature maps and tables of rows.</summary>
internal static class FeatureCases
{
    public static IEnumerable<LayerCase> All { get; } =
    [
        new(new PolynomialFeatures(), [3]) { SecondOrder = true }, new(new PolynomialFeatures(4, One: false), [2]) { SecondOrder = true }, new(new PolynomialFeatures(1), [2]),
        new(new RandomFourierFeatures(5), [3]) { SecondOrder = true }, new(new RandomFourierFeatures(4, Deviation: 2, Seed: 7), [2]),
        new(new Embedding(6, 3), [4]) { Indices = 6 }, new(new Embedding(5, 2, Padding: 0), [2, 3]) { Indices = 5 }, new(new Embedding(3, 2, Initializer: new Zeros()), []) { Indices = 3 },
    ];
}
