namespace Functional.NN;

/// <summary>y = ln(1 + eˣ), exact for all x.</summary>
public sealed record Softplus : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Softplus(x);
}
