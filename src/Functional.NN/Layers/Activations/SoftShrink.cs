namespace Functional.NN;

/// <summary>y = x − λ where x &gt; λ, x + λ where x &lt; −λ, else 0.</summary>
/// <remarks>Donoho 1995 (soft thresholding). The derivative at ±λ is 0.</remarks>
public sealed record SoftShrink : Activation
{
    /// <summary>A shrinkage.</summary>
    /// <param name="Lambda">how far from 0 numbers become 0; not negative</param>
    public SoftShrink(double Lambda = 0.5) => this.Lambda = Lambda;

    /// <summary>How far from 0 numbers become 0.</summary>
    public double Lambda { get; init => field = NN.Constants.NotNegative(value, nameof(SoftShrink), "lambda"); }

    /// <inheritdoc/>
    public override Var Apply(Var x) => x - Var.Max(Var.Min(x, Lambda), -Lambda);

    private protected override FormattableString Constants => $"{Lambda}";
}
