namespace Functional.NN;

/// <summary>y = x, and λ·Σ|x| of a sample, averaged over the batch, is added to the objective; the derivative at 0 is 0.</summary>
/// <remarks>Goodfellow et al. 2016, section 7.10: Ω(h) = ‖h‖₁.</remarks>
public sealed record ActivityL1 : ActivityPenalty
{
    /// <summary>A penalty λΣ|x| on what passes.</summary>
    public ActivityL1(double Lambda) : base(Lambda) { }

    private protected override Var Penalty(Var x, Var? mask) => (mask is null ? Var.Abs(x) : mask * Var.Abs(x)).Sum() / Math.Max(1, x.Shape[0]);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"ActivityL1({Lambda})");
}
