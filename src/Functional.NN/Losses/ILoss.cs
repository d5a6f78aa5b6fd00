namespace Functional.NN;

/// <summary>A description of how far predictions are from targets.</summary>
[DescriptionKind("loss")]
public interface ILoss
{
    /// <summary>The loss of every sample, or of every position of every sample.</summary>
    /// <param name="prediction">(N × output shape)</param>
    /// <param name="target">(N × target shape)</param>
    LossTerms Terms(Var prediction, Var target);

    /// <summary>What is measured beside the loss when nothing else is said: accuracy, for a classification.</summary>
    IReadOnlyList<IMetric> Metrics => [];
}

/// <summary>Losses from functions, and the usual way to evaluate one.</summary>
public static class Loss
{
    /// <summary>A loss from a function that gives one number a sample (N), or one number for the whole batch.</summary>
    /// <param name="name">what it is called; two such losses are equal when name and version are</param>
    /// <param name="terms">(prediction, target) to (N), or to a scalar that is already a mean</param>
    /// <param name="version">to be raised when the function changes</param>
    public static ILoss From(string name, Func<Var, Var, Var> terms, int version = 1) => new FunctionLoss(name, version, terms);

    /// <summary>The mean loss of a batch.</summary>
    public static Var Mean(this ILoss loss, Var prediction, Var target)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.Terms(prediction, target).Mean();
    }

    /// <summary>The sum of the losses of a batch.</summary>
    public static Var Sum(this ILoss loss, Var prediction, Var target)
    {
        ArgumentNullException.ThrowIfNull(loss);
        return loss.Terms(prediction, target).Sum();
    }

    /// <summary>One shape for predictions and targets, or a sentence that names the loss.</summary>
    internal static void Same(string loss, Var prediction, Var target)
    {
        if (prediction.Shape != target.Shape)
            throw new ShapeException($"{loss}: predictions and targets must have one shape, got {prediction.Shape} and {target.Shape}.");
    }

    /// <summary>Predictions of several vectors a sample, N×count×D, or a sentence that names the loss.</summary>
    internal static void Stacked(string loss, string what, int count, Var prediction)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        if (prediction.Shape.Rank != 3 || prediction.Shape[1] != count) throw new ShapeException(Sentence.Of($"{loss}: predictions hold {what} of vectors, N×{count}×D, got {prediction.Shape}."));
    }

    /// <summary>The mean over all axes but the first: one number a sample.</summary>
    internal static Var PerSampleMean(Var terms) => terms.Shape.Rank < 2 ? terms : terms.Mean(Enumerable.Range(1, terms.Shape.Rank - 1));

    /// <summary>The sum over all axes but the first: one number a sample.</summary>
    internal static Var PerSampleSum(Var terms) => terms.Shape.Rank < 2 ? terms : terms.Sum(Enumerable.Range(1, terms.Shape.Rank - 1));
}

/// <summary>A loss that is a function; equal to another by name and version.</summary>
internal sealed class FunctionLoss(string name, int version, Func<Var, Var, Var> terms) : ILoss, IEquatable<FunctionLoss>
{
    public string Name { get; } = name;

    public int Version { get; } = version;

    public LossTerms Terms(Var prediction, Var target)
    {
        var values = terms(prediction, target);
        // More terms than numbers predicted: targets N were broadcast against predictions N×1, every sample against every other.
        bool broadcast = values.Shape.Rank > 1 && values.Shape.Size > prediction.Shape.Size;
        return values.Shape.Rank == 0 || (values.Shape[0] == prediction.Shape[0] && !broadcast) ? new LossTerms(values)
            : throw new ShapeException($"Loss \"{Name}\": expected one number a sample ({prediction.Shape[0]}) or one for the batch, got {values.Shape}{(broadcast ? $" from predictions {prediction.Shape} and targets {target.Shape}. Give both one shape" : "")}.");
    }

    public bool Equals(FunctionLoss? other) => other is not null && Name == other.Name && Version == other.Version;

    public override bool Equals(object? obj) => Equals(obj as FunctionLoss);

    public override int GetHashCode() => HashCode.Combine(Name, Version);

    public override string ToString() => Name;
}
