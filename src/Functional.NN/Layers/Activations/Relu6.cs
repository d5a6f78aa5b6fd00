namespace Functional.NN;

/// <summary>y = min(6, max(0, x)).</summary>
/// <remarks>Krizhevsky 2010. The derivative at both corners, 0 and 6, is 0.</remarks>
public sealed record Relu6 : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Clamp(x, 0, 6);
}
