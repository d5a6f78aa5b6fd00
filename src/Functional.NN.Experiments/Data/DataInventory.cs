using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What there is of the known data: their files, where they are found, and whether they are right.</summary>
/// <remarks>Drawn samples have known hashes too, in <c>float</c>: where they come out otherwise, this machine does not compute what others do.</remarks>
internal static class DataInventory
{
    /// <summary>The set that is no data to train on: what <c>fnn verify nist</c> fits.</summary>
    public const string Nist = "nist";

    /// <summary>The sets that can be asked for by name, with what they are.</summary>
    public static ImmutableArray<(string Name, string Summary)> Sets { get; } =
        [.. NamedData<float>.All.Entries.Select(entry => (entry.Name, entry.Summary)), (Nist, "27 nonlinear regressions with certified values, for fnn verify nist")];

    /// <summary>What a set is, in a few words.</summary>
    public static string Summary(string name) => Sets.FirstOrDefault(set => set.Name == name).Summary ?? throw Unknown(name);

    /// <summary>Whether it is known what the hashes of a set must be.</summary>
    public static bool HasKnownHashes(string name) => name == "mnist" || IsDrawn(name);

    /// <summary>Whether a set is drawn, and in no file.</summary>
    public static bool IsDrawn(string name) => name != Nist && NamedData<float>.All.Find(name).Files is null;

    /// <summary>Whether a set is in files of somebody's own, whose path must be given.</summary>
    public static bool NeedsPath(string name) => name != Nist && NamedData<float>.All.Find(name).NeedsPath;

    /// <summary>The parts of some data, each looked at: files are read, drawn samples are drawn.</summary>
    /// <exception cref="NNException">There is no set of that name, or its path is nowhere.</exception>
    public static ImmutableArray<DataPart> Parts(string name, DataPlaces places, string? path = null) => name switch
    {
        Nist => [.. NistReport.Names.Select(problem => DataPart.OfFile(problem, NistReport.Find(places.Folders, problem), null))],
        "mnist" => [.. Mnist.Files.Select(file => DataPart.OfFile(file.Name, Mnist.Find(places.Folders, file), file.Sha256))],
        _ => Other(new DataRequest(new DataDescription(name, path), places, RandomKey.FromSeed(1))),
    };

    private static NNException Unknown(string name) => new($"there is no data set \"{name}\"{NearestName.Suggestion(name, Sets.Select(set => set.Name))}; there are {string.Join(", ", Sets.Select(set => set.Name))}.");

    private static ImmutableArray<DataPart> Other(DataRequest request) => NamedData<float>.All.Find(request.Data.Source).Files is { } files
        ? [.. files(request).Select(file => DataPart.OfFile(Path.GetFileName(file), file, null))]
        : [.. NamedData<float>.Hashes(request, NamedData<float>.Read(request)).Select(part => DataPart.Judged(part.Key, part.Value, KnownSamples.Sha256(request.Data.Source, part.Key)))];
}
