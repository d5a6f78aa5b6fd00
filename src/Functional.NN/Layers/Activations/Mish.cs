namespace Functional.NN;

/// <summary>y = x·tanh ζ(x), ζ(x) = ln(1 + eˣ).</summary>
/// <remarks>Misra 2019. ζ is exact for all x, so the small negative tail x·eˣ keeps its accuracy.</remarks>
public sealed record Mish : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => x * Var.Tanh(Var.Softplus(x));
}
