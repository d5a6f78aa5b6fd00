namespace Functional.NN;

/// <summary>y = x where x &gt; 0, else α(eˣ − 1).</summary>
/// <remarks>Clevert, Unterthiner and Hochreiter 2016. The exponential only sees min(x, 0), so it never overflows.</remarks>
public sealed record Elu(double Alpha = 1) : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Where(Var.Step(x), x, Alpha * Var.Expm1(Var.Min(x, 0)));

    private protected override FormattableString Constants => $"{Alpha}";
}
