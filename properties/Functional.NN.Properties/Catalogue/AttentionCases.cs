namespace Functional.NN.Properties.Catalogue;

/// <summary>Attention and positions.</summary>
internal static class AttentionCases
{
    public static IEnumerable<LayerCase> All { get; } = new LayerCase[]
    {
        new(new MultiHeadAttention(1), [3, 2]), new(new MultiHeadAttention(2), [3, 4]), new(new MultiHeadAttention(3, Causal: true), [4, 3]), new(new MultiHeadAttention(2, Bias: false), [2, 4]),
        new(new MultiHeadAttention(2, Dropout: 0.4, Initializer: new NormalValues(0.5)), [3, 4]), new(new MultiHeadAttention(1, Causal: true), [1, 2]), new(new SinusoidalPositions(), [3, 4]), new(new SinusoidalPositions(50), [2, 3]),
    }.SelectMany(layer => new[] { layer, layer with { Masked = true } }).Concat([new(new MultiHeadAttention(2, Causal: true), [2, 2]) { SecondOrder = true, Samples = 2 }]);
}
