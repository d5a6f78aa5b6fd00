namespace Functional.NN;

/// <summary>What a loss says of a batch: its terms, and what each weighs.</summary>
/// <param name="Values">one number a sample (N), or one for every position of every sample (N × …)</param>
/// <param name="Weights">what each term weighs, of the shape of the values; none when all weigh 1</param>
public sealed record LossTerms(Var Values, Var? Weights = null)
{
    /// <summary>Σ weight·value.</summary>
    public Var Sum() => Weights is null ? Values.Sum() : (Values * Weights).Sum();

    /// <summary>Σ weight, by which the mean divides.</summary>
    public Var Count() => Weights is null ? Var.Constant(Values.Shape.Size) : Weights.Sum();

    /// <summary>Σ weight·value / Σ weight; 0 where nothing weighs anything, as in a batch whose every step is masked.</summary>
    public Var Mean()
    {
        var count = Count();
        return Sum() / (Weights is null ? count : Var.Where(count, count, 1));
    }

    /// <summary>The same terms, each weighed by another number as well.</summary>
    public LossTerms Weighed(Var weights) => this with { Weights = Weights is null ? weights.BroadcastTo(Values.Shape) : Weights * weights };
}

/// <summary>A description of how far predictions are from targets.</summary>
public interface ILoss
{
    /// <summary>The loss of every sample, or of every position of every sample.</summary>
    /// <param name="prediction">(N × output shape)</param>
    /// <param name="target">(N × target shape)</param>
    LossTerms Terms(Var prediction, Var target);

    /// <summary>What is measured beside the loss when nothing else is said: accuracy, for a classification.</summary>
    IReadOnlyList<IMetric> Metrics => [];
}

/// <summary>Something measured and not differentiated, such as accuracy.</summary>
public interface IMetric
{
    /// <summary>Its name in tables and records.</summary>
    string Name { get; }

    /// <summary>The measure of every sample or position; it is averaged.</summary>
    Var Terms(Var prediction, Var target);
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
