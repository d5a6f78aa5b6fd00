namespace Functional.NN;

/// <summary>A measure of decisions that are right or wrong.</summary>
/// <remarks>
/// With two classes or more on the class axis the first largest prediction is compared with the target, a class index or a row of probabilities.
/// With one number a sample, or where every output is a decision of its own, the decision is whether the prediction exceeds the threshold (0 for logits, ½ for probabilities), and right when the target
/// (0 or 1, or −1 and +1) is positive as well.
/// </remarks>
public abstract record Decisions : IMetric
{
    private protected Decisions(bool separately, double threshold, int? ignoreIndex, int classAxis) =>
        (Separately, Threshold, IgnoreIndex, ClassAxis) = (separately, threshold, ignoreIndex, classAxis);

    /// <summary>Every output is a decision of its own, as labels that do not exclude each other are; the mean over them.</summary>
    public bool Separately { get; init; }

    /// <summary>What a prediction must exceed to decide for the label.</summary>
    public double Threshold { get; init => field = double.IsFinite(value) ? value + 0.0 : throw new NNException(Sentence.Of($"{GetType().Name}: the threshold must be a finite number, got {value}.")); }

    /// <summary>The class index that marks targets which do not count, if there is one.</summary>
    public int? IgnoreIndex { get; init; }

    /// <summary>The axis of the predictions that holds the classes.</summary>
    public int ClassAxis { get; init; }

    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public LossTerms Terms(Var prediction, Var target)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (Separately || prediction.Shape.Rank < 2 || prediction.Shape[ClassAxis] < 2) return new(Measure(Loss.PerSampleMean(Right(GetType().Name, prediction, target, Threshold))));
        var given = ClassReading.Of(GetType().Name, "logits", prediction, target, IgnoreIndex, ClassAxis);
        int classes = given.Scores.Shape.Rank - 1;
        return given.Terms(Measure((Var.FirstLargest(given.Scores, classes) * Var.FirstLargest(given.Shares, classes)).Sum(-1)));
    }

    /// <summary>1 for every element whose decision is right, else 0.</summary>
    internal static Var Right(string who, Var prediction, Var target, double threshold)
    {
        ArgumentNullException.ThrowIfNull(target);
        Loss.Same(who, prediction, target);
        Var decided = Var.Greater(prediction, threshold), wanted = Var.Greater(target, 0);
        return decided * wanted + (1 - decided) * (1 - wanted);
    }

    /// <summary>The measure, from 1 for what is right and 0 for what is wrong.</summary>
    private protected abstract Var Measure(Var right);

    /// <summary>The name with its constants, the same under every culture.</summary>
    public sealed override string ToString()
    {
        string?[] parts = [Separately ? "separately" : null, Threshold == 0 ? null : Sentence.Of($"threshold {Threshold}"), IgnoreIndex is { } i ? Sentence.Of($"ignored {i}") : null, ClassAxis == -1 ? null : Sentence.Of($"class axis {ClassAxis}")];
        return $"{GetType().Name}({string.Join(", ", parts.Where(part => part is not null))})";
    }
}
