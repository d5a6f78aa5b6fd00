namespace Functional.NN;

/// <summary>Something measured and not differentiated, such as accuracy: an average over samples or positions.</summary>
/// <remarks>What is no average (F1, R²) is computed from what can be joined: <see cref="ConfusionMatrix"/>, <see cref="LabelConfusion"/>, <see cref="RegressionErrors"/>.</remarks>
[DescriptionKind("metric")]
public interface IMetric
{
    /// <summary>Its name in tables and records.</summary>
    string Name { get; }

    /// <summary>The measure of every sample or position; its mean is taken.</summary>
    /// <param name="prediction">(N × output shape)</param>
    /// <param name="target">(N × target shape)</param>
    LossTerms Terms(Var prediction, Var target);
}
