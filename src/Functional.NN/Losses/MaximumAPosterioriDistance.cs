namespace Functional.NN;

/// <summary>y_c + ln(e^−j + Σ_i e^−y_i) for distances y over the class axis and the target c; one term for every position.</summary>
/// <remarks>
/// Equation 9 of LeCun, Bottou, Bengio and Haffner 1998, the maximum a posteriori criterion: −ln of the probability of c when e^−y_i are the odds of the classes and e^−j those of
/// rubbish, that is of no class at all. Distances well above j are not pushed up any more. The paper names no value of j. Computed as a log-softmax of (−y, −j), so it is stable for
/// any finite distances and never negative.
/// </remarks>
public sealed record MaximumAPosterioriDistance : ClassLoss
{
    /// <summary>The criterion.</summary>
    /// <param name="Rubbish">j, the distance of rubbish</param>
    /// <param name="ClassWeights">(C): what each class weighs; none when all weigh 1</param>
    /// <param name="IgnoreIndex">the index that marks targets which do not count</param>
    /// <param name="ClassAxis">the axis of the predictions that holds the classes</param>
    public MaximumAPosterioriDistance(double Rubbish = 10, Tensor<double>? ClassWeights = null, int? IgnoreIndex = null, int ClassAxis = -1) : base(ClassWeights, IgnoreIndex, ClassAxis) => this.Rubbish = Rubbish;

    /// <summary>j, the distance of rubbish.</summary>
    public double Rubbish { get; init => field = NN.Constants.NotNegative(value, nameof(MaximumAPosterioriDistance), "the distance of rubbish"); }

    /// <inheritdoc/>
    public override IReadOnlyList<IMetric> Metrics => [new NearestAccuracy(IgnoreIndex, ClassAxis)];

    private protected override string Scores => "distances";

    private protected override FormattableString Constants => $"{Rubbish}";

    private protected override Var Values(Var scores, Var shares, Var? weights)
    {
        var odds = Var.Concat(-1, -scores, scores.Like(scores.Shape.With(-1, 1), -Rubbish));
        return -(Weighed(shares, weights) * Var.LogSoftmax(odds).Slice(-1, 0, scores.Shape[-1])).Sum(-1);
    }
}
