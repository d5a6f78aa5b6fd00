namespace Functional.NN;

/// <summary>The logarithm of softmax over the last axis.</summary>
public sealed record LogSoftmax : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.LogSoftmax(x);
}
