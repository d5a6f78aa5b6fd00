namespace Functional.NN;

/// <summary>λ₁Σ|w| + λ₂Σw² over the weights; the derivative of |w| at 0 is 0.</summary>
/// <remarks>Zou and Hastie 2005. It is <see cref="L1"/> with λ₁ plus <see cref="SquaredNorm"/> with λ₂; libraries that mix by a ratio r have λ₁ = λr and λ₂ = ½λ(1 − r).</remarks>
public sealed record ElasticNet : BlockPenalty
{
    /// <summary>λ₁Σ|w| + λ₂Σw².</summary>
    /// <param name="Lambda1">λ₁</param>
    /// <param name="Lambda2">λ₂</param>
    /// <param name="Blocks">which blocks of θ; the weights unless told</param>
    public ElasticNet(double Lambda1, double Lambda2, BlockSelection? Blocks = null) : base(Blocks) => (this.Lambda1, this.Lambda2) = (Lambda1, Lambda2);

    /// <summary>λ₁, not negative.</summary>
    public double Lambda1 { get; init => field = NN.Constants.NotNegative(value, nameof(ElasticNet), "lambda1"); }

    /// <summary>λ₂, not negative.</summary>
    public double Lambda2 { get; init => field = NN.Constants.NotNegative(value, nameof(ElasticNet), "lambda2"); }

    private protected override double Factor => 1;

    private protected override Var Of(Var w) => Lambda1 * Var.Abs(w).Sum() + Lambda2 * (w * w).Sum();

    private protected override FormattableString Constants => $"{Lambda1}, {Lambda2}";
}
