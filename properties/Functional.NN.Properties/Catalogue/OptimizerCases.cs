namespace Functional.NN.Properties.Catalogue;

/// <summary>Every optimizer of the catalogue, with constants that do not leap away.</summary>
internal static class OptimizerCases
{
    public static IOptimizer[] All { get; } =
    [
        new Sgd(0.01), new Sgd(new LinearDecay(0.01, 10)), new Momentum(0.01), new Nesterov(0.01), new AdaGrad(0.01), new RmsProp(0.01), new Adam(0.01), new AdamW(0.01),
    ];
}
