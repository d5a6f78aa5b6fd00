namespace Functional.NN;

/// <summary>Softmax over the last axis.</summary>
public sealed record Softmax : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Softmax(x);
}
