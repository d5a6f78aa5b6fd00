using System.Collections.Immutable;

namespace Functional.NN.Course;

/// <summary>A line of the outline that stands for something: <c>@claim NAME | types: A, B | tests: C, D.E</c>, <c>@law SENTENCE | types: … | tests: …</c>, <c>@picture SAMPLE N</c>, <c>@include FILE</c> or <c>@summary</c>.</summary>
/// <param name="Kind">the word after the @</param>
/// <param name="Subject">what follows it</param>
/// <param name="Types">the library's types that it is about</param>
/// <param name="Tests">the tests that show the rules right</param>
internal sealed record OutlineLine(string Kind, string Subject, ImmutableArray<string> Types, ImmutableArray<string> Tests)
{
    /// <summary>What a line stands for; none where it is text.</summary>
    public static OutlineLine? Of(string line)
    {
        if (!line.StartsWith('@')) return null;
        string[] parts = line[1..].Split('|', StringSplitOptions.TrimEntries);
        string[] head = parts[0].Split(' ', 2, StringSplitOptions.TrimEntries);
        return new(head[0], head.Length > 1 ? head[1] : "", List(parts, "types:"), List(parts, "tests:"));
    }

    private static ImmutableArray<string> List(string[] parts, string name) =>
        [.. parts.Where(part => part.StartsWith(name, StringComparison.Ordinal)).SelectMany(part => part[name.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
}
