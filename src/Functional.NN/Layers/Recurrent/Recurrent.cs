using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A layer that walks over the steps of sequences and carries a state from each to the next: hₜ = cell(xₜ·Wᵢₕ + bᵢₕ, hₜ₋₁; Wₕₕ, bₕₕ).</summary>
/// <remarks>
/// Samples are T × features, and the state starts at zero. With G numbers a unit inside the cell (its gates, in the cell's order) the parameters are
/// <c>weight_ih</c> (features × G·units), <c>weight_hh</c> (units × G·units), <c>bias_ih</c> and <c>bias_hh</c> (G·units), all uniform in ±1/√units at first unless told; an initialiser draws
/// the part of each gate by itself, so that an orthogonal one makes G orthogonal matrices of Wₕₕ.
/// A masked step carries the state and gives output 0; the last state is that of the last step that counts, and a reversed run starts there.
/// The state after the run is a further output, <c>last_hidden</c> (N × units), whatever the layer returns.
/// </remarks>
public abstract record Recurrent : ILayer
{
    /// <summary>A layer with so many units.</summary>
    private protected Recurrent(int units, bool returnSequence, bool reverse, IInitializer? initializer, IInitializer? recurrentInitializer, IInitializer? biasInitializer) =>
        (Units, ReturnSequence, Reverse, Initializer, RecurrentInitializer, BiasInitializer) = (units, returnSequence, reverse, initializer, recurrentInitializer, biasInitializer);

    /// <summary>The size of the hidden state.</summary>
    public int Units { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"{GetType().Name}: the number of units must be positive, got {value}.")); }

    /// <summary>All hidden states (T × units), or only the last (units).</summary>
    public bool ReturnSequence { get; init; }

    /// <summary>Run from the last step to the first; outputs stay at their steps.</summary>
    public bool Reverse { get; init; }

    /// <summary>What Wᵢₕ starts as, gate by gate (features × units); uniform in ±1/√units where there is none.</summary>
    public IInitializer? Initializer { get; init; }

    /// <summary>What Wₕₕ starts as, gate by gate (units × units); uniform in ±1/√units where there is none.</summary>
    public IInitializer? RecurrentInitializer { get; init; }

    /// <summary>What both biases start as, gate by gate (units); uniform in ±1/√units where there is none.</summary>
    public IInitializer? BiasInitializer { get; init; }

    /// <summary>The G numbers that a unit has inside the cell, in the order in which the parameters hold them.</summary>
    internal abstract ImmutableArray<CellGate> Gates { get; }

    /// <summary>The names of what is carried from step to step; the first is the hidden state, which is the output.</summary>
    private protected virtual ImmutableArray<string> Carried => ["hidden"];

    /// <summary>One step of the cell.</summary>
    /// <param name="fromInput">(N × G·units), x·Wᵢₕ + bᵢₕ of the step</param>
    /// <param name="state">(N × units) each, as <see cref="Carried"/> names them</param>
    private protected delegate CellState CellStep(Var fromInput, ImmutableArray<Var> state);

    /// <summary>What a step of the cell comes to.</summary>
    /// <param name="Next">the next state, as <see cref="Carried"/> names it</param>
    /// <param name="Gates">what the <see cref="Recurrent.Gates"/> gave, (N × units) each; asked for by who watches alone, so that it costs others nothing</param>
    private protected readonly record struct CellState(ImmutableArray<Var> Next, Func<ImmutableArray<Var>> Gates);

    /// <summary>The cell with its recurrent weights.</summary>
    /// <param name="weight">Wₕₕ (units × G·units)</param>
    /// <param name="bias">bₕₕ (G·units)</param>
    private protected abstract CellStep Cell(Var weight, Var bias);

    /// <summary>What stands behind the number of units in the text; empty when there is nothing.</summary>
    private protected virtual string Details => "";

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        int steps = Sequences.Checked(input)[0];
        return ReturnSequence ? Shape.Of(steps, Units) : Shape.Of(Units);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        int width = Gates.Length * Units;
        return
        [
            new("weight_ih", Shape.Of(input[1], width), Each(Initializer)), new("weight_hh", Shape.Of(Units, width), Each(RecurrentInitializer)),
            new("bias_ih", Shape.Of(width), BiasOfInput(Each(BiasInitializer)), ParameterRole.Bias), new("bias_hh", Shape.Of(width), BiasOfState(Each(BiasInitializer)), ParameterRole.Bias),
        ];
    }

    private IInitializer Each(IInitializer? ofGate) => ofGate is null ? new UniformValues(1 / Math.Sqrt(Units)) : new GateByGate(ofGate, Gates.Length);

    /// <summary>What bᵢₕ starts as in this cell, where biases are drawn like this.</summary>
    private protected virtual IInitializer BiasOfInput(IInitializer drawn) => drawn;

    /// <summary>What bₕₕ starts as in this cell, where biases are drawn like this.</summary>
    private protected virtual IInitializer BiasOfState(IInitializer drawn) => drawn;

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        int samples = x.Shape[0], steps = x.Shape[1];
        var mask = Sequences.Mask(context, x, GetType().Name);
        var cell = Cell(context.Parameter("weight_hh"), context.Parameter("bias_hh"));
        // What stands in masked steps may be anything, no numbers even: it is out of the way before it meets a weight.
        var shown = mask is null ? x : Var.Where(mask.Reshape(samples, steps, 1), x, 0);
        var fromInput = Var.Affine(shown.Reshape(samples * steps, x.Shape[2]), context.Parameter("weight_ih"), context.Parameter("bias_ih")).Reshape(samples, steps, Gates.Length * Units);
        ImmutableArray<Var> state = [.. Enumerable.Repeat(x.Like(Shape.Of(samples, Units), 0), Carried.Length)];
        var outputs = new Var[steps];
        var watched = context.IsWatched ? new ImmutableArray<Var>[steps] : null;
        foreach (int t in Reverse ? Enumerable.Range(0, steps).Reverse() : Enumerable.Range(0, steps))
        {
            var (next, gates) = cell(fromInput.At(1, t), state);
            if (watched is not null) watched[t] = gates();
            var counts = mask?.Slice(1, t, 1);
            state = counts is null ? next : [.. next.Zip(state, (after, before) => Var.Where(counts, after, before))];
            outputs[t] = counts is null ? next[0] : Var.Where(counts, next[0], 0);
        }
        if (watched is not null) context.Watch(Gates.Select((gate, g) => new WatchedGate(Gates.Length == 1 ? "" : gate.Name, gate.Function, Var.Stack(1, watched.Select(step => step[g])))));
        return Applied.Of(ReturnSequence ? Var.Stack(1, outputs) : state[0]) with { Outputs = [.. Carried.Zip(state, (name, last) => context.Output($"last_{name}", last))] };
    }

    /// <summary>One of the cell's gates (N × units) of numbers that hold them side by side.</summary>
    private protected Var Gate(Var gates, int number) => gates.Slice(1, number * Units, Units);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public sealed override string ToString() => Sentence.Of($"{GetType().Name}({Units}{Details}{(ReturnSequence ? ", sequence" : "")}{(Reverse ? ", reversed" : "")})");
}
