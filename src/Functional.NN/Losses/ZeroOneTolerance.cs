namespace Functional.NN;

/// <summary>1 where |p − t| ≥ T, else 0; the mean over all elements: the fraction of values that miss their target by the tolerance T or more.</summary>
/// <remarks>The zero-one loss for numbers. It is a step: its derivative is 0 everywhere, so that it can be measured and not trained with.</remarks>
public sealed record ZeroOneTolerance : ILoss, IMetric
{
    /// <summary>The zero-one loss with a tolerance.</summary>
    public ZeroOneTolerance(double Tolerance) => this.Tolerance = Tolerance;

    /// <summary>T: from which error on a value misses its target; positive.</summary>
    public double Tolerance { get; init => field = LossConstants.Positive(value, nameof(ZeroOneTolerance), "the tolerance"); }

    /// <inheritdoc/>
    public string Name => "zero_one";

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(ZeroOneTolerance), prediction, target);
        return new(Loss.PerSampleMean(1 - Var.Greater(Tolerance, Var.Abs(prediction - target))));
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ZeroOneTolerance({Tolerance})");
}
