namespace Functional.NN;

/// <summary>λΣw² over the weights, so that the gradient is 2λw.</summary>
public sealed record SquaredNorm(double Lambda) : IResidualPenalty
{
    /// <summary>λ, not negative.</summary>
    public double Lambda { get; init => field = Constants.NotNegative(value, nameof(SquaredNorm), "lambda"); } = Constants.NotNegative(Lambda, nameof(SquaredNorm), "lambda");

    /// <inheritdoc/>
    public Var Evaluate(ParameterVars parameters) => Lambda * Penalty.OverWeights(parameters, w => (w * w).Sum());

    /// <inheritdoc/>
    public Var Residuals(Var weight) => Math.Sqrt(2 * Lambda) * weight;

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"SquaredNorm({Lambda})");
}
