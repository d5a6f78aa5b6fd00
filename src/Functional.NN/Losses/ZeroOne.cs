namespace Functional.NN;

/// <summary>1 where the decision is wrong, else 0.</summary>
/// <remarks>See <see cref="Accuracy"/> for how decisions are read.</remarks>
public sealed record ZeroOne : IMetric
{
    /// <inheritdoc/>
    public string Name => "zero_one";

    /// <inheritdoc/>
    public Var Terms(Var prediction, Var target) => 1 - Classes.Right(prediction, target);
}
