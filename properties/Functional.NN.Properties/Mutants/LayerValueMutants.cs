namespace Functional.NN.Properties.Mutants;

/// <summary>Layers whose value is wrong, and whose gradient is the gradient of that.</summary>
internal static class LayerValueMutants
{
    private static readonly Func<int, int, bool> UpToOneLater = (query, key) => key <= query + 1, Everything = (_, _) => true;

    public static IEnumerable<Mutant> All =>
    [
        .. Mutant.Of("layer", NamedCheck<ILayer>.OfKeys(LayerChecks.KeepsTheMean, tests: 5), new Dropout(0.4),
            ("dropout does not divide by 1 − p", Of((c, x) => c.Training ? x * c.Bernoulli(x.Shape, 0.6) : x)),
            ("dropout divides by p", Of((c, x) => c.Training ? x * c.Bernoulli(x.Shape, 0.6) / 0.4 : x)),
            ("dropout drops what it should keep", Of((c, x) => c.Training ? x * (1 - c.Bernoulli(x.Shape, 0.6)) / 0.6 : x)),
            ("dropout drops in evaluation as well", Of((c, x) => x * c.Bernoulli(x.Shape, 0.6) / 0.6)),
            ("dropout drops in evaluation and not in training", Of((c, x) => c.Training ? x : x * c.Bernoulli(x.Shape, 0.6) / 0.6))),
        .. Mutant.Of("layer", NamedCheck<ILayer>.OfKeys(LayerChecks.DisturbsEachSampleByItself, tests: 5), new Dropout(0.4),
            ("dropout has one mask for all samples", Of((c, x) => x * c.BernoulliOnce([1, x.Shape[1]], 0.6) / 0.6))),
        .. Mutant.Of("layer", NamedCheck<ILayer>.OfKeys(LayerChecks.RunningValuesFollowTheBatch), new BatchNorm(),
            ("batch normalisation's running values stand still", new ChangedLayer(new BatchNorm(), applied => applied with { State = [] })),
            ("batch normalisation's running variance is the biased one", new ChangedLayer(new BatchNorm(), applied => Updated(applied, "running_var", v => 0.9 + (v - 0.9) * 5 / 6))),
            ("batch normalisation's running mean is the batch's", new ChangedLayer(new BatchNorm(), applied => Updated(applied, "running_mean", mean => 10 * mean))),
            ("batch normalisation's momentum weighs the old values", new BatchNorm(Momentum: 0.9))),
        .. Mutant.Of("layer", NamedCheck<ILayer>.OfKeys(LayerChecks.SamplesAreAloneInEvaluation), new BatchNorm(),
            ("batch normalisation looks at the batch in evaluation", Of(x => (x - x.Mean([0], keep: true)) / 2)),
            ("layer normalisation averages over the samples", Of(x => x / Var.Sqrt((x * x).Mean([0], keep: true) + 1)))),
        .. Mutant.Of("layer", NamedCheck<ILayer>.OfKeys(LayerChecks.IsTheFormulaOfAnLstm), new Lstm(2),
            ("an LSTM has its input and forget gates swapped", LstmByHand.Layer((i, f, g, o, c) => i * c + f * g)),
            ("an LSTM has no forget gate", LstmByHand.Layer((i, f, g, o, c) => c + i * g)),
            ("an LSTM puts out its cell without tanh", LstmByHand.Layer(LstmByHand.Right, c => c))),
        .. Mutant.Of("layer", NamedCheck<ILayer>.OfKeys(LayerChecks.IsTheFormulaOfAnLstm), LstmByHand.Layer(LstmByHand.Right), ("an LSTM begins with a cell of 0.01", LstmByHand.Layer((i, f, g, o, c) => f * (c + 0.01) + i * g))),
        .. Mutant.Of("layer", NamedCheck<ILayer>.OfKeys(LayerChecks.IsTheFormulaOfAttention), Attending(causal: false, scale: null),
            ("attention has no scale", Attending(causal: false, scale: 1)), ("attention divides by E", Attending(causal: false, scale: 0.25)), ("attention hides what is later although nobody asked", Attending(causal: true, scale: null))),
        .. Mutant.Of("layer", NamedCheck<ILayer>.OfKeys(LayerChecks.LooksNotAhead), Attending(causal: true, scale: null),
            ("causal attention sees one step too many", Hiding(UpToOneLater)), ("causal attention hides nothing", Hiding(Everything))),
        .. Mutant.Of("layer", NamedCheck<ILayer>.OfKeys(LayerChecks.LooksNotAhead), Hiding((query, key) => key <= query), ("causal attention hides what was instead of what comes", Hiding((query, key) => key >= query))),
    ];

    private static ILayer Of(Func<Var, Var> apply) => Layer.From("mutant", apply);

    private static ILayer Of(Func<LayerContext, Var, Var> apply) => Layer.From("mutant", apply);

    /// <summary>Attention of sequences to themselves, with one head.</summary>
    private static ILayer Attending(bool causal, double? scale) => Of(x =>
    {
        var heads = x.Reshape(x.Shape[0], 1, x.Shape[1], x.Shape[2]);
        return Attention.ScaledDotProduct(heads, heads, heads, causal, scale: scale).Reshape(x.Shape);
    });

    /// <summary>The same, with what a query sees told.</summary>
    private static ILayer Hiding(Func<int, int, bool> sees) => Of(x =>
    {
        int steps = x.Shape[1];
        var seen = Var.Constant(Tensor.Generate([steps, steps], i => sees(i / steps, i % steps) ? 1.0 : 0));
        return Var.MatMul(Var.Softmax(Var.Where(seen, Var.MatMul(x, x, transposeB: true), -1000)), x);
    });

    private static Applied Updated(Applied applied, string name, Func<Var, Var> change) =>
        applied with { State = [.. applied.State.Select(update => update.Path.EndsWith(name, StringComparison.Ordinal) ? update with { Value = change(update.Value) } : update)] };

    /// <summary>A layer with something done to what it gives.</summary>
    private sealed record ChangedLayer(ILayer Inner, Func<Applied, Applied> Change) : ILayer
    {
        public Shape OutputShape(Shape input) => Inner.OutputShape(input);

        public IReadOnlyList<ParameterSpec> Parameters(Shape input) => Inner.Parameters(input);

        public IReadOnlyList<StateSpec> State(Shape input) => Inner.State(input);

        public Applied Apply(LayerContext context, Var x) => Change(Inner.Apply(context, x));
    }
}
