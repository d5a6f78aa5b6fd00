using System.Collections.Immutable;
using System.Globalization;

namespace Functional.NN.Experiments;

/// <summary>A field of an experiment file and the value it gets.</summary>
/// <param name="Path">the field, dots between the names: <c>optimizer.learningRate</c></param>
/// <param name="Json">the value as JSON, on one line</param>
public sealed record SweepChange(string Path, string Json);

/// <summary>One of the things an axis chooses from: a label, and what is changed for it.</summary>
/// <param name="Label">what it is called in tables</param>
/// <param name="Changes">the fields it sets, in the order in which they were written</param>
public sealed record SweepChoice(string Label, ImmutableArray<SweepChange> Changes)
{
    /// <summary>True when label and changes are the same.</summary>
    public bool Equals(SweepChoice? other) => other is not null && Label == other.Label && Changes.SequenceEqual(other.Changes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Label, Changes.Length);

    /// <summary>The label.</summary>
    public override string ToString() => Label;

    /// <summary>A number as JSON: the shortest text that reads back to its bits.</summary>
    internal static string Number(double value) => double.IsFinite(value) ? value.ToString("R", CultureInfo.InvariantCulture)
        : throw new NNException(Invariant.Text($"Sweep: a value of an axis must be finite, got {value}."));
}
