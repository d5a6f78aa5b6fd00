using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Long short-term memory over a whole sequence: (i, f, g, o) = x·Wᵢₕ + bᵢₕ + h·Wₕₕ + bₕₕ; c ← σ(f)c + σ(i)tanh(g); h ← σ(o)tanh(c).</summary>
/// <remarks>
/// Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000; gates in the order input, forget, cell, output. The last cell state is a further
/// output, <c>last_cell</c> (N × units). Masks, reversal, parameters and <c>last_hidden</c> are those of <see cref="Recurrent"/>.
/// </remarks>
public sealed record Lstm : Recurrent
{
    /// <summary>The number of the forget gate.</summary>
    private const int Forget = 1;

    /// <summary>An LSTM.</summary>
    /// <param name="Units">the size of the hidden state</param>
    /// <param name="ReturnSequence">all hidden states (T × units), or only the last (units)</param>
    /// <param name="Reverse">run from the last step to the first; outputs stay at their steps</param>
    /// <param name="Initializer">of Wᵢₕ, gate by gate; uniform in ±1/√units when none is given</param>
    /// <param name="RecurrentInitializer">of Wₕₕ, gate by gate, such as <see cref="Orthogonal"/>; uniform in ±1/√units when none is given</param>
    /// <param name="BiasInitializer">of both biases; uniform in ±1/√units when none is given</param>
    /// <param name="ForgetBias">what the forget gate's bias starts as, such as 1 to begin open (Gers, Schmidhuber and Cummins 2000; Jozefowicz, Zaremba and Sutskever 2015); drawn as the others' when none is given</param>
    public Lstm(int Units, bool ReturnSequence = false, bool Reverse = false, IInitializer? Initializer = null, IInitializer? RecurrentInitializer = null, IInitializer? BiasInitializer = null, double? ForgetBias = null) : base(Units, ReturnSequence, Reverse, Initializer, RecurrentInitializer, BiasInitializer) =>
        this.ForgetBias = ForgetBias;

    /// <summary>What the bias of the forget gate starts as, bᵢₕ + bₕₕ = b + 0, so that f = σ(b) where nothing comes in; drawn as the other gates' where there is none.</summary>
    public double? ForgetBias { get; init => field = value is null or (> double.NegativeInfinity and < double.PositiveInfinity) ? value : throw new NNException(Sentence.Of($"Lstm: the forget gate's bias must be a finite number, got {value}.")); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Lstm With(int? units = null, bool? returnSequence = null, bool? reverse = null, IInitializer? initializer = null, IInitializer? recurrentInitializer = null, IInitializer? biasInitializer = null, double? forgetBias = null) => this with
    {
        Units = units ?? Units,
        ReturnSequence = returnSequence ?? ReturnSequence,
        Reverse = reverse ?? Reverse,
        Initializer = initializer ?? Initializer,
        RecurrentInitializer = recurrentInitializer ?? RecurrentInitializer,
        BiasInitializer = biasInitializer ?? BiasInitializer,
        ForgetBias = forgetBias ?? ForgetBias,
    };

    internal override ImmutableArray<CellGate> Gates => [new("input", new Sigmoid()), new("forget", new Sigmoid()), new("cell", new Tanh()), new("output", new Sigmoid())];

    private protected override ImmutableArray<string> Carried => ["hidden", "cell"];

    private protected override IInitializer BiasOfInput(IInitializer drawn) => ForgetBias is { } b ? new OneGate(drawn, Forget, Units, b) : drawn;

    private protected override IInitializer BiasOfState(IInitializer drawn) => ForgetBias is null ? drawn : new OneGate(drawn, Forget, Units, 0);

    private protected override CellStep Cell(Var weight, Var bias) => (fromInput, state) =>
    {
        var gates = fromInput + Var.Affine(state[0], weight, bias);
        Var i = Var.Sigmoid(Gate(gates, 0)), f = Var.Sigmoid(Gate(gates, Forget)), g = Var.Tanh(Gate(gates, 2)), o = Var.Sigmoid(Gate(gates, 3));
        var c = f * state[1] + i * g;
        return new([o * Var.Tanh(c), c], () => [i, f, g, o]);
    };
}
