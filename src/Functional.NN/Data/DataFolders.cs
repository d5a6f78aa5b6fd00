using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>One folder in which data are looked for.</summary>
/// <param name="Origin">where the path comes from, in words: <c>--data-dir</c>, <c>$FNN_DATA</c></param>
/// <param name="Path">the folder, which need not exist; none where the origin names none</param>
public sealed record DataFolder(string Origin, string? Path);

/// <summary>The folders in which data are looked for, in their order: a value, so that a failure can say where it looked.</summary>
public sealed class DataFolders
{
    private const string Variable = "FNN_DATA", Explicit = "given";

    private DataFolders(ImmutableArray<DataFolder> places) => Places = places;

    /// <summary>The places, the first one asked first.</summary>
    public ImmutableArray<DataFolder> Places { get; }

    /// <summary>The folder that was given explicitly; none where none was.</summary>
    public string? Given => Places.FirstOrDefault(place => place.Origin == Explicit)?.Path;

    /// <summary>These folders and no others.</summary>
    public static DataFolders Of(params IEnumerable<string> paths) => new([.. paths.Select(path => new DataFolder(Explicit, path))]);

    /// <summary>The usual places: a folder given explicitly, the environment variable FNN_DATA, and the user's cache. Reads the environment once, here.</summary>
    /// <param name="explicitFolder">a folder to look in first, if one was given</param>
    public static DataFolders Search(string? explicitFolder = null)
    {
        DataFolder[] given = explicitFolder is null ? [] : [new DataFolder(Explicit, explicitFolder)];
        string? set = Environment.GetEnvironmentVariable(Variable);
        return new([.. given, new DataFolder("$" + Variable, string.IsNullOrEmpty(set) ? null : set), new DataFolder("the user's cache", UserCache())]);
    }

    /// <summary>The path of a file, or of it with <c>.gz</c> added, in the first folder that has it itself or in a subfolder; none where no folder has it.</summary>
    public string? Find(string name, string subfolder = "") =>
        Places.Where(place => place.Path is not null)
            .SelectMany(place => new[] { Path.Combine(place.Path!, name), Path.Combine(place.Path!, subfolder, name) })
            .SelectMany(path => new[] { path, path + ".gz" })
            .FirstOrDefault(File.Exists);

    /// <summary>Where was looked, in words.</summary>
    public override string ToString() => Places.IsEmpty ? "nowhere" : string.Join(", ", Places.Select(place => $"{place.Path ?? "not set"} ({place.Origin})"));

    private static string? UserCache()
    {
        string? home = Environment.GetEnvironmentVariable("HOME"), shared = Environment.GetEnvironmentVariable("XDG_CACHE_HOME");
        string? cache = OperatingSystem.IsWindows() ? Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData)
            : !string.IsNullOrEmpty(shared) ? shared
            : string.IsNullOrEmpty(home) ? null
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Caches") : Path.Combine(home, ".cache");
        return string.IsNullOrEmpty(cache) ? null : Path.Combine(cache, "functional-nn");
    }
}
