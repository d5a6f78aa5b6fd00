using System.CommandLine;
using System.Globalization;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn sweep</c>: runs the trials of a sweep side by side, and says what came of them.</summary>
internal sealed class SweepCommand
{
    private readonly Argument<string> _file = new("FILE") { Description = "An experiment's file with a \"sweep\".", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string>
        _run = OptionText.Create("--run", "DIR", "The folder for the sweep's record. [runs/NAME-sweep-TIME]"),
        _resume = OptionText.Create("--resume", "DIR", "Go on with the sweep in this folder: only what is missing is done."),
        _processes = OptionText.Create("--processes", "N", "How many trials run at once; it changes no bit. [as many as there are threads]"),
        _only = OptionText.Create("--only", "N,N", "Run only the trials of these numbers."),
        _keep = OptionText.Create("--keep", "N|all", "How many of the last saved states of each trial stay, besides the best.");

    private readonly PlaceOptions _places = new("On how many threads in all, shared out among the processes; it changes no bit. [all processors]");

    private readonly Option<bool>
        _failed = OptionText.Flag("--failed", "Run the failed trials again, and no others; those with a number that is not finite begin anew."),
        _dryRun = OptionText.Flag("--dry-run", "Run nothing: print the trials."),
        _quiet = OptionText.Flag("--quiet", "Print nothing but the folder, the best setting and the hash."),
        _json = OptionText.Flag("--json", "Print nothing but the summary as JSON.");

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;

    public SweepCommand(Terminal terminal, CancellationToken cancellation)
    {
        (_terminal, _cancellation) = (terminal, cancellation);
        Command = new Command("sweep", "Run an experiment for every setting and seed that its file says, side by side, and compare them.") { _file };
        foreach (var option in new Option[] { _run, _resume, _processes, _places.Threads, _only, _failed, _places.Folder, _places.Backend, _keep, _dryRun, _quiet, _json }) Command.Options.Add(option);
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var places = _places.Places(parsed);
        _places.Compute(parsed);   // that is not there is said once, and not by each trial
        if (parsed.GetValue(_dryRun)) return DryRun(parsed, places);
        var record = parsed.Text(_resume) is { } begun ? Resumed(parsed, begun, places) : Begun(parsed, places);
        using var taken = record.Locked();
        var asked = SweepChoiceOfTrials.Of(record, parsed.Text(_only), parsed.GetValue(_failed));
        bool brief = parsed.GetValue(_quiet) || parsed.GetValue(_json);
        if (!brief) SweepText.Heading(_terminal, record.Prepared);
        var (stage, records) = Trials(parsed, record, asked.Contains, brief);
        return End(parsed, record, stage, records);
    }

    private int DryRun(ParseResult parsed, DataPlaces places)
    {
        var sweep = parsed.Text(_resume) is { } begun ? SweepRecord.Read(begun, places).Prepared : PreparedSweep.Of(ExperimentDocument.Read(File(parsed)), places);
        SweepText.Heading(_terminal, sweep);
        SweepText.Plan(_terminal, sweep);
        return ExitCode.Done;
    }

    private (SweepStage Stage, IReadOnlyList<TrialRecord> Records) Trials(ParseResult parsed, SweepRecord record, Func<int, bool> isAsked, bool brief)
    {
        int threads = parsed.Whole(_places.Threads, 1) ?? Environment.ProcessorCount, processes = Math.Min(parsed.Whole(_processes, 1) ?? threads, record.Prepared.Trials.Length);
        var options = new TrialOptions(Math.Max(1, threads / processes), parsed.Text(_resume) is not null, [.. new[] { _places.Folder, _places.Backend, _keep }.SelectMany(option => parsed.Text(option) is { } value ? new[] { option.Name, value } : [])]);
        var runner = new SweepRunner(record.Prepared.Plan, record.Prepared.Measure, processes);
        async Task<(SweepStage, IReadOnlyList<TrialRecord>)> All(SweepProgress progress)
        {
            var (stage, records) = await runner.Run(new TrialProcesses(record, options, progress.Said), trial => isAsked(trial.Index), progress, _cancellation).ConfigureAwait(false);
            return (stage, records);
        }
        return !brief && _terminal.CanRedraw ? LiveSweep.Run(_terminal, record.Prepared, All) : All(new SweepProgress(record.Prepared, line => Plain(line, brief))).GetAwaiter().GetResult();
    }

    private void Plain(string line, bool brief)
    {
        if (brief) return;
        _terminal.Out.WriteLine(line);
        _terminal.Out.Flush();
    }

    private int End(ParseResult parsed, SweepRecord record, SweepStage stage, IReadOnlyList<TrialRecord> records)
    {
        var summary = SweepSummary.Of(record.Prepared.Plan, SweepOutcomes.Of(record.Prepared.Plan, stage, records), record.Prepared.Metric);
        var json = SummaryJson.Of(record.Prepared, summary);
        RecordJson.Write(record.Folder.Summary, json);
        string? page = Page(record, records, summary);
        bool missing = summary.Outcomes.Any(outcome => outcome.End == TrialEnd.Missing), failed = summary.Outcomes.Any(outcome => outcome.End == TrialEnd.Failed);
        if (parsed.GetValue(_json)) _terminal.Out.WriteLine(json.ToJsonString(TrainingText.Readable));
        else Say(record, summary, page, parsed.GetValue(_quiet));
        if (_cancellation.IsCancellationRequested && missing) return ExitCode.Interrupted;
        return failed ? ExitCode.CheckFailed : ExitCode.Done;
    }

    /// <summary>The page; without it the sweep's record is complete all the same.</summary>
    private string? Page(SweepRecord record, IReadOnlyList<TrialRecord> records, SweepSummary summary)
    {
        try
        {
            return SweepReport.Write(record, records, summary);
        }
        catch (NNException e)
        {
            _terminal.Complain($"the summary is written, but the page could not be: {e.Message} Write it later with fnn report {record.Folder.Path}.");
            return null;
        }
    }

    private void Say(SweepRecord record, SweepSummary summary, string? page, bool brief)
    {
        if (brief) _terminal.Out.WriteLine(SweepText.Best(summary));
        else SweepText.Show(_terminal, record.Prepared, summary);
        int missing = summary.Outcomes.Count(outcome => outcome.End == TrialEnd.Missing), failed = summary.Outcomes.Count(outcome => outcome.End == TrialEnd.Failed);
        if (missing > 0) _terminal.Line($"{(_cancellation.IsCancellationRequested ? "interrupted; " : "")}{SweepText.Counted(missing, "trial")} left; go on with: fnn sweep --resume {record.Folder.Path}");
        if (failed > 0) _terminal.Line($"{SweepText.Counted(failed, "trial")} failed; run again with: fnn sweep --resume {record.Folder.Path} --failed");
        _terminal.Line($"sweep: {record.Folder.Path}");
        _terminal.Line($"sweep sha256: {record.Prepared.Sha256}");
        if (!brief && page is not null) _terminal.Line($"report: {page}");
    }

    private SweepRecord Begun(ParseResult parsed, DataPlaces places)
    {
        string file = File(parsed);
        var prepared = PreparedSweep.Of(ExperimentDocument.Read(file), places);
        string folder = parsed.Text(_run) ?? Path.Combine("runs", $"{prepared.Name}-sweep-{DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}");
        return SweepRecord.Begin(folder, prepared);
    }

    private SweepRecord Resumed(ParseResult parsed, string folder, DataPlaces places)
    {
        if ((parsed.GetValue(_file) ?? parsed.Text(_run)) is { } other) throw new NNException($"--resume goes on with the sweep in {folder} as it is; leave {other} out, or begin a new sweep.");
        return SweepRecord.Read(folder, places);
    }

    private string File(ParseResult parsed) => parsed.GetValue(_file) ?? throw new NNException("fnn sweep needs FILE: an experiment's file with a \"sweep\"; or --resume DIR. See fnn sweep --help.");
}
