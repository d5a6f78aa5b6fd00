namespace Functional.NN;

/// <summary>1 where the smallest of the distances on the last axis is the target's, else 0: <see cref="Accuracy"/> for outputs that are best when small.</summary>
public sealed record NearestAccuracy : IMetric
{
    /// <inheritdoc/>
    public string Name => "accuracy";

    /// <inheritdoc/>
    public Var Terms(Var prediction, Var target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return Classes.Right(-prediction, target);
    }
}
