namespace Functional.NN;

/// <summary>y = x where |x| &gt; λ, else 0.</summary>
/// <remarks>Donoho and Johnstone 1994 (hard thresholding). The derivative is 1 where |x| &gt; λ, else 0; with λ = 0 it is 1 everywhere.</remarks>
public sealed record HardShrink : Activation
{
    /// <summary>A shrinkage.</summary>
    /// <param name="Lambda">how far from 0 numbers become 0; not negative</param>
    public HardShrink(double Lambda = 0.5) => this.Lambda = Lambda;

    /// <summary>How far from 0 numbers become 0.</summary>
    public double Lambda { get; init => field = NN.Constants.NotNegative(value, nameof(HardShrink), "lambda"); }

    /// <inheritdoc/>
    public override Var Apply(Var x) => Lambda == 0 ? x : x * Var.Greater(Var.Abs(x), Lambda);

    private protected override FormattableString Constants => $"{Lambda}";
}
