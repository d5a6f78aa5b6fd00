using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What the target column of a CSV file is.</summary>
public enum CsvTask
{
    /// <summary>A label, text or number, one for each class.</summary>
    Classification,

    /// <summary>A number.</summary>
    Regression,
}

/// <summary>How a CSV file is read: which column is the target, which are inputs, and how the text is cut. A value.</summary>
/// <param name="Target">the target column</param>
/// <param name="Task">whether the target is a label or a number</param>
/// <param name="Header">whether the first row holds the names of the columns</param>
/// <param name="Delimiter">what stands between two fields: one ASCII character</param>
public sealed record CsvFormat(CsvColumn Target, CsvTask Task = CsvTask.Classification, bool Header = true, char Delimiter = ',')
{
    /// <summary>The target column.</summary>
    public CsvColumn Target { get; init => field = value; } = Target;

    /// <summary>What stands between two fields: one ASCII character.</summary>
    public char Delimiter { get; init => field = CheckedDelimiter(value); } = CheckedDelimiter(Delimiter);

    /// <summary>The input columns in the order in which they make up a sample; empty for all columns but the target.</summary>
    public ImmutableArray<CsvColumn> Inputs { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>The labels in the order of their class indices; empty to take those that occur, sorted by their characters' codes (ordinal).</summary>
    /// <remarks>Give the names that training data were read with when reading data to predict or to test with.</remarks>
    public ImmutableArray<string> ClassNames { get; init => field = CheckedNames(value); } = [];

    /// <summary>True when everything is the same, the lists by their elements.</summary>
    public bool Equals(CsvFormat? other) =>
        other is not null && Target == other.Target && Task == other.Task && Header == other.Header && Delimiter == other.Delimiter
        && Inputs.SequenceEqual(other.Inputs) && ClassNames.SequenceEqual(other.ClassNames);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Target, Task, Header, Delimiter, Inputs.Length, ClassNames.Length);

    private static char CheckedDelimiter(char delimiter) => char.IsAscii(delimiter) && delimiter is not ('"' or '\n' or '\r' or '\0') ? delimiter
        : throw new DataException($"CsvFormat: the delimiter is one ASCII character other than a quote or a line end, such as ',' or ';'; got U+{(int)delimiter:X4}.");

    private static ImmutableArray<string> CheckedNames(ImmutableArray<string> names)
    {
        if (names.IsDefault) return [];
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1);
        return twice is null ? names : throw new DataException($"CsvFormat: the class name \"{twice.Key}\" is given twice.");
    }
}
