using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn train</c>: from options to an experiment, and from a report to text.</summary>
internal sealed class TrainCommand
{
    private readonly ExperimentFlags _flags = new();

    private readonly Option<string>
        _folder = OptionText.Create("--data-dir", "DIR", "The folder to look for data in before $FNN_DATA and the cache."),
        _threads = OptionText.Create("--threads", "N", "On how many threads; it changes no bit. [all processors]"),
        _backend = OptionText.Create("--backend", "NAME", $"What computes matrix products: {string.Join(", ", NamedBackends.All.Names)}. [managed]"),
        _save = OptionText.Create("--save", "FILE", "Write the trained model to a safetensors file.");

    private readonly Option<bool>
        _findRate = OptionText.Flag("--find-rate", "Train nothing: try 100 steps at each of several learning rates, from the same start on the same batches, and suggest one."),
        _quiet = OptionText.Flag("--quiet", "Print nothing but test loss, test accuracy and hashes."),
        _json = OptionText.Flag("--json", "Print nothing but one JSON object.");

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;

    public TrainCommand(Terminal terminal, CancellationToken cancellation)
    {
        (_terminal, _cancellation) = (terminal, cancellation);
        Command = new Command("train", "Train a network; without options, LeNet-5 on drawn digits.");
        foreach (var option in _flags.All) Command.Options.Add(option);
        foreach (var option in new Option[] { _folder, _threads, _backend, _save, _findRate, _quiet, _json }) Command.Options.Add(option);
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var options = Options(parsed);
        var experiment = _flags.Of(parsed, null, options.Places);
        bool json = parsed.GetValue(_json), quiet = parsed.GetValue(_quiet);
        if (parsed.GetValue(_findRate)) return FindRate(parsed, experiment, options, json, quiet);
        var report = json || quiet ? TrainingRun.Run(experiment, options, null, _cancellation)
            : _terminal.CanRedraw ? LiveTraining.Run(_terminal, experiment, options, _cancellation)
            : TrainingRun.Run(experiment, options, new PlainTraining(_terminal), _cancellation);
        if (json) TrainingText.Json(_terminal, report, options);
        else TrainingText.Show(_terminal, report, options, brief: quiet);
        if (report.Fault is { } fault) _terminal.Complain(fault);
        return report.End switch { FitEnd.Cancelled => ExitCode.Interrupted, FitEnd.NotFinite => ExitCode.CheckFailed, _ => ExitCode.Done };
    }

    private int FindRate(ParseResult parsed, Experiment experiment, RunOptions options, bool json, bool quiet)
    {
        foreach (var option in _flags.OfTheRate.Append(_save))
            if (parsed.Text(option) is not null) throw new NNException($"--find-rate tries rates of its own for 100 steps each and keeps no model; leave {option.Name} out.");
        try
        {
            var finder = new RateFinder();
            bool brief = json || quiet;
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
        Places = new DataPlaces(DataFolders.Search(parsed.Folder(_folder))),
        Compute = NamedBackends.Compute(parsed.Text(_backend), parsed.Whole(_threads, 1)),
        SaveTo = parsed.Writable(_save),
    };
}
