using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>
/// Gated recurrent unit over a whole sequence: r = σ(x·Wᵢᵣ + bᵢᵣ + h·Wₕᵣ + bₕᵣ); z likewise; n = tanh(x·Wᵢₙ + bᵢₙ + r ⊙ (h·Wₕₙ + bₕₙ)); h ← (1 − z) ⊙ n + z ⊙ h.
/// </summary>
/// <remarks>
/// Cho et al. 2014, "Learning phrase representations using RNN encoder–decoder"; gates in the order reset, update, new. The paper resets the state before the
/// product, n = tanh(x·Wᵢₙ + bᵢₙ + (r ⊙ h)·Wₕₙ + bₕₙ), which <see cref="ResetBeforeProduct"/> does; resetting after it, the form of most libraries, needs one product a step.
/// Masks, reversal, parameters and <c>last_hidden</c> are those of <see cref="Recurrent"/>.
/// </remarks>
public sealed record Gru : Recurrent
{
    /// <summary>A gated recurrent unit.</summary>
    /// <param name="Units">the size of the hidden state</param>
    /// <param name="ReturnSequence">all hidden states (T × units), or only the last (units)</param>
    /// <param name="Reverse">run from the last step to the first; outputs stay at their steps</param>
    /// <param name="ResetBeforeProduct">reset the state before its product with Wₕₙ, as in the paper, and not after</param>
    /// <param name="Initializer">of Wᵢₕ, gate by gate; uniform in ±1/√units when none is given</param>
    /// <param name="RecurrentInitializer">of Wₕₕ, gate by gate, such as <see cref="Orthogonal"/>; uniform in ±1/√units when none is given</param>
    /// <param name="BiasInitializer">of both biases; uniform in ±1/√units when none is given</param>
    public Gru(int Units, bool ReturnSequence = false, bool Reverse = false, bool ResetBeforeProduct = false, IInitializer? Initializer = null, IInitializer? RecurrentInitializer = null, IInitializer? BiasInitializer = null) : base(Units, ReturnSequence, Reverse, Initializer, RecurrentInitializer, BiasInitializer) =>
        this.ResetBeforeProduct = ResetBeforeProduct;

    /// <summary>Reset the state before its product with Wₕₙ, as in the paper, and not after.</summary>
    public bool ResetBeforeProduct { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Gru With(int? units = null, bool? returnSequence = null, bool? reverse = null, bool? resetBeforeProduct = null, IInitializer? initializer = null, IInitializer? recurrentInitializer = null, IInitializer? biasInitializer = null) => this with
    {
        Units = units ?? Units,
        ReturnSequence = returnSequence ?? ReturnSequence,
        Reverse = reverse ?? Reverse,
        ResetBeforeProduct = resetBeforeProduct ?? ResetBeforeProduct,
        Initializer = initializer ?? Initializer,
        RecurrentInitializer = recurrentInitializer ?? RecurrentInitializer,
        BiasInitializer = biasInitializer ?? BiasInitializer,
    };

    internal override ImmutableArray<CellGate> Gates => [new("reset", new Sigmoid()), new("update", new Sigmoid()), new("new", new Tanh())];

    private protected override string Details => ResetBeforeProduct ? ", reset before the product" : "";

    private protected override CellStep Cell(Var weight, Var bias) => ResetBeforeProduct ? ResetBefore(weight, bias) : (fromInput, state) =>
    {
        var fromState = Var.Affine(state[0], weight, bias);
        var gates = Var.Sigmoid(TwoGates(fromInput) + TwoGates(fromState));
        return Next(gates, Gate(fromInput, 2) + Gate(gates, 0) * Gate(fromState, 2), state[0]);
    };

    private CellStep ResetBefore(Var weight, Var bias)
    {
        Var gateWeight = TwoGates(weight), gateBias = bias.Slice(0, 0, 2 * Units), newWeight = Gate(weight, 2), newBias = bias.Slice(0, 2 * Units, Units);
        return (fromInput, state) =>
        {
            var gates = Var.Sigmoid(TwoGates(fromInput) + Var.Affine(state[0], gateWeight, gateBias));
            return Next(gates, Gate(fromInput, 2) + Var.Affine(Gate(gates, 0) * state[0], newWeight, newBias), state[0]);
        };
    }

    private CellState Next(Var gates, Var sum, Var h)
    {
        Var z = Gate(gates, 1), kept = 1 - z, n = Var.Tanh(sum);
        return new([kept * n + z * h], () => [Gate(gates, 0), z, n]);
    }

    /// <summary>Reset and update, side by side.</summary>
    private Var TwoGates(Var gates) => gates.Slice(1, 0, 2 * Units);
}
