using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What varies in a sweep.</summary>
/// <param name="Name">the path of the field, or a name of one's own where several fields go together</param>
public abstract record SweepAxis(string Name)
{
    /// <summary>The axis over which results are averaged: the field <c>seed</c>.</summary>
    public const string Seed = "seed";

    /// <summary>A field that is one of several numbers.</summary>
    public static ListAxis Numbers(string path, params IEnumerable<double> values) => Json(path, values.Select(SweepChoice.Number));

    /// <summary>A field that is one of several values, written as JSON.</summary>
    /// <remarks>Values of one <c>type</c> are told apart by the constants in which they differ: <c>Momentum learningRate=0.1</c>.</remarks>
    public static ListAxis Json(string path, params IEnumerable<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        ImmutableArray<string> texts = [.. values];
        return new(path, [.. ChoiceLabels.Of(texts).Zip(texts, (label, json) => new SweepChoice(label, [new(path, json)]))]);
    }

    /// <summary>The seeds from one on, each one more than the one before.</summary>
    public static ListAxis Seeds(long from, int count) => Counted(Seed, from, count);

    /// <summary>Whole numbers from one on, each one more than the one before.</summary>
    public static ListAxis Counted(string path, long from, int count) => count >= 1 && count <= Sweep.MostTrials && from <= long.MaxValue - count
        ? Json(path, Enumerable.Range(0, count).Select(i => Invariant.Text($"{from + i}")))
        : throw new NNException(Invariant.Text($"Sweep: the axis \"{path}\" needs a count from 1 to {Sweep.MostTrials}, got {count} from {from} on."));

    /// <summary>So many numbers evenly spaced from one to another, both among them; evenly in their logarithms where asked for. Shortened as drawn ones are.</summary>
    public static ListAxis Spaced(string path, double low, double high, int count, bool logarithmic = false)
    {
        var range = new RangeAxis(path, low, high, logarithmic);
        if (count is < 2 or > Sweep.MostTrials) throw new NNException(Invariant.Text($"Sweep: the axis \"{path}\" needs a count from 2 to {Sweep.MostTrials} from {low} to {high}, got {count}."));
        return Numbers(path, Enumerable.Range(0, count).Select(i => range.At((double)i / (count - 1))));
    }
}

/// <summary>An axis with a list of choices.</summary>
public sealed record ListAxis : SweepAxis
{
    /// <summary>An axis with a list of choices.</summary>
    /// <param name="name">the path of the field, or a name of one's own where several fields go together</param>
    /// <param name="choices">one or more, their labels different, all of them changing the same fields</param>
    /// <exception cref="NNException">There is none, two have one label, or one changes other fields.</exception>
    public ListAxis(string name, params IEnumerable<SweepChoice> choices) : base(name)
    {
        Choices = [.. choices.Take(Sweep.MostTrials + 1)];
        if (Choices.IsEmpty) throw new NNException($"Sweep: the axis \"{name}\" has no values; give one or more.");
        if (Choices.GroupBy(choice => choice.Label).FirstOrDefault(same => same.Count() > 1) is { } twice) throw new NNException($"Sweep: the axis \"{name}\" has \"{twice.Key}\" twice.");
        if (Choices.Length > Sweep.MostTrials) throw new NNException(Invariant.Text($"Sweep: the axis \"{name}\" has more than {Sweep.MostTrials} values."));
        string[] paths = Paths(Choices[0]);
        if (Choices.FirstOrDefault(choice => !Paths(choice).SequenceEqual(paths)) is { } other)
            throw new NNException($"Sweep: all values of the axis \"{name}\" must set the same fields; \"{Choices[0].Label}\" sets {string.Join(", ", paths)}, \"{other.Label}\" sets {string.Join(", ", Paths(other))}.");
    }

    /// <summary>What there is to choose from, in order.</summary>
    public ImmutableArray<SweepChoice> Choices { get; }

    /// <summary>True when name and choices are the same.</summary>
    public bool Equals(ListAxis? other) => other is not null && Name == other.Name && Choices.SequenceEqual(other.Choices);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Choices.Length);

    private static string[] Paths(SweepChoice choice) => [.. choice.Changes.Select(change => change.Path).Order(StringComparer.Ordinal)];
}
