namespace Functional.NN;

/// <summary>y = x·min(1, max(0, x/6 + ½)).</summary>
/// <remarks>Howard et al. 2019: <see cref="Silu"/> with <see cref="HardSigmoid"/> for the sigmoid, whose derivative at the corners x = ±3 is taken as 0: y′(−3) = 0, y′(3) = 1.</remarks>
public sealed record HardSwish : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => x * new HardSigmoid().Apply(x);
}
