using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Columns of words beside each other.</summary>
internal static class TextTable
{
    /// <summary>The head and the rows, each column as wide as its widest cell.</summary>
    public static string Of(ImmutableArray<string> head, ImmutableArray<ImmutableArray<string>> rows)
    {
        var all = rows.Insert(0, head);
        int[] widths = [.. head.Select((_, i) => all.Max(row => row[i].Length))];
        return string.Join('\n', all.Select(row => string.Join("  ", row.Select((cell, i) => cell.PadRight(widths[i]))).TrimEnd()));
    }
}
