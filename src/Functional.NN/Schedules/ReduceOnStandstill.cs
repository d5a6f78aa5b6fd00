namespace Functional.NN;

/// <summary>f ← max(γf, f_min) when two losses in a row hardly differ: |L_k − L_(k−1)| &lt; t.</summary>
/// <remarks>The form of lecture notes; it looks at two iterations only, and so takes a loss that jumps up and down for progress. <see cref="ReduceOnPlateau"/> compares with the best so far.</remarks>
/// <param name="Threshold">t</param>
/// <param name="Factor">γ</param>
/// <param name="Minimum">f_min</param>
public sealed record ReduceOnStandstill(double Threshold, double Factor = 0.1, double Minimum = 0) : RateController
{
    /// <summary>t, above 0.</summary>
    public double Threshold { get; init => field = Rates.Positive(value, nameof(ReduceOnStandstill), "the threshold"); } = Rates.Positive(Threshold, nameof(ReduceOnStandstill), "the threshold");

    /// <summary>γ, above 0 and below 1.</summary>
    public double Factor { get; init => field = RateReduction.Factor(value, nameof(ReduceOnStandstill)); } = RateReduction.Factor(Factor, nameof(ReduceOnStandstill));

    /// <summary>f_min, from 0 to 1.</summary>
    public double Minimum { get; init => field = RateReduction.Minimum(value, nameof(ReduceOnStandstill)); } = RateReduction.Minimum(Minimum, nameof(ReduceOnStandstill));

    /// <summary>The same with other constants; what is not named stays.</summary>
    public ReduceOnStandstill With(double? threshold = null, double? factor = null, double? minimum = null) =>
        this with { Threshold = threshold ?? Threshold, Factor = factor ?? Factor, Minimum = minimum ?? Minimum };

    /// <inheritdoc/>
    public override RateState Next(RateState before, double loss)
    {
        ArgumentNullException.ThrowIfNull(before);
        return before with { Loss = loss, Factor = Math.Abs(loss - before.Loss) < Threshold ? RateReduction.Of(before.Factor, Factor, Minimum) : before.Factor };
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ReduceOnStandstill({Threshold}, {Factor}, {Minimum})");
}
