namespace Functional.NN;

/// <summary>½αΣw² over the weights, so that the gradient is αw.</summary>
/// <remarks>Goodfellow et al. 2016, section 7.1.1: a step of gradient descent of rate ε becomes w ← (1 − εα)w − ε∇J. <see cref="SquaredNorm"/> is the form without ½.</remarks>
public sealed record L2 : SquaredPenalty
{
    /// <summary>½αΣw².</summary>
    /// <param name="Alpha">α</param>
    /// <param name="Blocks">which blocks of θ; the weights unless told</param>
    public L2(double Alpha, BlockSelection? Blocks = null) : base(Blocks) => this.Alpha = Alpha;

    /// <summary>α, not negative.</summary>
    public double Alpha { get; init => field = NN.Constants.NotNegative(value, nameof(L2), "alpha"); }

    private protected override double Factor => 0.5 * Alpha;

    private protected override FormattableString Constants => $"{Alpha}";
}
