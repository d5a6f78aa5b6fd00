namespace Functional.NN;

/// <summary>The right name nearest to a misspelt one.</summary>
internal static class NearestName
{
    /// <summary>The known name that begins like this, or else the one with the fewest letters to change, if they are few enough for a slip of the hand.</summary>
    public static string? Of(string name, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(known);
        string typed = name.ToLowerInvariant();
        string[] names = [.. known];
        if (typed.Trim('-').Length > 1 && names.FirstOrDefault(candidate => candidate.StartsWith(typed, StringComparison.OrdinalIgnoreCase)) is { } longer) return longer;
        return names.MinBy(candidate => Distance(typed, candidate.ToLowerInvariant())) is { } nearest && Distance(typed, nearest.ToLowerInvariant()) <= Math.Max(1, nearest.Trim('-').Length / 3) ? nearest : null;
    }

    /// <summary><c> (did you mean adam?)</c>, or nothing.</summary>
    public static string Suggestion(string name, IEnumerable<string> known) => Of(name, known) is { } nearest ? $" (did you mean {nearest}?)" : "";

    /// <summary><c> (did you mean "adam"?)</c>, or nothing.</summary>
    public static string Quoted(string name, IEnumerable<string> known) => Of(name, known) is { } nearest ? $" (did you mean \"{nearest}\"?)" : "";

    /// <summary>How many letters must be put in, left out, replaced, or swapped with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var d = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            for (int j = 0; j <= b.Length; j++)
                d[i, j] = i == 0 || j == 0 ? i + j : Math.Min(Math.Min(d[i - 1, j], d[i, j - 1]) + 1, Math.Min(d[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1), Swapped(i, j)));
        return d[a.Length, b.Length];

        int Swapped(int i, int j) => i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] ? d[i - 2, j - 2] + 1 : int.MaxValue;
    }
}
