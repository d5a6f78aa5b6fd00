namespace Functional.NN;

/// <summary>y = 1/(1 + e⁻ˣ).</summary>
public sealed record Sigmoid : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Sigmoid(x);
}
