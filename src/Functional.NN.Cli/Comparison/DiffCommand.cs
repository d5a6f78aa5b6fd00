using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn diff</c>: what differs between two runs, and from which step on.</summary>
internal static class DiffCommand
{
    public static Command Create(Terminal terminal)
    {
        var first = new Argument<string>("RUN_A") { Description = "The folder of a run's record." };
        var second = new Argument<string>("RUN_B") { Description = "The folder of another run's record." };
        var json = OptionText.Flag("--json", "Print nothing but one JSON object.");
        var command = new Command("diff", "Compare two runs: experiments, data, the first step whose bits differ, states, environments.") { first, second, json };
        command.SetAction(parsed =>
        {
            var comparison = RunDiff.Between(RunRecord.Read(parsed.GetValue(first)!), RunRecord.Read(parsed.GetValue(second)!));
            if (parsed.GetValue(json)) ComparisonText.Json(terminal, comparison);
            else ComparisonText.Show(terminal, comparison, "compared");
            return comparison.IsSame ? ExitCode.Done : ExitCode.CheckFailed;
        });
        return command;
    }
}
