namespace Functional.NN;

/// <summary>y = x·σ(x).</summary>
public sealed record Silu : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => x * Var.Sigmoid(x);
}
