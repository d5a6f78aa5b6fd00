using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn verify run</c>: computes a run again and holds it against its record.</summary>
internal static class VerifyRunCommand
{
    public static Command Create(Terminal terminal, CancellationToken cancellation)
    {
        var run = new Argument<string>("RUN") { Description = "The folder of the run's record." };
        var epoch = OptionText.Create("--epoch", "K", "Compute epoch K alone, from the nearest saved state before it.");
        var places = new PlaceOptions();
        var quiet = OptionText.Flag("--quiet", "Print only whether it is the same, and what is not.");
        var json = OptionText.Flag("--json", "Print nothing but one JSON object.");
        var command = new Command("run", "Compute a run again and compare every bit with its record.") { run, epoch, places.Folder, places.Threads, places.Backend, quiet, json };
        command.SetAction(parsed =>
        {
            var options = new RunOptions { Places = places.Places(parsed), Compute = places.Compute(parsed) };
            var record = RunRecord.Read(parsed.GetValue(run)!);
            bool brief = parsed.GetValue(quiet) || parsed.GetValue(json);
            try
            {
                var comparison = RunReplay.Of(record, options, parsed.Whole(epoch, 1), brief ? null : new PlainTraining(terminal), cancellation);
                if (parsed.GetValue(json)) ComparisonText.Json(terminal, comparison);
                else ComparisonText.Show(terminal, comparison, "replayed");
                return comparison.IsSame ? ExitCode.Done : ExitCode.CheckFailed;
            }
            catch (OperationCanceledException)
            {
                return ExitCode.Interrupted;
            }
        });
        return command;
    }
}
