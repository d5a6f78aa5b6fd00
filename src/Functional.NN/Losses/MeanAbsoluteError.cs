namespace Functional.NN;

/// <summary>|p − t|, the mean over all elements; the derivative at 0 is 0.</summary>
public sealed record MeanAbsoluteError : ILoss
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(MeanAbsoluteError), prediction, target);
        return new(Loss.PerSampleMean(Var.Abs(prediction - target)));
    }
}
