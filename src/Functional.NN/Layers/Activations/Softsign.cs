namespace Functional.NN;

/// <summary>y = x/(1 + |x|), with y′ = 1/(1 + |x|)².</summary>
/// <remarks>Bergstra, Desjardins, Lamblin and Bengio 2009. The derivative keeps its accuracy for large |x|.</remarks>
public sealed record Softsign : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Softsign(x);
}
