namespace Functional.NN;

/// <summary>½αΣw² over the weights, so that the gradient is αw.</summary>
public sealed record L2(double Alpha) : IResidualPenalty
{
    /// <summary>α, not negative.</summary>
    public double Alpha { get; init => field = Constants.NotNegative(value, nameof(L2), "alpha"); } = Constants.NotNegative(Alpha, nameof(L2), "alpha");

    /// <inheritdoc/>
    public Var Evaluate(ParameterVars parameters) => 0.5 * Alpha * Penalty.OverWeights(parameters, w => (w * w).Sum());

    /// <inheritdoc/>
    public Var Residuals(Var weight) => Math.Sqrt(Alpha) * weight;

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"L2({Alpha})");
}
