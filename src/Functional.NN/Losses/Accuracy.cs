namespace Functional.NN;

/// <summary>1 where the decision is right, else 0.</summary>
/// <remarks>
/// With two classes or more on the last axis the first largest prediction is compared with the target, a class index or a row of probabilities.
/// With one number a sample the decision is its sign (predictions are logits), and right when the target (0 or 1, or −1 and +1) is positive as well.
/// </remarks>
/// <param name="Separately">every output is a decision of its own by its sign, as labels that do not exclude each other are; the mean over them</param>
public sealed record Accuracy(bool Separately = false) : IMetric
{
    /// <inheritdoc/>
    public string Name => "accuracy";

    /// <inheritdoc/>
    public Var Terms(Var prediction, Var target) => Separately ? Classes.RightSigns(prediction, target) : Classes.Right(prediction, target);
}
