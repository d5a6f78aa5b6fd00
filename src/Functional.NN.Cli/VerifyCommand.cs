using System.CommandLine;
using System.Globalization;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn verify</c>: checks.</summary>
internal static class VerifyCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var folder = new Argument<string>("DIR") { Description = "the folder of the JSON files." };
        var unsupported = OptionText.Flag("--unsupported", "List the cases that are not supported, and why.");
        var vectors = new Command("vectors", "Run every case of the reference vectors in a folder; exit code 1 when one fails.") { folder, unsupported };
        vectors.SetAction(parsed => Vectors(terminal, VectorRunner.Run(parsed.GetValue(folder)!), parsed.GetValue(unsupported)));
        return new Command("verify", "Check what is there against what must be.") { new VerifyGradientsCommand(terminal, cancellation).Command, vectors, VerifyNistCommand.Create(terminal), VerifyRunCommand.Create(terminal, cancellation) };
    }

    private static int Vectors(Terminal terminal, VectorReport report, bool withUnsupported)
    {
        foreach (var family in report.Families) terminal.Line($"{family.Name}: {family.Passed} passed, {family.Failed} failed, {family.Unsupported} unsupported");
        List(terminal, report, VectorOutcome.Failed);
        if (withUnsupported) List(terminal, report, VectorOutcome.Unsupported);
        return report.Failed > 0 ? ExitCode.CheckFailed : ExitCode.Done;
    }

    private static void List(Terminal terminal, VectorReport report, VectorOutcome outcome)
    {
        foreach (var family in report.Families)
            foreach (var result in family.Results.Where(r => r.Outcome == outcome))
                terminal.Line($"{outcome.ToString().ToLowerInvariant()}: {family.Name} \"{result.Name}\"{Error(result)}{(result.Message.Length > 0 ? $": {result.Message}" : "")}");
    }

    private static string Error(VectorResult result) => result.LargestError is not { } error ? ""
        : string.Create(CultureInfo.InvariantCulture, $", largest error {error:0.###e+0}") + (result.Output is { } output ? $" in {output}" : "");
}
