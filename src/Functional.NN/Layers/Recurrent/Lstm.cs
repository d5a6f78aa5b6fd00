namespace Functional.NN;

/// <summary>Long short-term memory over a whole sequence: (i, f, g, o) = x·Wᵢₕ + bᵢₕ + h·Wₕₕ + bₕₕ; c ← σ(f)c + σ(i)tanh(g); h ← σ(o)tanh(c).</summary>
/// <remarks>
/// Hochreiter and Schmidhuber 1997 with the forget gate of Gers et al. 2000; gates in the order input, forget, cell, output. Samples are T × features; the state
/// starts at zero. A masked step carries the state and gives output 0; the last state is that of the last unmasked step.
/// The last cell state is a further output, <c>last_cell</c>.
/// </remarks>
public sealed record Lstm : ILayer
{
    /// <summary>An LSTM.</summary>
    /// <param name="Units">the size of the hidden state</param>
    /// <param name="ReturnSequence">all hidden states (T × units), or only the last (units)</param>
    /// <param name="Reverse">run from the last step to the first; outputs stay at their steps</param>
    public Lstm(int Units, bool ReturnSequence = false, bool Reverse = false) => (this.Units, this.ReturnSequence, this.Reverse) = (Units, ReturnSequence, Reverse);

    /// <summary>The size of the hidden state.</summary>
    public int Units { get; init => field = value > 0 ? value : throw new NNException(Sentence.Of($"Lstm: the number of units must be positive, got {value}.")); }

    /// <summary>All hidden states, or only the last.</summary>
    public bool ReturnSequence { get; init; }

    /// <summary>Run from the last step to the first.</summary>
    public bool Reverse { get; init; }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Lstm With(int? units = null, bool? returnSequence = null, bool? reverse = null) =>
        this with { Units = units ?? Units, ReturnSequence = returnSequence ?? ReturnSequence, Reverse = reverse ?? Reverse };

    /// <inheritdoc/>
    public Shape OutputShape(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Rank != 2) throw new ShapeException(Sentence.Of($"expected sequences (steps × features), got {input}. Reshape the samples to two axes."));
        return ReturnSequence ? Shape.Of(input[0], Units) : Shape.Of(Units);
    }

    /// <inheritdoc/>
    public IReadOnlyList<ParameterSpec> Parameters(Shape input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var uniform = new UniformValues(1 / Math.Sqrt(Units));
        return
        [
            new("weight_ih", Shape.Of(input[1], 4 * Units), uniform), new("weight_hh", Shape.Of(Units, 4 * Units), uniform),
            new("bias_ih", Shape.Of(4 * Units), uniform, ParameterRole.Bias), new("bias_hh", Shape.Of(4 * Units), uniform, ParameterRole.Bias),
        ];
    }

    /// <inheritdoc/>
    public Applied Apply(LayerContext context, Var x)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(x);
        int samples = x.Shape[0], steps = x.Shape[1];
        if (context.Mask is { } given && given.Shape != Shape.Of(samples, steps)) throw new ShapeException(Sentence.Of($"Lstm: expected a mask of {samples}×{steps}, one number a step, got {given.Shape}."));
        Var recurrent = context.Parameter("weight_hh"), recurrentBias = context.Parameter("bias_hh");
        var fromInput = Var.Affine(x.Reshape(samples * steps, x.Shape[2]), context.Parameter("weight_ih"), context.Parameter("bias_ih")).Reshape(samples, steps, 4 * Units);
        Var h = x.Like(Shape.Of(samples, Units), 0), c = h;
        var outputs = new Var[steps];
        foreach (int t in Reverse ? Enumerable.Range(0, steps).Reverse() : Enumerable.Range(0, steps))
        {
            var gates = fromInput.At(1, t) + Var.Affine(h, recurrent, recurrentBias);
            Var i = Var.Sigmoid(Gate(gates, 0)), f = Var.Sigmoid(Gate(gates, 1)), g = Var.Tanh(Gate(gates, 2)), o = Var.Sigmoid(Gate(gates, 3));
            var nextC = f * c + i * g;
            var nextH = o * Var.Tanh(nextC);
            (h, c, outputs[t]) = context.Mask is { } mask ? Masked(mask.Slice(1, t, 1), h, c, nextH, nextC) : (nextH, nextC, nextH);
        }
        return Applied.Of(ReturnSequence ? Var.Stack(1, outputs) : h) with { Outputs = [context.Output("last_cell", c)] };
    }

    /// <inheritdoc/>
    public override string ToString() => $"Lstm({Units}{(ReturnSequence ? ", sequence" : "")}{(Reverse ? ", reversed" : "")})";

    private Var Gate(Var gates, int number) => gates.Slice(1, number * Units, Units);

    private static (Var H, Var C, Var Output) Masked(Var counts, Var h, Var c, Var nextH, Var nextC) =>
        (Var.Where(counts, nextH, h), Var.Where(counts, nextC, c), Var.Where(counts, nextH, 0));
}
