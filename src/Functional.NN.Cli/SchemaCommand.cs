using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn schema</c>: the JSON schema of experiment files, for editors.</summary>
internal static class SchemaCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("schema", "Print the JSON schema of experiment files, by which editors complete them: fnn schema > experiment.schema.json.");
        command.SetAction(_ =>
        {
            terminal.Out.Write(ExperimentSchema.ToJson());
            return ExitCode.Done;
        });
        return command;
    }
}
