namespace Functional.NN;

/// <summary>y = x − tanh x, with y′ = tanh² x.</summary>
/// <remarks>Computed as one function: near 0, where x and tanh x nearly cancel, it is x³/3 − 2x⁵/15 + … and keeps its accuracy.</remarks>
public sealed record TanhShrink : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.TanhShrink(x);
}
