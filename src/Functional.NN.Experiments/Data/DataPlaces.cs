namespace Functional.NN.Experiments;

/// <summary>Where the files that an experiment names are looked for: a value that belongs to a run, not to the experiment.</summary>
/// <param name="Folders">the folders of known data sets</param>
/// <param name="Beside">the folder that relative paths begin at first: that of the experiment's file</param>
public sealed record DataPlaces(DataFolders Folders, string? Beside = null)
{
    /// <summary>The usual folders, and paths from the current one on.</summary>
    public static DataPlaces Usual => new(DataFolders.Search());

    /// <summary>The file or folder that data have in their description, as a path that is there.</summary>
    /// <exception cref="DataException">It is nowhere; the sentence says where was looked.</exception>
    public string Find(DataDescription data)
    {
        ArgumentNullException.ThrowIfNull(data);
        string path = data.Path ?? throw new DataException($"the data \"{data.Source}\" are in files of yours: say where, with \"path\" in the experiment's data.");
        string[] candidates = [.. Candidates(path)];
        return candidates.FirstOrDefault(candidate => File.Exists(candidate) || Directory.Exists(candidate))
            ?? throw new DataException($"{path}: there is no such file or folder; looked for {string.Join(", ", candidates)}.");
    }

    private IEnumerable<string> Candidates(string path) =>
        Path.IsPathRooted(path) ? [path] : new[] { Beside ?? "" }.Concat(Folders.Places.Select(place => place.Path).OfType<string>()).Select(folder => Path.Combine(folder, path)).Distinct();
}
