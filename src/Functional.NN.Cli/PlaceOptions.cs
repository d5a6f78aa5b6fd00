using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>The options that say where data are and what computes: they belong to a machine, and change no bit but by a native backend.</summary>
internal sealed class PlaceOptions(string threads = "On how many threads; it changes no bit. [all processors]")
{
    /// <summary>The folder to look in first.</summary>
    public Option<string> Folder { get; } = OptionText.Create("--data-dir", "DIR", "The folder to look for data in before $FNN_DATA and the cache.");

    /// <summary>How many threads.</summary>
    public Option<string> Threads { get; } = OptionText.Create("--threads", "N", threads);

    /// <summary>What computes matrix products.</summary>
    public Option<string> Backend { get; } = OptionText.Create("--backend", "NAME", $"What computes matrix products: {string.Join(", ", NamedBackends.All.Names)}. [managed]");

    /// <summary>Where data are looked for.</summary>
    public DataPlaces Places(ParseResult parsed) => new(DataFolders.Search(parsed.Folder(Folder)));

    /// <summary>What computes.</summary>
    /// <exception cref="NNException">It is not there.</exception>
    public Compute Compute(ParseResult parsed) => NamedBackends.Compute(parsed.Text(Backend), parsed.Whole(Threads, 1));
}
