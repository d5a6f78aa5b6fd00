namespace Functional.NN;

/// <summary>y = ln σ(x) = −ζ(−x), ζ(x) = ln(1 + eˣ).</summary>
/// <remarks>Exact for all x: −e⁻ˣ where x is large, x where it is very negative.</remarks>
public sealed record LogSigmoid : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => -Var.Softplus(-x);
}
