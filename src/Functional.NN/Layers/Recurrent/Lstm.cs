using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Long short-term memory over a whole sequence: (i, f, g, o) = x·Wᵢₕ + bᵢₕ + h·Wₕₕ + bₕₕ; c ← σ(f)c + σ(i)tanh(g); h ← σ(o)tanh(c).</summary>
/// <remarks>
/// Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000; gates in the order input, forget, cell, output. The last cell state is a further
/// output, <c>last_cell</c> (N × units). Masks, reversal, parameters and <c>last_hidden</c> are those of <see cref="Recurrent"/>.
/// </remarks>
public sealed record Lstm : Recurrent
{
    /// <summary>An LSTM.</summary>
    /// <param name="Units">the size of the hidden state</param>
    /// <param name="ReturnSequence">all hidden states (T × units), or only the last (units)</param>
    /// <param name="Reverse">run from the last step to the first; outputs stay at their steps</param>
    public Lstm(int Units, bool ReturnSequence = false, bool Reverse = false) : base(Units, ReturnSequence, Reverse)
    {
    }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Lstm With(int? units = null, bool? returnSequence = null, bool? reverse = null) =>
        this with { Units = units ?? Units, ReturnSequence = returnSequence ?? ReturnSequence, Reverse = reverse ?? Reverse };

    internal override ImmutableArray<CellGate> Gates => [new("input", new Sigmoid()), new("forget", new Sigmoid()), new("cell", new Tanh()), new("output", new Sigmoid())];

    private protected override ImmutableArray<string> Carried => ["hidden", "cell"];

    private protected override CellStep Cell(Var weight, Var bias) => (fromInput, state) =>
    {
        var gates = fromInput + Var.Affine(state[0], weight, bias);
        Var i = Var.Sigmoid(Gate(gates, 0)), f = Var.Sigmoid(Gate(gates, 1)), g = Var.Tanh(Gate(gates, 2)), o = Var.Sigmoid(Gate(gates, 3));
        var c = f * state[1] + i * g;
        return new([o * Var.Tanh(c), c], () => [i, f, g, o]);
    };
}
