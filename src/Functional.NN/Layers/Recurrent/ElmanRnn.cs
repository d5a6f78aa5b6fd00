using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The simple recurrent network over a whole sequence: h ← φ(x·Wᵢₕ + bᵢₕ + h·Wₕₕ + bₕₕ), φ = tanh unless told.</summary>
/// <remarks>Elman 1990, "Finding structure in time". Masks, reversal, parameters and <c>last_hidden</c> are those of <see cref="Recurrent"/>.</remarks>
public sealed record ElmanRnn : Recurrent
{
    /// <summary>A simple recurrent network.</summary>
    /// <param name="Units">the size of the hidden state</param>
    /// <param name="ReturnSequence">all hidden states (T × units), or only the last (units)</param>
    /// <param name="Reverse">run from the last step to the first; outputs stay at their steps</param>
    /// <param name="Activation">φ; <see cref="Tanh"/> when none is given, often also <see cref="Relu"/></param>
    /// <param name="Initializer">of Wᵢₕ, gate by gate; uniform in ±1/√units when none is given</param>
    /// <param name="RecurrentInitializer">of Wₕₕ, gate by gate, such as <see cref="Orthogonal"/>; uniform in ±1/√units when none is given</param>
    /// <param name="BiasInitializer">of both biases; uniform in ±1/√units when none is given</param>
    public ElmanRnn(int Units, bool ReturnSequence = false, bool Reverse = false, Activation? Activation = null, IInitializer? Initializer = null, IInitializer? RecurrentInitializer = null, IInitializer? BiasInitializer = null) : base(Units, ReturnSequence, Reverse, Initializer, RecurrentInitializer, BiasInitializer) =>
        this.Activation = Activation ?? new Tanh();

    /// <summary>φ, which keeps the number of units.</summary>
    public Activation Activation
    {
        get;
        init => field = value.OutputShape(Shape.Of(Units)) == Shape.Of(Units) ? value
            : throw new NNException(Sentence.Of($"ElmanRnn: the activation must keep the number of units, {Units}; {value} makes {value.OutputShape(Shape.Of(Units))} of them."));
    }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ElmanRnn With(int? units = null, bool? returnSequence = null, bool? reverse = null, Activation? activation = null, IInitializer? initializer = null, IInitializer? recurrentInitializer = null, IInitializer? biasInitializer = null) => this with
    {
        Units = units ?? Units,
        ReturnSequence = returnSequence ?? ReturnSequence,
        Reverse = reverse ?? Reverse,
        Activation = activation ?? Activation,
        Initializer = initializer ?? Initializer,
        RecurrentInitializer = recurrentInitializer ?? RecurrentInitializer,
        BiasInitializer = biasInitializer ?? BiasInitializer,
    };

    internal override ImmutableArray<CellGate> Gates => [new("hidden", Activation)];

    private protected override string Details => Activation is Tanh ? "" : $", {Activation}";

    private protected override CellStep Cell(Var weight, Var bias) => (fromInput, state) =>
    {
        var h = Activation.Apply(fromInput + Var.Affine(state[0], weight, bias));
        return new([h], () => [h]);
    };
}
