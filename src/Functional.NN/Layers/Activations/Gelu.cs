namespace Functional.NN;

/// <summary>y = x·Φ(x) = ½x·erfc(−x/√2).</summary>
/// <remarks>Hendrycks and Gimpel 2016, the exact form; erfc keeps the small negative tail accurate.</remarks>
public sealed record Gelu : Activation
{
    private const double RootHalf = 0.70710678118654752;

    /// <inheritdoc/>
    public override Var Apply(Var x) => 0.5 * x * Var.Erfc(-RootHalf * x);
}
