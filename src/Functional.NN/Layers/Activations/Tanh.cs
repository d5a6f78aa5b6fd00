namespace Functional.NN;

/// <summary>y = tanh x.</summary>
public sealed record Tanh : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Tanh(x);
}
