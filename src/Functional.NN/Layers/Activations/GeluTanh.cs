namespace Functional.NN;

/// <summary>y = ½x·(1 + tanh(√(2/π)·(x + 0.044715x³))).</summary>
/// <remarks>Hendrycks and Gimpel 2016, the approximation; <see cref="Gelu"/> is the exact form. Computed as x·σ(2√(2/π)·(x + 0.044715x³)), which is the same and keeps the small negative tail accurate.</remarks>
public sealed record GeluTanh : Activation
{
    /// <summary>2√(2/π).</summary>
    private const double Twice = 1.5957691216057308;

    /// <inheritdoc/>
    public override Var Apply(Var x) => x * Var.Sigmoid(x * (Twice + Twice * 0.044715 * (x * x)));
}
