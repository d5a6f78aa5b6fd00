namespace Functional.NN;

/// <summary>Samples for the linear methods: checked, and targets as a matrix.</summary>
internal static class LinearSamples
{
    /// <summary>Inputs (N × d) and targets (N) or (N × m) with the targets as (N × m).</summary>
    public static (Tensor<double> Inputs, Tensor<double> Targets) Of(Tensor<double> x, Tensor<double> targets, string who)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(targets);
        if (x.Shape.Rank != 2 || x.Shape.Size == 0) throw new ShapeException($"{who}: expected inputs (N × d) with one sample and one input or more, got {x.Shape}.");
        if (targets.Shape.Rank is not (1 or 2) || targets.Shape[0] != x.Shape[0] || targets.Shape.Size == 0)
            throw new ShapeException($"{who}: expected targets (N) or (N × m) for the {x.Shape[0]} samples, got {targets.Shape}.");
        if (!x.IsFinite || !targets.IsFinite) throw new NNException($"{who}: an input or target is a NaN or infinite.");
        return (x, targets.Reshape(x.Shape[0], -1));
    }

    /// <summary>Inputs (N × d) and one target a sample.</summary>
    public static (Tensor<double> Inputs, Tensor<double> Targets) OfOne(Tensor<double> x, Tensor<double> targets, string who)
    {
        var samples = Of(x, targets, who);
        return samples.Targets.Shape[1] == 1 ? samples : throw new ShapeException($"{who}: a single unit has one target a sample, got {targets.Shape}.");
    }
}
