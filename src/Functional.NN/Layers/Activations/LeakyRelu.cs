namespace Functional.NN;

/// <summary>y = x where x &gt; 0, else slope·x.</summary>
public sealed record LeakyRelu(double NegativeSlope = 0.01) : Activation
{
    /// <inheritdoc/>
    public override Var Apply(Var x) => Var.Where(Var.Step(x), x, NegativeSlope * x);

    private protected override FormattableString Constants => $"{NegativeSlope}";
}
