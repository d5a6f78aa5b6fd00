namespace Functional.NN;

/// <summary>y = max(0, x) + min(0, α(e^(x/α) − 1)).</summary>
/// <remarks>Barron 2017: <see cref="Elu"/> with a derivative that is continuous for every α: CELU(x; α) = α·ELU(x/α; 1). The derivative at 0 is 1.</remarks>
public sealed record Celu : Activation
{
    /// <summary>A CELU.</summary>
    /// <param name="Alpha">minus the value for very negative x; positive</param>
    public Celu(double Alpha = 1) => this.Alpha = Alpha;

    /// <summary>Minus the value for very negative x.</summary>
    public double Alpha { get; init => field = NN.Constants.Positive(value, nameof(Celu), "alpha"); }

    /// <inheritdoc/>
    public override Var Apply(Var x) => Alpha * Elu.Of(x / Alpha, 1);

    private protected override FormattableString Constants => $"{Alpha}";
}
