namespace Functional.NN;

/// <summary>(p − t)², the mean over all elements.</summary>
public sealed record MeanSquaredError : IResidualLoss
{
    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(MeanSquaredError), prediction, target);
        return new(Loss.PerSampleMean(Var.Square(prediction - target)));
    }

    /// <inheritdoc/>
    public Var Residuals(Var prediction, Var target)
    {
        Loss.Same(nameof(MeanSquaredError), prediction, target);
        return Math.Sqrt(2.0 / Math.Max(1, prediction.Shape.Sample.Size)) * (prediction - target);
    }
}
