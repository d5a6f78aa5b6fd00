namespace Functional.NN;

/// <summary>λΣw² over the weights, so that the gradient is 2λw.</summary>
/// <remarks>The form of many libraries and lecture notes: a step of gradient descent of rate ε becomes w ← (1 − 2ελ)w − ε∇J. <see cref="L2"/> is the form with ½.</remarks>
public sealed record SquaredNorm : SquaredPenalty
{
    /// <summary>λΣw².</summary>
    /// <param name="Lambda">λ</param>
    /// <param name="Blocks">which blocks of θ; the weights unless told</param>
    public SquaredNorm(double Lambda, BlockSelection? Blocks = null) : base(Blocks) => this.Lambda = Lambda;

    /// <summary>λ, not negative.</summary>
    public double Lambda { get; init => field = NN.Constants.NotNegative(value, nameof(SquaredNorm), "lambda"); }

    private protected override double Factor => Lambda;

    private protected override FormattableString Constants => $"{Lambda}";
}
