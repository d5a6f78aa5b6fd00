using System.CommandLine;
using System.Globalization;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn verify nist</c>: nonlinear regression against certified values.</summary>
internal static class VerifyNistCommand
{
    public static Command Create(Terminal terminal)
    {
        var folder = OptionText.Create("--data-dir", "DIR", "The folder to look for NIST's files in, or in its subfolder nist, before $FNN_DATA and the cache.");
        var command = new Command("nist", "Fit the 27 nonlinear regressions of NIST's Statistical Reference Datasets from both starting points; exit code 1 when fewer than 18 and 22 are right to six digits.") { folder };
        command.SetAction(parsed => Print(terminal, NistReport.Run(DataFolders.Search(parsed.Folder(folder)))));
        return command;
    }

    private static int Print(Terminal terminal, NistReport report)
    {
        terminal.Line($"problem     level      from start 1               from start 2");
        terminal.Line($"                       digits  errors'  steps     digits  errors'  steps");
        foreach (var (problem, fits) in report.Results)
            terminal.Line($"{problem.Name,-10}  {problem.Level,-8}  {string.Join("   ", fits.Select(Columns))}");
        foreach (var (_, fits) in report.Results)
            foreach (var fit in fits.Where(fit => !fit.IsRight)) terminal.Line($"{fit.Reason}");
        terminal.Line($"right to {NistReport.EnoughDigits} digits: {report.Solved[0]} of {report.Results.Length} from start 1 ({NistReport.Required[0]} wanted), {report.Solved[1]} from start 2 ({NistReport.Required[1]} wanted)");
        return report.IsEnough ? ExitCode.Done : ExitCode.CheckFailed;
    }

    private static string Columns(NistFit fit) => string.Create(CultureInfo.InvariantCulture, $"{fit.Digits,7:0.0}  {fit.ErrorDigits,7:0.0}  {fit.Fit.Steps,5}  {fit.Fit.End}");
}
