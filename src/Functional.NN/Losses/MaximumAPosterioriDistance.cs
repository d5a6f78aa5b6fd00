namespace Functional.NN;

/// <summary>y_D + ln(e^−j + Σ_i e^−y_i) for distances y over the last axis and the right class D; one term for every position.</summary>
/// <remarks>
/// Equation 9 of LeCun, Bottou, Bengio and Haffner 1998, the maximum a posteriori criterion: −ln of the probability of D when e^−y_i are the odds of the classes and e^−j those of
/// rubbish, that is of no class at all. Distances well above j are not pushed up any more. The paper names no value of j. Targets are class indices (the distances' shape without
/// its last axis) or probabilities. Computed as a log-softmax of (−y, −j), so it is stable for any finite distances and never negative.
/// </remarks>
public sealed record MaximumAPosterioriDistance : ILoss
{
    /// <summary>The criterion.</summary>
    /// <param name="Rubbish">j, the distance of rubbish</param>
    public MaximumAPosterioriDistance(double Rubbish = 10) => this.Rubbish = Rubbish;

    /// <summary>j, the distance of rubbish.</summary>
    public double Rubbish { get; init => field = Constants.NotNegative(value, nameof(MaximumAPosterioriDistance), "the distance of rubbish"); }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        ArgumentNullException.ThrowIfNull(target);
        var t = Classes.Probabilities(nameof(MaximumAPosterioriDistance), prediction, target);
        var odds = Var.Concat(-1, -prediction, prediction.Like(prediction.Shape.With(-1, 1), -Rubbish));
        return new(-(t * Var.LogSoftmax(odds).Slice(-1, 0, prediction.Shape[-1])).Sum(-1));
    }

    /// <inheritdoc/>
    public IReadOnlyList<IMetric> Metrics => [new NearestAccuracy()];

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"MaximumAPosterioriDistance({Rubbish})");
}
