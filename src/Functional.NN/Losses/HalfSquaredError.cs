namespace Functional.NN;

/// <summary>½eᵀe with e = t − p for each sample, averaged over the batch.</summary>
public sealed record HalfSquaredError : IResidualLoss
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(HalfSquaredError), prediction, target);
        return new(0.5 * Loss.PerSampleSum(Var.Square(target - prediction)));
    }

    /// <inheritdoc/>
    public Var Residuals(Var prediction, Var target)
    {
        Loss.Same(nameof(HalfSquaredError), prediction, target);
        return prediction - target;
    }
}
