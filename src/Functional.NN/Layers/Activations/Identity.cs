namespace Functional.NN;

/// <summary>y = x.</summary>
public sealed record Identity : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => x;
}
