namespace Functional.NN;

/// <summary>(p − t)², the mean over all elements.</summary>
public sealed record MeanSquaredError : ILoss
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(MeanSquaredError), prediction, target);
        return new(Loss.PerSampleMean(Var.Square(prediction - target)));
    }
}
