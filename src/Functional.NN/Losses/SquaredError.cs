namespace Functional.NN;

/// <summary>eᵀe with e = t − p for each sample, averaged over the batch.</summary>
public sealed record SquaredError : IResidualLoss
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(SquaredError), prediction, target);
        return new(Loss.PerSampleSum(Var.Square(target - prediction)));
    }

    /// <inheritdoc/>
    public Var Residuals(Var prediction, Var target)
    {
        Loss.Same(nameof(SquaredError), prediction, target);
        return Math.Sqrt(2) * (prediction - target);
    }
}
