namespace Functional.NN;

/// <summary>λΣ|w| over the weights; the derivative at 0 is 0.</summary>
/// <remarks>Tibshirani 1996; Goodfellow et al. 2016, section 7.1.2: it makes weights exactly small, not exactly zero, because the gradient's step crosses 0.</remarks>
public sealed record L1 : BlockPenalty
{
    /// <summary>λΣ|w|.</summary>
    /// <param name="Lambda">λ</param>
    /// <param name="Blocks">which blocks of θ; the weights unless told</param>
    public L1(double Lambda, BlockSelection? Blocks = null) : base(Blocks) => this.Lambda = Lambda;

    /// <summary>λ, not negative.</summary>
    public double Lambda { get; init => field = NN.Constants.NotNegative(value, nameof(L1), "lambda"); }

    private protected override double Factor => Lambda;

    private protected override Var Of(Var w) => Var.Abs(w).Sum();

    private protected override FormattableString Constants => $"{Lambda}";
}
