using System.CommandLine;
using System.Globalization;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn train</c>: from options to an experiment, and from a report to text.</summary>
internal sealed class TrainCommand
{
    /// <summary>The option that says where relative paths of the experiment's file begin.</summary>
    public const string Beside = "--beside";

    private readonly ExperimentFlags _flags = new();
    private readonly PlaceOptions _places = new();

    private readonly Argument<string> _file = new("FILE") { Description = "An experiment's file, which the options change; the embedded one when there is none.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string>
        _beside = OptionText.Create(Beside, "DIR", "Where relative paths in FILE begin. [its folder]"),
        _run = OptionText.Create("--run", "DIR", "The folder for the run's record. [runs/NAME-TIME]"),
        _resume = OptionText.Create("--resume", "RUN", "Go on with the run in this folder from its last saved state; it ends in the bits of a run that was never interrupted."),
        _keep = OptionText.Create("--keep", "N|all", Invariant($"How many of the last saved states stay, besides the best. [{KeptCheckpoints.UsualLast}]")),
        _until = OptionText.Create("--until-epoch", "N", "Leave the run after N epochs, to be gone on with by --resume."),
        _save = OptionText.Create("--save", "FILE", "Write the trained model to a safetensors file.");

    private readonly Option<string[]> _set = OptionText.Several("--set", "FIELD=VALUE", "Set a field of the experiment's file by its path, such as optimizer.learningRate=0.01 or parameters.width=64; as often as wanted.");

    private readonly Option<bool>
        _noRecord = OptionText.Flag("--no-record", "Keep no record of the run."),
        _tensorBoard = OptionText.Flag("--tensorboard", "Write event files for TensorBoard into the record: its folder tensorboard."),
        _dump = OptionText.Flag("--dump", "Train nothing: print the experiment in its canonical form."),
        _findRate = OptionText.Flag("--find-rate", "Train nothing: try 100 steps at each of several learning rates, from the same start on the same batches, and suggest one."),
        _quiet = OptionText.Flag("--quiet", "Print nothing but test loss, test accuracy and hashes."),
        _json = OptionText.Flag("--json", "Print nothing but one JSON object.");

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;

    public TrainCommand(Terminal terminal, CancellationToken cancellation)
    {
        (_terminal, _cancellation) = (terminal, cancellation);
        Command = new Command("train", "Train a network as an experiment's file says; without one, LeNet-5 on drawn digits.") { _file };
        foreach (var option in _flags.All) Command.Options.Add(option);
        foreach (var option in new Option[] { _set, _places.Folder, _beside, _places.Threads, _places.Backend, _run, _resume, _noRecord, _keep, _until, _tensorBoard, _save, _dump, _findRate, _quiet, _json }) Command.Options.Add(option);
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var options = Options(parsed);
        if (parsed.Text(_resume) is { } run) return Train(parsed, options, (watcher, cancellation) => TrainingRun.Resume(Resumed(parsed, run), options, watcher, cancellation));
        var experiment = Experiment(parsed, ref options);
        if (parsed.GetValue(_dump))
        {
            _terminal.Out.Write(experiment.ToJson());
            return ExitCode.Done;
        }
        if (parsed.GetValue(_findRate)) return FindRate(parsed, experiment, options);
        options = options with { Folder = Folder(parsed, experiment) };
        try
        {
            return Train(parsed, options, (watcher, cancellation) => TrainingRun.Run(experiment, options, watcher, cancellation));
        }
        catch (NNException) when (options.Folder is { } folder && parsed.Text(_run) is null)
        {
            RunFolder.RemoveUnused(folder);
            throw;
        }
    }

    private int Train(ParseResult parsed, RunOptions options, Func<ITrainingWatcher?, CancellationToken, TrainingReport> train)
    {
        bool json = parsed.GetValue(_json), quiet = parsed.GetValue(_quiet);
        var report = json || quiet ? train(new OnlyDamage(_terminal), _cancellation) : _terminal.CanRedraw ? LiveTraining.Run(_terminal, train, _cancellation) : train(new PlainTraining(_terminal), _cancellation);
        if (json) TrainingText.Json(_terminal, report, options);
        else TrainingText.Show(_terminal, report, options, brief: quiet);
        WritePage(report, options, brief: json || quiet);
        if (report.Fault is { } fault) _terminal.Complain(fault);
        return report.End switch { FitEnd.Cancelled when options.UntilEpoch is null || _cancellation.IsCancellationRequested => ExitCode.Interrupted, FitEnd.NotFinite => ExitCode.CheckFailed, _ => ExitCode.Done };
    }

    /// <summary>The page of a run that has ended. The run is what was asked for: without its page it is complete all the same.</summary>
    private void WritePage(TrainingReport report, RunOptions options, bool brief)
    {
        if (report.Start.Folder is not { } folder || report.End == FitEnd.Cancelled) return;
        try
        {
            string file = RunReport.Write(RunRecord.Read(folder, options.Types), options.Places, options.Compute);
            if (!brief) _terminal.Line($"report: {file}");
        }
        catch (NNException e)
        {
            _terminal.Complain($"the run is complete, but its page could not be written: {e.Message} Write it later with fnn report {folder}.");
        }
    }

    /// <summary>The experiment of a command line: that of its file, or the embedded one, as the options change it.</summary>
    private Experiment Experiment(ParseResult parsed, ref RunOptions options)
    {
        string? path = parsed.GetValue(_file);
        options = options with { Places = options.Places with { Beside = parsed.Folder(_beside) ?? (path is null ? Environment.CurrentDirectory : Path.GetDirectoryName(Path.GetFullPath(path))) } };
        return _flags.Of(parsed, path is null && Changes(parsed) is [] ? null : Document(parsed, path).ToExperiment(options.Places), options.Places);
    }

    /// <summary>The file, or the embedded one, with the fields that are set.</summary>
    private ExperimentDocument Document(ParseResult parsed, string? path)
    {
        var document = path is null ? ExperimentDocument.Parse(UsualExperiment.EmbeddedJson) : ExperimentDocument.Read(path);
        foreach (string change in Changes(parsed))
        {
            int equals = change.IndexOf('=', StringComparison.Ordinal);
            if (equals < 1) throw new NNException($"--set takes a field and its value, such as training.epochs=3; got \"{change}\".");
            document = document.With(change[..equals], change[(equals + 1)..]);
        }
        return document;
    }

    private string[] Changes(ParseResult parsed) => parsed.GetValue(_set) ?? [];

    private string? Folder(ParseResult parsed, Experiment experiment)
    {
        if (parsed.GetValue(_noRecord)) return parsed.Text(_run) is null ? null : throw new NNException("--no-record keeps no record; leave --run out.");
        return parsed.Text(_run) ?? RunFolder.Unused(Path.Combine("runs", $"{experiment.Name}-{DateTime.Now.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}"));
    }

    /// <summary>A run that goes on has its experiment: what would change it is refused.</summary>
    private string Resumed(ParseResult parsed, string run)
    {
        var changing = _flags.All.Concat([_set, _run, _noRecord, _dump, _findRate]).FirstOrDefault(option => parsed.GetResult(option) is { Implicit: false });
        if (changing is not null || parsed.GetValue(_file) is not null)
            throw new NNException($"--resume goes on with the experiment of {run} as it is; leave {changing?.Name ?? parsed.GetValue(_file)} out, or begin a new run.");
        return run;
    }

    private int FindRate(ParseResult parsed, Experiment experiment, RunOptions options)
    {
        bool json = parsed.GetValue(_json), brief = json || parsed.GetValue(_quiet);
        foreach (var option in _flags.OfTheRate.Append(_save))
            if (parsed.Text(option) is not null) throw new NNException($"--find-rate tries rates of its own for 100 steps each and keeps no model; leave {option.Name} out.");
        try
        {
            var finder = new RateFinder();
            var search = RateSearchRun.Run(experiment, finder, options, brief ? null : start => RateText.Heading(_terminal, start, finder), brief ? null : trial => RateText.Line(_terminal, trial), _cancellation);
            if (json) RateText.Json(_terminal, finder, search);
            else RateText.Suggestion(_terminal, finder, search);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    private RunOptions Options(ParseResult parsed) => new()
    {
        Places = _places.Places(parsed),
        Compute = _places.Compute(parsed),
        SaveTo = parsed.Writable(_save),
        UntilEpoch = parsed.Whole(_until, 1),
        TensorBoard = parsed.GetValue(_tensorBoard),
        Kept = parsed.Text(_keep) is "all" ? KeptCheckpoints.All : new(parsed.Whole(_keep, 1) ?? KeptCheckpoints.UsualLast),
        Command = string.Join(' ', parsed.Tokens.Select(token => token.Value).Prepend("fnn")),
    };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>Says nothing of a run but what is damaged.</summary>
    private sealed class OnlyDamage(Terminal terminal) : ITrainingWatcher
    {
        public void OnDamage(string sentence) => terminal.Complain(TrainingText.PassedOver(sentence));
    }
}
