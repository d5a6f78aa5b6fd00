using System.CommandLine;
using System.Globalization;
using Functional.NN.Experiments;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary><c>fnn doctor</c>: what this machine has, and what is used of it and why.</summary>
internal static class DoctorCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = OptionText.Create("--data-dir", "DIR", "The folder to look for data in before $FNN_DATA and the cache.");
        var command = new Command("doctor", "Show runtime, processor, instruction sets, threads, backends, and where data are looked for.") { folder };
        command.SetAction(parsed => Show(terminal, DataFolders.Search(parsed.Text(folder))));
        return command;
    }

    private static int Show(Terminal terminal, DataFolders folders)
    {
        var table = new Table().Border(TableBorder.Rounded).HideHeaders().AddColumns("what", "value");
        var backends = NamedBackends.Found().Select(backend => ($"backend {backend.Name}", backend.What));
        foreach (var (name, value) in Machine().Concat(backends).Concat(Data(folders))) table.AddRow(new Text(name), new Text(value));
        terminal.Console().Write(table);
        return ExitCode.Done;
    }

    private static IEnumerable<(string Name, string Value)> Machine() =>
        RunEnvironment.Machine().Select(fact => (fact.Name, fact.Value)).Append(("threads", Text($"{Environment.ProcessorCount} processors, {Compute.Default.Threads} threads unless told otherwise")));

    private static IEnumerable<(string Name, string Value)> Data(DataFolders folders)
    {
        foreach (var place in folders.Places)
            yield return ($"data: {place.Origin}", place.Path is not { } path ? "not set" : Directory.Exists(path) ? path : $"{path} (not there)");
        var found = Mnist.Files.Select(file => Mnist.Find(folders, file)).ToArray();
        yield return ("MNIST", found.All(path => path is not null) ? $"found in {Path.GetDirectoryName(found[0])}"
            : found.Any(path => path is not null) ? $"incomplete: {string.Join(", ", Mnist.Files.Where((_, i) => found[i] is null).Select(file => file.Name))} not found"
            : "not found; put its four IDX files in one of these folders");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
