using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Generators;

/// <summary>Generators of layers for sequences: steps × features.</summary>
internal static class SequenceLayers
{
    public static Gen<ILayer> On(Shape input, int width) => Gen.Frequency(
        (5, RecurrentOf(width)),
        (3, AttentionOn(input)),
        (2, PerPosition(width)),
        (3, SignalLayers.On(input, width)),
        (1, Gen.Elements<ILayer>(new LastStep(), new SinusoidalPositions(), new SinusoidalPositions(50))),
        (1, Gen.Elements<ILayer>(new Flatten(), new SwapAxes(), new Reshape(Shape.Of(input[1], input[0])))),
        (1, Activations.MaxoutOn(input)));

    /// <summary>A recurrent layer in one direction, in the other, or in both.</summary>
    private static Gen<ILayer> RecurrentOf(int width) =>
        from units in Gen.Choose(1, width)
        from all in Draw.Coin
        from cell in Gen.Elements<Recurrent>(new Lstm(units, all), new Gru(units, all), new Gru(units, all, ResetBeforeProduct: true), new ElmanRnn(units, all), new ElmanRnn(units, all, Activation: new Softplus()))
        from layer in Gen.Elements<ILayer>(cell, cell with { Reverse = true }, new Bidirectional(cell))
        select layer;

    /// <summary>Attention by itself, with what came added, or as an encoder's layer.</summary>
    private static Gen<ILayer> AttentionOn(Shape input) =>
        from heads in Activations.DivisorOf(input[1])
        from causal in Draw.Coin
        from dropout in Gen.Elements(0, 0, 0.2)
        let attention = new MultiHeadAttention(heads, causal, Dropout: dropout)
        from layer in Gen.Elements<ILayer>(attention, new Residual(attention), new Sequential(new Residual(new LayerNorm(Epsilon: 0.05), attention), new Residual(new Dense(input[1], PerPosition: true), new Gelu())))
        select layer;

    private static Gen<ILayer> PerPosition(int width) =>
        from units in Gen.Choose(1, width)
        from layer in Gen.Elements<ILayer>(new Dense(units, PerPosition: true),
            new ParallelLayers([new Dense(units, PerPosition: true), new Gru(1, ReturnSequence: true)], Axis: -1),
            new Sequential(new WeightNoise(new Dense(units, PerPosition: true), 0.1), new Silu()))
        select layer;
}
