namespace Functional.NN.Experiments.Verification;

/// <summary>Every layer of the catalogue, family by family.</summary>
internal static class LayerCases
{
    public static LayerCase[] All { get; } =
    [
        .. ActivationCases.All,
        .. ActivityCases.All,
        .. ArrangingCases.All,
        .. AttentionCases.All,
        .. CompositionCases.All,
        .. ConvolutionCases.All,
        .. DenseCases.All,
        .. FeatureCases.All,
        .. NoiseCases.All,
        .. NormalizationCases.All,
        .. PoolingCases.All,
        .. RecurrentCases.All,
    ];
}
