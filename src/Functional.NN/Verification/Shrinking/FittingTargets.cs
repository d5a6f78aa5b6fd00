namespace Functional.NN;

/// <summary>Targets for outputs of another shape, found from those for the outputs there were.</summary>
internal static class FittingTargets
{
    /// <summary>Axes that were as long as the output's are as long as the new one's; class indices are brought below the number of classes.</summary>
    /// <param name="targets">(N × target shape)</param>
    /// <param name="before">the shape of an output they fit</param>
    /// <param name="after">the shape of an output they are to fit</param>
    /// <param name="key">gives numbers where there are none</param>
    public static Tensor<double> Of(Tensor<double> targets, Shape before, Shape after, RandomKey key)
    {
        if (before == after) return targets;
        int samples = targets.Shape[0];
        var sample = targets.Shape.Sample;
        var wanted = sample == before ? after
            : Shape.Of([.. sample.Select((length, axis) => axis < before.Rank && axis < after.Rank && length == before[axis] ? after[axis] : length)]);
        if (!Corner.Fits(sample, wanted)) return key.Fold("targets").Normal<double>(wanted.Prepend(samples));
        var kept = Corner.Of(targets, wanted.Prepend(samples));
        return sample == before || after.Rank == 0 ? kept : kept.Map(t => t == Math.Floor(t) ? Math.Min(t, Math.Max(1, after.Max()) - 1) : t);
    }
}
