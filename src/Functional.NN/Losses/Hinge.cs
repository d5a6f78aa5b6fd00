namespace Functional.NN;

/// <summary>max(0, margin − t·p) for targets −1 and +1, the mean over all elements.</summary>
public sealed record Hinge(double Margin = 1) : ILoss
{
    /// <summary>From which t·p on nothing is lost; not negative.</summary>
    public double Margin { get; init => field = Constants.NotNegative(value, nameof(Hinge), "the margin"); } = Constants.NotNegative(Margin, nameof(Hinge), "the margin");

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target) => new(Loss.PerSampleMean(Missing(nameof(Hinge), Margin, prediction, target)));

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new ZeroOne()];

    /// <summary>What t·p lacks to the margin, for every element.</summary>
    internal static Var Missing(string loss, double margin, Var prediction, Var target)
    {
        Loss.Same(loss, prediction, target);
        return Var.Relu(margin - target * prediction);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"Hinge({Margin})");
}
