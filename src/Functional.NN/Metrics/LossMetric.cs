namespace Functional.NN;

/// <summary>A loss as a metric.</summary>
/// <param name="Name">its name in tables and records</param>
/// <param name="Loss">the loss</param>
public sealed record LossMetric(string Name, ILoss Loss) : IMetric
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target) => Loss.Terms(prediction, target);
}
