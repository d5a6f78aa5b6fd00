namespace Functional.NN;

/// <summary>y = λx where x &gt; 0, else λα(eˣ − 1), with λ = 1.0507009873554805 and α = 1.6732632423543772.</summary>
/// <remarks>Klambauer, Unterthiner, Mayr and Hochreiter 2017: the constants for which mean 0 and variance 1 are a fixed point; made for weights of variance 1/inputs (<see cref="LeCun"/>) and <see cref="AlphaDropout"/>.</remarks>
public sealed record Selu : Activation
{
    internal const double Scale = 1.0507009873554805, Alpha = 1.6732632423543772;

    /// <inheritdoc/>
    public override Var Apply(Var x) => Scale * Elu.Of(x, Alpha);
}
