namespace Functional.NN;

/// <summary>1 where the smallest of the distances on the class axis is the target's, else 0: <see cref="Accuracy"/> for outputs that are best when small.</summary>
public sealed record NearestAccuracy : IMetric
{
    /// <summary>The fraction of right decisions.</summary>
    public NearestAccuracy(int? IgnoreIndex = null, int ClassAxis = -1) => (this.IgnoreIndex, this.ClassAxis) = (IgnoreIndex, ClassAxis);

    /// <summary>The class index that marks targets which do not count, if there is one.</summary>
    public int? IgnoreIndex { get; init; }

    /// <summary>The axis of the predictions that holds the classes.</summary>
    public int ClassAxis { get; init; }

    /// <inheritdoc/>
    public string Name => "accuracy";

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return new Accuracy(IgnoreIndex: IgnoreIndex, ClassAxis: ClassAxis).Terms(-prediction, target);
    }

    /// <summary>The name with its constants, the same under every culture.</summary>
    public override string ToString() => Sentence.Of($"NearestAccuracy({IgnoreIndex}, {ClassAxis})");
}
