using System.Collections.Immutable;
using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn data get</c>: fetches data from a mirror.</summary>
internal sealed class DataGetCommand
{
    private readonly Argument<string> _name = new("NAME") { Description = "mnist; idx, for four files named as MNIST's; or the name that a single file gets, such as iris.csv." };

    private readonly Option<string>
        _from = OptionText.Create("--from", "URL", "The folder of the web that has the files, plain or as .gz; of a single file its address."),
        _to = OptionText.Create("--to", "DIR", "The folder they go to. [mnist: its folder in $FNN_DATA, else in the cache; a single file: this folder]"),
        _sha256 = OptionText.Create("--sha256", "HASH", "The SHA-256 that a single file must have.");

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;

    public DataGetCommand(Terminal terminal, CancellationToken cancellation)
    {
        (_terminal, _cancellation) = (terminal, cancellation);
        Command = new Command("get", "Get data from a mirror: what is there and right is not fetched again, and what was interrupted goes on. A file has its name only when it is whole and right.") { _name, _from, _to, _sha256 };
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        string name = parsed.GetValue(_name)!;
        var from = DownloadRequest.Address(parsed.Text(_from) ?? throw new NNException("fnn data get needs the address of a mirror: --from URL."));
        var (get, folder) = name switch
        {
            "mnist" => ((Fetch)((watch, cancellation) => DataDownload.Mnist(from, Folder(parsed), watch, cancellation)), Folder(parsed)),
            "idx" => ((watch, cancellation) => DataDownload.Idx(from, OwnFolder(parsed), watch, cancellation), OwnFolder(parsed)),
            _ => ((watch, cancellation) => Single(parsed, name, from, watch, cancellation), parsed.Text(_to) ?? "."),
        };
        if (name is "mnist" or "idx" && parsed.Text(_sha256) is not null) throw new NNException($"--sha256 is for a single file; {(name == "mnist" ? "the hashes of mnist are known" : "idx has four files")}.");
        try
        {
            Tell(name, folder, _terminal.CanRedraw ? LiveDownload.Run(_terminal, get, _cancellation) : PlainDownload.Run(_terminal, get, _cancellation), parsed);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            _terminal.Line($"interrupted; what has come is kept in {folder}, and the same command goes on from there");
            return ExitCode.Interrupted;
        }
    }

    private void Tell(string name, string folder, ImmutableArray<DownloadedFile> files, ParseResult parsed)
    {
        foreach (var file in files)
        {
            _terminal.Line($"{(file.Fetched ? "fetched" : "there already")}  {file.Path}");
            if (name != "mnist") _terminal.Line($"sha256: {file.Sha256}");
        }
        if (name == "idx" || (name == "mnist" && parsed.Text(_to) is not null)) _terminal.Line($"to train on them: fnn train --data {name} --data-dir {folder}");
        else if (name == "mnist") _terminal.Line($"to train on them: fnn train --data mnist");
    }

    private async Task<ImmutableArray<DownloadedFile>> Single(ParseResult parsed, string name, Uri from, Action<DownloadProgress> watch, CancellationToken cancellation)
    {
        if (Path.GetFileName(name) != name || !Path.HasExtension(name))
            throw new NNException(DataInventory.Sets.Any(set => set.Name == name) ? $"{name} is not fetched: {DataInventory.Summary(name)}."
                : $"there is no data set \"{name}\" to be fetched{NearestName.Suggestion(name, ["mnist", "idx"])}; a single file is named with its ending and without a folder, such as iris.csv.");
        return [await DataDownload.File(from, Path.Combine(parsed.Text(_to) ?? ".", name), parsed.Text(_sha256), watch, cancellation).ConfigureAwait(false)];
    }

    private string Folder(ParseResult parsed) => parsed.Text(_to) ?? Path.Combine(
        DataFolders.Search().Places.Select(place => place.Path).OfType<string>().FirstOrDefault() ?? throw new NNException("there is no folder for data: say --to DIR, or set FNN_DATA."), "mnist");

    private string OwnFolder(ParseResult parsed) => parsed.Text(_to) ?? throw new NNException("idx needs a folder of its own for the four files, which have MNIST's names: --to DIR.");
}

/// <summary>Fetches files and tells how far each has come.</summary>
internal delegate Task<ImmutableArray<DownloadedFile>> Fetch(Action<DownloadProgress> watch, CancellationToken cancellation);
