using System.Collections.Immutable;
using System.Globalization;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>Some data and what was found of them.</summary>
/// <param name="Name">what they are called</param>
/// <param name="Summary">what they are</param>
/// <param name="Parts">their files or samples, as far as they were looked at</param>
internal sealed record DataLooked(string Name, string Summary, ImmutableArray<DataPart> Parts)
{
    /// <summary>A known set; drawn ones are drawn only when told.</summary>
    public static DataLooked At(string name, DataPlaces places, bool draw) =>
        new(name, DataInventory.Summary(name), DataInventory.NeedsPath(name) || (DataInventory.IsDrawn(name) && !draw) ? [] : DataInventory.Parts(name, places));

    /// <summary>What somebody asked for by name, or by the path of a table.</summary>
    /// <exception cref="NNException">There is none, or not all of it.</exception>
    public static DataLooked Named(string name, DataPlaces places)
    {
        var known = name.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) ? "csv" : name;
        string? path = known == "csv" ? name : places.Folders.Given;
        if (DataInventory.NeedsPath(known) && (path is null || path == "csv")) throw new NNException(known == "csv" ? "a table is named by its file, such as iris.csv." : $"{name} is in files of yours: name their folder with --data-dir.");
        var parts = DataInventory.Parts(known, places, DataInventory.NeedsPath(known) ? path : null);
        return parts.FirstOrDefault(part => part.State == PartState.Missing) is not { } missing ? new(name, DataInventory.Summary(known), parts)
            : throw new DataException($"{name}: {missing.Name} was not found; looked in: {places.Folders}.");
    }

    /// <summary>Where its files are: their folder, or that they are nowhere, or in none.</summary>
    public string Where => Parts.Where(part => part.Path is not null).Select(part => Path.GetDirectoryName(part.Path)!).Distinct().ToArray() switch
    {
        [] when Parts.Length > 0 && Parts.All(part => part.State == PartState.Missing) => "not found",
        [] => DataInventory.NeedsPath(Name) ? "files of yours" : "drawn when asked for",
        var folders => string.Join(", ", folders),
    };

    /// <summary>How large its files are together.</summary>
    public long Bytes => Parts.Sum(part => part.Bytes ?? 0);

    /// <summary>What is to be said of its parts.</summary>
    public string State
    {
        get
        {
            int Count(PartState state) => Parts.Count(part => part.State == state);
            if (Parts.IsEmpty || Count(PartState.Missing) == Parts.Length) return "";
            if (Count(PartState.Wrong) is > 0 and var wrong) return string.Create(CultureInfo.InvariantCulture, $"{wrong} of {Parts.Length} WRONG: see fnn data check {Name}");
            if (Count(PartState.Missing) is > 0 and var missing) return string.Create(CultureInfo.InvariantCulture, $"{missing} of {Parts.Length} files are missing");
            return string.Create(CultureInfo.InvariantCulture, $"{Parts.Length} files{(Count(PartState.Right) == Parts.Length ? ", hashes right" : "")}");
        }
    }
}
