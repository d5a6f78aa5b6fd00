namespace Functional.NN;

/// <summary>max(0, margin − t·p)² for targets −1 and +1, the mean over all elements.</summary>
public sealed record SquaredHinge : ILoss
{
    /// <summary>The squared hinge loss.</summary>
    public SquaredHinge(double Margin = 1) => this.Margin = Margin;

    /// <summary>From which t·p on nothing is lost; not negative.</summary>
    public double Margin { get; init => field = Constants.NotNegative(value, nameof(SquaredHinge), "the margin"); }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target) => new(Loss.PerSampleMean(Var.Square(Hinge.Missing(nameof(SquaredHinge), Margin, prediction, target))));

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new ZeroOne()];

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"SquaredHinge({Margin})");
}
