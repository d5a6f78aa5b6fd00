using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn data</c>: which data are known, whether they are right, what they look like, and how to get them.</summary>
internal sealed class DataCommand
{
    private readonly Terminal _terminal;

    private DataCommand(Terminal terminal) => _terminal = terminal;

    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var data = new DataCommand(terminal);
        var command = new Command("data", "List the known data and where they were found; check, show or get them.") { data.List(), data.Check(), new DataShowCommand(terminal).Command, new DataGetCommand(terminal, cancellation).Command };
        data.Lists(command);
        return command;
    }

    /// <summary>The places where data are looked for.</summary>
    public static DataPlaces Places(ParseResult parsed, Option<string> folder) => new(DataFolders.Search(parsed.Folder(folder)));

    /// <summary>The option that names a folder.</summary>
    public static Option<string> Folder() => OptionText.Create("--data-dir", "DIR", "The folder to look for data in before $FNN_DATA and the cache.");

    private Command List()
    {
        var command = new Command("list", "List the known data: where they were found, how large they are, whether their hashes are right; fnn data alone does the same.");
        Lists(command);
        return command;
    }

    private void Lists(Command command)
    {
        var (folder, json) = (Folder(), OptionText.Flag("--json", "Print nothing but one JSON array."));
        foreach (var option in new Option[] { folder, json }) command.Options.Add(option);
        command.SetAction(parsed =>
        {
            var places = Places(parsed, folder);
            DataLooked[] looked = [.. DataInventory.Sets.Select(set => DataLooked.At(set.Name, places, draw: false))];
            if (parsed.GetValue(json)) DataText.Json(_terminal, looked);
            else DataText.Table(_terminal, looked, places);
            return ExitCode.Done;
        });
    }

    private Command Check()
    {
        var name = new Argument<string>("NAME") { Description = $"the data: {string.Join(", ", DataInventory.Sets.Select(set => set.Name))}, or a .csv file.", Arity = ArgumentArity.ZeroOrOne };
        var (folder, json) = (Folder(), OptionText.Flag("--json", "Print nothing but one JSON array."));
        var command = new Command("check", "Check the hashes of some data, or of all that have known ones: files are read, drawn samples are drawn. Exit code 1 when one is wrong.") { name, folder, json };
        command.SetAction(parsed =>
        {
            var places = Places(parsed, folder);
            DataLooked[] looked = parsed.GetValue(name) is { } one ? [DataLooked.Named(one, places)]
                : [.. DataInventory.Sets.Where(set => DataInventory.HasKnownHashes(set.Name)).Select(set => DataLooked.At(set.Name, places, draw: true))];
            if (parsed.GetValue(json)) DataText.Json(_terminal, looked);
            else DataText.Lines(_terminal, looked);
            return looked.Any(set => set.Parts.Any(part => part.State == PartState.Wrong)) ? ExitCode.CheckFailed : ExitCode.Done;
        });
        return command;
    }
}
