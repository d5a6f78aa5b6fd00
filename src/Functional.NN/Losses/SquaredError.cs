namespace Functional.NN;

/// <summary>eᵀe with e = t − p for each sample, averaged over the batch.</summary>
public sealed record SquaredError : ILoss
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(SquaredError), prediction, target);
        return new(Loss.PerSampleSum(Var.Square(target - prediction)));
    }
}
