using System.CommandLine;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary><c>fnn train</c>: from options to settings, and from a report to text.</summary>
internal sealed class TrainCommand
{
    private static readonly TrainingSettings Defaults = new();

    private readonly Option<string>
        _data = OptionText.Create("--data", "NAME", $"The data: {Names(NamedData<float>.All)}, or a .csv file whose last column is the target. [{Defaults.Data}]"),
        _folder = OptionText.Create("--data-dir", "DIR", "The folder to look for data in before $FNN_DATA and the cache."),
        _limit = OptionText.Create("--limit", "N", "Train on the first N samples only."),
        _network = OptionText.Create("--network", "NAME", $"The network: {Names(NamedNetworks.All)}, or mlp:64-32 for hidden layers of 64 and 32. [by the data]"),
        _epochs = OptionText.Create("--epochs", "N", "How many passes over the data. [by the data]"),
        _batch = OptionText.Create("--batch", "N", "How many samples in a batch. [by the data]"),
        _optimizer = OptionText.Create("--optimizer", "NAME", $"The optimizer: {Names(NamedOptimizers.All)}. [{Defaults.Optimizer}]"),
        _rate = OptionText.Create("--lr", "RATE", "The learning rate, such as 0.001. [by the optimizer]"),
        _schedule = OptionText.Create("--schedule", "NAME", $"How the rate goes on: {Names(NamedSchedules.All)}; step:30 and the like count epochs. [{Defaults.Schedule}]"),
        _plateau = OptionText.Create("--reduce-on-plateau", "PATIENCE", "Take a tenth of the rate when the loss (of the samples held back, or else of the epoch) has not fallen for more than PATIENCE epochs."),
        _loss = OptionText.Create("--loss", "NAME", $"The loss: {Names(NamedLosses.All)}; all but {string.Join(", ", NamedLosses.All.Entries.Where(loss => !loss.Item.OneHot).Select(loss => loss.Name))} read the target of a .csv file as a number. [{Defaults.Loss}]"),
        _l2 = OptionText.Create("--l2", "ALPHA", "A penalty ½αΣw² on the weights. [0]"),
        _patience = OptionText.Create("--early-stopping", "PATIENCE", "Hold back a tenth of the training samples, stop when their loss has not fallen for PATIENCE epochs, and keep the best model."),
        _seed = OptionText.Create("--seed", "N", $"What all random numbers follow from. [{Defaults.Seed}]"),
        _precision = OptionText.Create("--precision", "float|double", "The precision. [float]"),
        _shards = OptionText.Create("--shards", "N", "Cut each batch into N parts whose gradients are joined in order; part of the experiment. [1]"),
        _threads = OptionText.Create("--threads", "N", "On how many threads; it changes no bit. [all processors]"),
        _backend = OptionText.Create("--backend", "NAME", $"What computes matrix products: {Names(NamedBackends.All)}. [managed]"),
        _save = OptionText.Create("--save", "FILE", "Write the trained model to a safetensors file.");

    private readonly Option<bool>
        _findRate = OptionText.Flag("--find-rate", "Train nothing: try 100 steps at each of several learning rates, from the same start on the same batches, and suggest one."),
        _quiet = OptionText.Flag("--quiet", "Print nothing but test loss, test accuracy and hash."),
        _json = OptionText.Flag("--json", "Print nothing but one JSON object.");

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;

    public TrainCommand(Terminal terminal, CancellationToken cancellation)
    {
        (_terminal, _cancellation) = (terminal, cancellation);
        Command = new Command("train", "Train a network; without options, LeNet-5 on drawn digits.")
        {
            _data, _folder, _limit, _network, _epochs, _batch, _optimizer, _rate, _schedule, _plateau, _loss, _l2, _patience, _seed, _precision, _shards, _threads, _backend, _save, _findRate, _quiet, _json,
        };
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var settings = Settings(parsed);
        bool json = parsed.GetValue(_json), quiet = parsed.GetValue(_quiet);
        if (parsed.GetValue(_findRate)) return FindRate(parsed, settings, json, quiet);
        var report = json || quiet ? TrainingRun.Run(settings, null, _cancellation)
            : _terminal.CanRedraw ? LiveTraining.Run(_terminal, settings, _cancellation)
            : TrainingRun.Run(settings, new PlainTraining(_terminal), _cancellation);
        if (json) TrainingText.Json(_terminal, report);
        else TrainingText.Show(_terminal, report, brief: quiet);
        if (report.Fault is { } fault) _terminal.Complain(fault);
        return report.End switch { FitEnd.Cancelled => ExitCode.Interrupted, FitEnd.NotFinite => ExitCode.CheckFailed, _ => ExitCode.Done };
    }

    private int FindRate(ParseResult parsed, TrainingSettings settings, bool json, bool quiet)
    {
        foreach (var option in new[] { _rate, _schedule, _plateau, _epochs, _save })
            if (parsed.Text(option) is not null) throw new NNException($"--find-rate tries rates of its own for 100 steps each and keeps no model; leave {option.Name} out.");
        try
        {
            var finder = new RateFinder();
            bool brief = json || quiet;
            var search = RateSearchRun.Run(settings, finder, brief ? null : start => RateText.Heading(_terminal, start, finder), brief ? null : trial => RateText.Line(_terminal, trial), _cancellation);
            if (json) RateText.Json(_terminal, finder, search);
            else RateText.Suggestion(_terminal, finder, search);
            return ExitCode.Done;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }

    private TrainingSettings Settings(ParseResult parsed) => new()
    {
        Data = parsed.Text(_data) ?? Defaults.Data,
        DataFolder = parsed.Folder(_folder),
        Limit = parsed.Whole(_limit, 1),
        Network = parsed.Text(_network),
        Epochs = parsed.Whole(_epochs, 1),
        Batch = parsed.Whole(_batch, 1),
        Optimizer = parsed.Text(_optimizer) ?? Defaults.Optimizer,
        Rate = parsed.Number(_rate, orZero: false),
        Schedule = parsed.Text(_schedule) ?? Defaults.Schedule,
        PlateauPatience = parsed.Whole(_plateau, 0),
        Loss = parsed.Text(_loss) ?? Defaults.Loss,
        L2 = parsed.Number(_l2, orZero: true) ?? Defaults.L2,
        Patience = parsed.Whole(_patience, 1),
        Seed = parsed.Seed(_seed) ?? Defaults.Seed,
        Precision = parsed.Text(_precision) switch
        {
            null => Defaults.Precision,
            "float" => Precision.Float,
            "double" => Precision.Double,
            var other => throw new NNException($"--precision is float or double, got \"{other}\"."),
        },
        Shards = parsed.Whole(_shards, 1) ?? Defaults.Shards,
        Compute = NamedBackends.Compute(parsed.Text(_backend), parsed.Whole(_threads, 1)),
        SaveTo = parsed.Writable(_save),
    };

    private static string Names<TItem>(Registry<TItem> registry) => string.Join(", ", registry.Names);
}
