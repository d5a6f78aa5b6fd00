namespace Functional.NN;

/// <summary>λΣ|w| over the weights; the derivative at 0 is 0.</summary>
public sealed record L1(double Lambda) : IPenalty
{
    /// <summary>λ, not negative.</summary>
    public double Lambda { get; init => field = Constants.NotNegative(value, nameof(L1), "lambda"); } = Constants.NotNegative(Lambda, nameof(L1), "lambda");

    /// <inheritdoc/>
    public Var Evaluate(ParameterVars parameters) => Lambda * Penalty.OverWeights(parameters, w => Var.Abs(w).Sum());

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"L1({Lambda})");
}
