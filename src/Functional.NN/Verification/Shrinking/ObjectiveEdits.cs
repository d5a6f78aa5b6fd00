namespace Functional.NN;

/// <summary>Simpler objectives: one penalty alone, without one, without any; the squared error or a plain sum in place of the loss.</summary>
internal static class ObjectiveEdits
{
    /// <summary>Σ y, the sum of a sample's outputs, whatever the target.</summary>
    public static ILoss PlainSum { get; } = Loss.From("sum", (prediction, _) => prediction.Reshape(prediction.Shape[0], -1).Sum(1));

    public static IEnumerable<Func<ShrinkCandidate>> Of(ShrinkCandidate c)
    {
        yield return () => Squared(c, []);
        yield return () => Summed(c, []);
        if (c.Objective is not Supervised supervised) yield break;
        var penalties = supervised.Penalties;
        if (!penalties.IsEmpty) yield return () => c with { Objective = supervised.With(penalties: []) };
        yield return () => Squared(c, penalties);
        yield return () => Summed(c, penalties);
        for (int i = 0; i < penalties.Length; i++)
        {
            int at = i;
            yield return () => c with { Objective = supervised.With(penalties: [penalties[at]]) };
            yield return () => c with { Objective = supervised.With(penalties: penalties.RemoveAt(at)) };
        }
    }

    private static ShrinkCandidate Squared(ShrinkCandidate c, IEnumerable<IPenalty> penalties) => c with
    {
        Objective = Objective.Supervised(new MeanSquaredError(), penalties),
        Batch = c.Batch with { Targets = c.Batch.Targets.Shape.Sample == c.Network.Output ? c.Batch.Targets : Tensor.Zeros<double>(c.Network.Output.Prepend(c.Batch.Count)) },
    };

    /// <summary>The sum of the outputs, with penalties, in place of the objective.</summary>
    public static ShrinkCandidate Summed(ShrinkCandidate c, IEnumerable<IPenalty> penalties) => c with
    {
        Objective = Objective.Supervised(PlainSum, penalties),
        Batch = c.Batch with { Targets = Tensor.Zeros<double>([c.Batch.Count]) },
    };
}
