namespace Functional.NN.Properties.Catalogue;

/// <summary>Every optimizer that steps by a gradient, and every transformation, with constants that do not leap away.</summary>
internal static class FirstOrderCases
{
    private static readonly BlockSelection Biases = BlockSelection.OfRole(ParameterRole.Bias);

    public static IMinimizer[] All { get; } =
    [
        new Sgd(0.01), new Sgd(new LinearDecay(0.01, 10)), new Momentum(0.01), new Momentum(0.01, new LinearDecay(0.9, 8, 0.5)), new MomentumByAddition(0.01), new DampenedMomentum(0.01, 0.8, 0.4), new DampenedMomentum(0.01, LooksAhead: true),
        new Nesterov(0.01), new AdaGrad(0.01), new AdaGrad(0.01, 1e-7, 0.1), new AdaGradEpsilonInside(0.01), new RmsProp(0.01), new RmsProp(0.01, Centered: true), new RmsProp(0.01, Momentum: 0.8), new RmsProp(0.01, Centered: true, Momentum: 0.8),
        new RmsPropEpsilonInside(0.01), new AdaDelta(), new Adam(0.01), new AdamEpsilonHat(0.01), new AdamW(0.01), new AmsGrad(0.01), new AdaMax(), new NAdam(), new RAdam(0.01), new Lion(0.001), new Lion(0.001, WeightDecay: 0.1),
        new Rprop(), new Asgd(AverageFrom: 3), new Lamb(0.01),
        .. Transformed,
    ];

    /// <summary>Transformations: of the gradient in stretches, of the whole gradient, after the step, inside each other, in groups.</summary>
    private static IMinimizer[] Transformed =>
    [
        new Adam(0.01).ClippedByValue(0.1), new Momentum(0.01).ClippedByNorm(0.3), new Adam(0.01).ClippedByGlobalNorm(0.5, 1e-6), new Sgd(0.01).WithWeightDecay(0.1, BlockSelection.Weights),
        new Adam(0.01).WithDecoupledWeightDecay(0.01, 0.1, Biases.Inverse()), new RmsProp(0.01).WithRateFactor(0.1, BlockSelection.Under("0")), new Nesterov(0.01).WithGradientNoise(), new Sgd(0.01).Centralized(),
        new Adam(0.01).Accumulated(3), new Adam(0.01).SkippingNotFinite(), new Adam(0.01).WithEma(0.9), new Adam(0.01).WithEma(0.9, debiased: true), new Sgd(0.01).WithSwa(5, 2), new Adam(0.01).WithMaxNorm(0.5), new Momentum(0.01).WithMaxNorm(0.4).WithEma(0.8), new Adam(0.01).WithLookahead(3),
        new Lamb(0.01).WithWeightDecay(0.1).ClippedByGlobalNorm(0.5).WithGradientNoise(0.001), new Lamb(0.01).Accumulated(2).WithEma(0.8), new NAdam().Centralized().ClippedByValue(0.2).SkippingNotFinite().WithLookahead(2),
        new Adam(0.01).WithGroup(Biases, new Sgd(0.1)).WithGroup(BlockSelection.Under("2.weight"), new Lamb(0.02).ClippedByGlobalNorm(0.1)),
        new Adam(0.01).SharpnessAware(), new Sgd(0.01).WithEma(0.9).SharpnessAware(0.2),
        new Rprop().WithGroup(Biases, new Adam(0.01).WithEma(0.5).Accumulated(2)).ClippedByGlobalNorm(0.2),
    ];
}
