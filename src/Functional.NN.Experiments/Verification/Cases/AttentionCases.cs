namespace Functional.NN.Experiments.Verification;

/// <summary>Attention and positions.</summary>
internal static class AttentionCases
{
    /// <summary>The encoder's layer as in the paper: attention, then two layers at each position, each with the input added and normalised after.</summary>
    private static readonly Sequential Encoder = new(new SinusoidalPositions(), new Residual(new MultiHeadAttention(2, Dropout: 0.2)), new LayerNorm(),
        new Residual(new Dense(6, PerPosition: true), new Relu(), new Dropout(0.2), new Dense(4, PerPosition: true)), new LayerNorm());

    /// <summary>The same normalised before, causal, of which the last step is taken.</summary>
    private static readonly Sequential Decoder = new(new Residual(new LayerNorm(), new MultiHeadAttention(2, Causal: true)),
        new Residual(new LayerNorm(), new Dense(6, PerPosition: true), new Gelu(), new Dense(4, PerPosition: true)), new LayerNorm(), new LastStep());

    public static IEnumerable<LayerCase> All { get; } = new LayerCase[]
    {
        new(new MultiHeadAttention(1), [3, 2]), new(new MultiHeadAttention(2), [3, 4]), new(new MultiHeadAttention(3, Causal: true), [4, 3]), new(new MultiHeadAttention(2, Bias: false), [2, 4]),
        new(new MultiHeadAttention(2, Dropout: 0.4, Initializer: new NormalValues(0.5)), [3, 4]), new(new MultiHeadAttention(1, Causal: true), [1, 2]), new(new SinusoidalPositions(), [3, 4]), new(new SinusoidalPositions(50), [2, 3]),
        new(Encoder, [3, 4]), new(Decoder, [3, 4]), new(new Sequential(new Embedding(5, 4), Decoder), [4]) { Indices = 5 },
    }.SelectMany(layer => new[] { layer, layer with { Masked = true } }).Concat([new(new MultiHeadAttention(2, Causal: true), [2, 2]) { SecondOrder = true, Samples = 2 }]);
}
