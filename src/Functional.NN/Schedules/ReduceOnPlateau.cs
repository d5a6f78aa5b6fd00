namespace Functional.NN;

/// <summary>f ← max(γf, f_min) when for more than so many epochs the loss was not better than the best so far.</summary>
/// <remarks>
/// Better is a loss below best − t·|best|, or below best − t where the threshold is absolute. After a reduction come some epochs of rest, which are not counted. The rule is that of
/// PyTorch's ReduceLROnPlateau; f_min and the least change are parts of the scheduled rate here, so that with a constant rate ε its <c>min_lr</c> is ε·f_min.
/// </remarks>
/// <param name="Factor">γ</param>
/// <param name="Patience">how many epochs in a row may be no better</param>
/// <param name="Threshold">t</param>
/// <param name="Absolute">whether the threshold is a difference of losses and not a part of the best</param>
/// <param name="Rest">how many epochs after a reduction do not count</param>
/// <param name="Minimum">f_min</param>
/// <param name="SmallestChange">a reduction of f by no more than this is not made</param>
public sealed record ReduceOnPlateau(double Factor = 0.1, int Patience = 10, double Threshold = 1e-4, bool Absolute = false, int Rest = 0, double Minimum = 0, double SmallestChange = 1e-8) : RateController
{
    /// <summary>γ, above 0 and below 1.</summary>
    public double Factor { get; init => field = RateReduction.Factor(value, nameof(ReduceOnPlateau)); } = RateReduction.Factor(Factor, nameof(ReduceOnPlateau));

    /// <summary>How many epochs in a row may be no better, from 0 on.</summary>
    public int Patience { get; init => field = Epochs(value, "the patience"); } = Epochs(Patience, "the patience");

    /// <summary>t, not negative.</summary>
    public double Threshold { get; init => field = Constants.NotNegative(value, nameof(ReduceOnPlateau), "the threshold"); } = Constants.NotNegative(Threshold, nameof(ReduceOnPlateau), "the threshold");

    /// <summary>How many epochs after a reduction do not count, from 0 on.</summary>
    public int Rest { get; init => field = Epochs(value, "the rest"); } = Epochs(Rest, "the rest");

    /// <summary>f_min, from 0 to 1.</summary>
    public double Minimum { get; init => field = RateReduction.Minimum(value, nameof(ReduceOnPlateau)); } = RateReduction.Minimum(Minimum, nameof(ReduceOnPlateau));

    /// <summary>A reduction of f by no more than this is not made; not negative.</summary>
    public double SmallestChange { get; init => field = Constants.NotNegative(value, nameof(ReduceOnPlateau), "the smallest change"); } = Constants.NotNegative(SmallestChange, nameof(ReduceOnPlateau), "the smallest change");

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ReduceOnPlateau With(double? factor = null, int? patience = null, double? threshold = null, bool? absolute = null, int? rest = null, double? minimum = null, double? smallestChange = null) => this with
    {
        Factor = factor ?? Factor,
        Patience = patience ?? Patience,
        Threshold = threshold ?? Threshold,
        Absolute = absolute ?? Absolute,
        Rest = rest ?? Rest,
        Minimum = minimum ?? Minimum,
        SmallestChange = smallestChange ?? SmallestChange,
    };

    /// <inheritdoc/>
    public override RateState Next(RateState before, double loss)
    {
        ArgumentNullException.ThrowIfNull(before);
        var now = IsBetter(loss, before.Loss) ? before with { Loss = loss, Waited = 0 } : before with { Waited = before.Waited + 1 };
        if (now.Resting > 0) now = now with { Resting = now.Resting - 1, Waited = 0 };
        if (now.Waited <= Patience) return now;
        double reduced = RateReduction.Of(now.Factor, Factor, Minimum);
        return now with { Factor = now.Factor - reduced > SmallestChange ? reduced : now.Factor, Waited = 0, Resting = Rest };
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ReduceOnPlateau({Factor}, {Patience}, {Threshold}{(Absolute ? " absolute" : "")}, {Rest}, {Minimum}, {SmallestChange})");

    private bool IsBetter(double loss, double best) => loss < (double.IsInfinity(best) ? best : best - (Absolute ? Threshold : Threshold * Math.Abs(best)));

    private static int Epochs(int epochs, string what) => epochs >= 0 ? epochs : throw new NNException(Sentence.Of($"ReduceOnPlateau: {what} must be 0 epochs or more, got {epochs}."));
}
