using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Where the places of a changed network or layer were before: for paths that begin with New, Old in its place. The longest beginning counts; a path without one stays.</summary>
internal sealed record Renaming(ImmutableArray<(string New, string Old)> Places)
{
    /// <summary>Everything is where it was.</summary>
    public static Renaming None { get; } = new([("", "")]);

    /// <summary>The same one level up, where the thing is called by a new name and was called by an old one.</summary>
    public Renaming Under(string name, string old) => new([.. Places.Select(place => (Joined(name, place.New), Joined(old, place.Old)))]);

    /// <summary>Several, side by side.</summary>
    public static Renaming Of(IEnumerable<Renaming> parts) => new([.. parts.SelectMany(part => part.Places)]);

    /// <summary>A path as it was.</summary>
    public string Old(string path)
    {
        var (beginning, old) = Places.Where(place => Begins(path, place.New)).DefaultIfEmpty(("", "")).MaxBy(place => place.Item1.Length);
        return Joined(old, path[beginning.Length..].TrimStart('.'));
    }

    public static string Joined(string place, string rest) => place.Length == 0 ? rest : rest.Length == 0 ? place : $"{place}.{rest}";

    private static bool Begins(string path, string beginning) => beginning.Length == 0 || path == beginning || path.StartsWith($"{beginning}.", StringComparison.Ordinal);
}
