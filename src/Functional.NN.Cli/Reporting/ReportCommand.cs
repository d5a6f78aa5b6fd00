using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn report</c>: the page of a run or of a sweep, or of several runs beside each other.</summary>
internal sealed class ReportCommand
{
    private const string ComparisonFile = "comparison.html";

    private readonly Argument<string[]> _runs = new("RUN") { Description = "The folder of a run or of a sweep, or those of several runs to compare.", Arity = ArgumentArity.OneOrMore };

    private readonly Option<string> _out = OptionText.Create("--out", "FILE", $"The file to write. [report.html in the folder; {ComparisonFile} for several runs]");

    private readonly PlaceOptions _places = new("On how many threads the model is asked; it changes no bit. [all processors]");

    private readonly Terminal _terminal;

    public ReportCommand(Terminal terminal)
    {
        _terminal = terminal;
        Command = new Command("report", "Write the page of a run or of a sweep, or of several runs beside each other: one HTML file without scripts.") { _runs, _out, _places.Folder, _places.Threads };
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var places = _places.Places(parsed);
        string? to = parsed.Writable(_out);
        string file = parsed.GetValue(_runs)! switch
        {
            [var sweep] when new SweepFolder(sweep).IsSweep => SweepReport.Write(sweep, places, to),
            [var run] => RunReport.Write(RunRecord.Read(run), places, _places.Compute(parsed), to),
            var several => Compared(several, to ?? ComparisonFile),
        };
        _terminal.Line($"report: {file}");
        return ExitCode.Done;
    }

    private static string Compared(string[] runs, string file)
    {
        ComparisonReport.Write(file, runs.Select(run => RunRecord.Read(run)));
        return file;
    }
}
