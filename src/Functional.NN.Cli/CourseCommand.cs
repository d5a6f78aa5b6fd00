using System.CommandLine;
using System.Diagnostics;
using Functional.NN.Course;

namespace Functional.NN.Cli;

/// <summary><c>fnn course</c>: the claims of a deep-learning course, each measured and judged.</summary>
internal sealed class CourseCommand
{
    private readonly Argument<string[]> _samples = new("SAMPLE") { Description = "The samples to run. [all]", Arity = ArgumentArity.ZeroOrMore };

    private readonly Option<string> _run = OptionText.Create("--run", "DIR", "The folder for the page and the record. [runs/course]");

    private readonly Option<string> _check = OptionText.Create("--check", "FILE", "A record to compare with, such as docs/course.json; exit code 1 where a bit differs.");

    private readonly Option<string> _docs = OptionText.Create("--docs", "DIR", "The folder of the repository to write course.md into, with its pictures and its record.");

    private readonly Option<bool> _list = OptionText.Flag("--list", "Only list the samples.");

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;

    public CourseCommand(Terminal terminal, CancellationToken cancellation)
    {
        (_terminal, _cancellation) = (terminal, cancellation);
        Command = new Command("course", "Show the claims of a deep-learning course: run the samples, print each claim with its figure and verdict, write a page with all pictures.") { _samples, _run, _check, _docs, _list };
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var samples = CourseSamples.Named(parsed.GetValue(_samples)!);
        if (parsed.GetValue(_list)) return List(samples);
        var kept = parsed.Text(_check) is { } file ? CourseRecord.Read(file) : null;
        string folder = parsed.Text(_run) ?? Path.Combine("runs", "course");
        if (parsed.Folder(_docs) is not null && samples.Length < CourseSamples.All.Length) throw new NNException("--docs: the document is of the whole course; name no sample.");
        CourseFiles.Check(folder, parsed.Text(_docs));
        var clock = Stopwatch.StartNew();
        List<ShownSample> shown = [];
        foreach (var sample in samples)
        {
            if (_cancellation.IsCancellationRequested)
            {
                _terminal.Line($"interrupted after {shown.Count} of {samples.Length} samples; no file is written");
                return ExitCode.Interrupted;
            }
            shown.Add(Show(sample));
        }
        CourseFiles.Write(folder, shown);
        if (parsed.Text(_docs) is { } docs) CourseFiles.WriteDocument(docs, shown);
        var record = CourseFiles.RecordOf(shown);
        _terminal.Line($"");
        _terminal.Line($"{record.Claims.Count()} claims: {string.Join(", ", Enum.GetValues<Verdict>().Select(verdict => $"{record.Claims.Count(claim => claim.Verdict == verdict)} {verdict.Words()}"))}; {samples.Length} samples in {clock.Elapsed.TotalSeconds:0.0} s");
        _terminal.Line($"course sha256: {record.Sha256}");
        _terminal.Line($"report: {Path.Combine(folder, CourseFiles.Report)}");
        return kept is null ? ExitCode.Done : Compared(record, kept, parsed.Text(_check)!);
    }

    private int List(IEnumerable<Sample> samples)
    {
        foreach (var sample in samples) _terminal.Line($"{sample.Name,-24}  {sample.Title}");
        return ExitCode.Done;
    }

    private ShownSample Show(Sample sample)
    {
        var clock = Stopwatch.StartNew();
        ShownSample shown = new(sample, sample.Show());
        _terminal.Line($"{sample.Name}: {sample.Title} ({clock.Elapsed.TotalSeconds:0.0} s)");
        foreach (var claim in shown.Findings.Claims)
        {
            _terminal.Line($"  {claim.Verdict.Words(),-12}  {claim.Statement} {claim.Figure}");
            if (claim.Here != "") _terminal.Line($"  {"here",-12}  {claim.Here}");
        }
        return shown;
    }

    private int Compared(CourseRecord record, CourseRecord kept, string file)
    {
        string[] differences = [.. RecordDifference.Of(record, kept)];
        foreach (string difference in differences) _terminal.Line($"differs: {difference}");
        if (differences.Length == 0) _terminal.Line($"the same bits as {file}");
        return differences.Length == 0 ? ExitCode.Done : ExitCode.CheckFailed;
    }
}
