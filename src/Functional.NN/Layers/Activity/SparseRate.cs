namespace Functional.NN;

/// <summary>y = x, and λ·Σⱼ KL(ρ ‖ ρ̂ⱼ) is added to the objective, with ρ̂ⱼ the mean of unit j over the batch and KL(ρ ‖ ρ̂) = ρ ln(ρ/ρ̂) + (1 − ρ) ln((1 − ρ)/(1 − ρ̂)).</summary>
/// <remarks>
/// Ng 2011, "Sparse autoencoder" (CS294A lecture notes). It wants units in (0, 1), such as those of a <see cref="Sigmoid"/>; a mean outside gives a NaN. Every number of a sample is a unit,
/// except that the steps of masked sequences are averaged over as samples are. The batch's mean is that of its shard.
/// </remarks>
public sealed record SparseRate : ActivityPenalty
{
    /// <summary>A penalty on units whose mean activity is not ρ.</summary>
    /// <param name="Lambda">λ</param>
    /// <param name="Rate">ρ, the activity wanted</param>
    public SparseRate(double Lambda, double Rate = 0.05) : base(Lambda) => this.Rate = Rate;

    /// <summary>ρ, between 0 and 1.</summary>
    public double Rate { get; init => field = value is > 0 and < 1 ? value : throw new NNException(Sentence.Of($"SparseRate: the rate must be between 0 and 1, got {value}.")); }

    /// <summary>The same with other constants; what is not named stays.</summary>
    public SparseRate With(double? lambda = null, double? rate = null) => this with { Lambda = lambda ?? Lambda, Rate = rate ?? Rate };

    private protected override Var Penalty(Var x, Var? mask)
    {
        var ρ̂ = mask is null ? x.Mean([0]) : (mask * x).Sum([0, 1]) / mask.Sum();
        var (ρ, entropy) = (Rate, Rate * Kernels.Elementary.Log(Rate) + (1 - Rate) * Kernels.Elementary.Log(1 - Rate));
        return (entropy - ρ * Var.Log(ρ̂) - (1 - ρ) * Var.Log(1 - ρ̂)).Sum();
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"SparseRate({Lambda}, {Rate})");
}
