namespace Functional.NN;

/// <summary>y = x where x &gt; 0, else α(eˣ − 1).</summary>
/// <remarks>Clevert, Unterthiner and Hochreiter 2016. The exponential only sees min(x, 0), so it never overflows. The derivative at 0 is α.</remarks>
public sealed record Elu(double Alpha = 1) : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Of(x, Alpha);

    private protected override FormattableString Constants => $"{Alpha}";

    /// <summary>max(0, x) + α(e^(min(0, x)) − 1): one of the two is 0.</summary>
    internal static Var Of(Var x, double alpha) => Var.Relu(x) + alpha * Var.Expm1(Var.Min(x, 0));
}
