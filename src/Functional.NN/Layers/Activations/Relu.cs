namespace Functional.NN;

/// <summary>y = max(0, x); the derivative at 0 is 0.</summary>
public sealed record Relu : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Relu(x);
}
