namespace Functional.NN;

/// <summary>max(0, margin − t·p) for targets −1 and +1, the mean over all elements.</summary>
public sealed record Hinge(double Margin = 1) : ILoss
{
    /// <summary>From which t·p on nothing is lost; not negative.</summary>
    public double Margin { get; init => field = Constants.NotNegative(value, nameof(Hinge), "the margin"); } = Constants.NotNegative(Margin, nameof(Hinge), "the margin");

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        Loss.Same(nameof(Hinge), prediction, target);
        return new(Loss.PerSampleMean(Var.Relu(Margin - target * prediction)));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new ZeroOne()];

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Hinge({Margin})");
}
