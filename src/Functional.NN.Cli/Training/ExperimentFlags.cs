using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Functional.NN.Experiments;

namespace Functional.NN.Cli;

/// <summary>The options that edit an experiment: each replaces a part of it before it is hashed.</summary>
internal sealed class ExperimentFlags
{
    private const double HeldBack = 0.1;   // of the training samples, where early stopping asks for some and the experiment holds back none

    private readonly Option<string>
        _data = OptionText.Create("--data", "NAME", $"The data: {Names(NamedData<float>.All)}, or a .csv file whose last column is the target. [digits]"),
        _limit = OptionText.Create("--limit", "N", "Train on the first N samples only."),
        _network = OptionText.Create("--network", "NAME", $"The network: {Names(NamedNetworks.All)}, or mlp:64-32 for hidden layers of 64 and 32. [by the data]"),
        _epochs = OptionText.Create("--epochs", "N", "How many passes over the data. [by the data]"),
        _batch = OptionText.Create("--batch", "N", "How many samples in a batch. [by the data]"),
        _optimizer = OptionText.Create("--optimizer", "NAME", $"The optimizer: {Names(NamedOptimizers.All)}. [adam]"),
        _rate = OptionText.Create("--lr", "RATE", "The learning rate, such as 0.001. [by the optimizer]"),
        _schedule = OptionText.Create("--schedule", "NAME", $"How the rate goes on: {Names(NamedSchedules.All)}; step:30 and the like count epochs. [constant]"),
        _plateau = OptionText.Create("--reduce-on-plateau", "PATIENCE", "Take a tenth of the rate when the loss (of the samples held back, or else of the epoch) has not fallen for more than PATIENCE epochs."),
        _loss = OptionText.Create("--loss", "NAME", $"The loss: {Names(NamedLosses.All)}; all but {string.Join(", ", NamedLosses.All.Entries.Where(loss => !loss.Item.OneHot).Select(loss => loss.Name))} read the target of a .csv file as a number. [cross-entropy]"),
        _l2 = OptionText.Create("--l2", "ALPHA", "A penalty ½αΣw² on the weights. [0]"),
        _patience = OptionText.Create("--early-stopping", "PATIENCE", "Hold back a tenth of the training samples, stop when their loss has not fallen for PATIENCE epochs, and keep the best model."),
        _seed = OptionText.Create("--seed", "N", "What all random numbers follow from. [1]"),
        _precision = OptionText.Create("--precision", "float|double", "The precision. [float]"),
        _shards = OptionText.Create("--shards", "N", "Cut each batch into N parts whose gradients are joined in order; part of the experiment. [1]"),
        _diagnose = OptionText.Create("--diagnose", "NAME[,NAME…]", $"Measure the state after every epoch: {Names(NamedDiagnostics.All)}; part of the experiment, and changes no bit of what is learnt. [none]");

    /// <summary>The options, in the order of the help.</summary>
    public IEnumerable<Option> All => [_data, _limit, _network, _epochs, _batch, _optimizer, _rate, _schedule, _plateau, _loss, _l2, _patience, _seed, _precision, _shards, _diagnose];

    /// <summary>The options that a search for a rate has no use for: those that say how the rate goes, and what is measured after epochs.</summary>
    public IEnumerable<Option<string>> OfTheRate => [_rate, _schedule, _plateau, _epochs, _diagnose];

    /// <summary>The experiment of a command line without a file, or the one of a file, with what the options change.</summary>
    /// <param name="parsed">the command line</param>
    /// <param name="given">the file's experiment, where there is one</param>
    /// <param name="places">where data are looked for</param>
    public Experiment Of(ParseResult parsed, Experiment? given, DataPlaces places)
    {
        if (given is null && new[] { _data, _network, _loss }.All(option => parsed.Text(option) is null)) given = UsualExperiment.Embedded;
        var data = Data(parsed, given, places);
        bool anew = given is null || parsed.Text(_data) is not null || parsed.Text(_loss) is not null;
        var experiment = anew ? Anew(parsed, data, given, places) : Edited(parsed, given! with { Data = data }, places);
        experiment = experiment with { Training = Training(parsed, experiment.Training), Seed = parsed.Seed(_seed) ?? experiment.Seed };
        if (parsed.Number(_l2, orZero: true) is { } α) experiment = experiment with { Objective = Decayed(experiment.Objective, α) };
        if (parsed.Whole(_patience, 1) is not null && experiment.Data.Validation == 0) experiment = experiment with { Data = experiment.Data with { Validation = HeldBack } };
        return Rated(parsed, experiment);
    }

    private DataDescription Data(ParseResult parsed, Experiment? given, DataPlaces places)
    {
        var data = parsed.Text(_data) is { } word ? Named(word, places) : given?.Data ?? new DataDescription("digits");
        return parsed.Whole(_limit, 1) is { } limit ? data with { Limit = limit } : data;
    }

    /// <summary>Data by a word of the command line, whose paths begin at the current folder, also where the experiment's file is in another.</summary>
    private static DataDescription Named(string word, DataPlaces places)
    {
        var data = DataDescription.Named(word);
        if (data is { Source: "idx", Path: null })
            data = data with { Path = places.Folders.Given ?? throw new NNException("--data idx: say in which folder the four files are, with --data-dir.") };
        return data.Path is { } path && places.Beside != Environment.CurrentDirectory && (File.Exists(path) || Directory.Exists(path)) ? data with { Path = Path.GetFullPath(path) } : data;
    }

    /// <summary>Other data, or another loss, make another experiment: the usual one on them.</summary>
    private Experiment Anew(ParseResult parsed, DataDescription data, Experiment? given, DataPlaces places)
    {
        var rate = parsed.Number(_rate, orZero: false);
        var usual = UsualExperiment.On(data, places, parsed.Text(_network), parsed.Text(_loss), parsed.Text(_optimizer), rate);
        if (given is null) return usual;
        bool sameData = parsed.Text(_data) is null;
        return given with
        {
            Data = usual.Data,
            Network = parsed.Text(_network) is null && sameData ? given.Network : usual.Network,
            Objective = usual.Objective,
            Optimizer = parsed.Text(_optimizer) is null && rate is null ? given.Optimizer : usual.Optimizer,
        };
    }

    private Experiment Edited(ParseResult parsed, Experiment experiment, DataPlaces places)
    {
        if (parsed.Text(_network) is { } network)
        {
            var form = NamedData<float>.Form(new DataRequest(experiment.Data, places, experiment.Key));
            experiment = experiment with { Network = NamedNetworks.Find(network, form.Input, form.Outputs) };
        }
        var rate = parsed.Number(_rate, orZero: false);
        if (parsed.Text(_optimizer) is { } optimizer) return experiment with { Optimizer = UsualExperiment.Optimizer(optimizer, rate, NamedData<float>.All.Find(experiment.Data.Source).Defaults) };
        return rate is { } ε ? experiment with { Optimizer = experiment.Optimizer.WithRate(_ => ε) } : experiment;
    }

    private TrainingDescription Training(ParseResult parsed, TrainingDescription training) => training with
    {
        Epochs = parsed.Whole(_epochs, 1) ?? training.Epochs,
        Batch = parsed.Whole(_batch, 1) ?? training.Batch,
        Shards = parsed.Whole(_shards, 1) ?? training.Shards,
        EarlyStopping = parsed.Whole(_patience, 1) is { } patience ? new EarlyStopping(patience) : training.EarlyStopping,
        Precision = parsed.Text(_precision) switch
        {
            null => training.Precision,
            "float" => Precision.Float,
            "double" => Precision.Double,
            var other => throw new NNException($"--precision is float or double, got \"{other}\"."),
        },
        Diagnostics = Diagnostics(parsed) ?? training.Diagnostics,
    };

    /// <summary>Names between commas, each known and named once.</summary>
    private ImmutableArray<string>? Diagnostics(ParseResult parsed)
    {
        if (parsed.Text(_diagnose) is not { } text) return null;
        ImmutableArray<string> names = [.. text.Split(',', StringSplitOptions.TrimEntries)];
        try
        {
            foreach (string name in names) NamedDiagnostics.All.Find(name);
        }
        catch (NNException e)
        {
            throw new NNException($"--diagnose: {e.Message}", e);
        }
        return names.Distinct().Count() == names.Length ? names : throw new NNException($"--diagnose: each diagnostic is named once, got \"{text}\".");
    }

    private Experiment Rated(ParseResult parsed, Experiment experiment)
    {
        var schedule = parsed.Text(_schedule) ?? experiment.Schedule;
        var controller = parsed.Whole(_plateau, 0) is { } patience ? new ReduceOnPlateau(Patience: patience) : experiment.Controller;
        if (schedule != Experiment.ConstantRate || controller is not null) RefuseWithout(experiment.Optimizer, parsed);
        return experiment with { Schedule = schedule, Controller = controller };
    }

    /// <summary>What is said about a learning rate is refused where there is none.</summary>
    private void RefuseWithout(IMinimizer optimizer, ParseResult parsed)
    {
        try
        {
            optimizer.WithRate(rate => rate);
        }
        catch (NNException e)
        {
            string? option = new[] { _schedule, _plateau }.FirstOrDefault(o => parsed.Text(o) is not null)?.Name;
            throw option is null ? e : new NNException($"{parsed.Text(_optimizer) ?? optimizer.GetType().Name} has no learning rate: it finds by itself how far to go; leave it out ({option}).", e);
        }
    }

    private static Supervised Decayed(IObjective objective, double α) => objective is Supervised usual
        ? usual.With(penalties: [.. usual.Penalties.Where(penalty => penalty is not L2), .. α > 0 ? [new L2(α)] : Array.Empty<IPenalty>()])
        : throw new NNException(string.Create(CultureInfo.InvariantCulture, $"--l2: {objective.GetType().Name} takes its penalties from the experiment's file; add an L2 of {α} there."));

    private static string Names<TItem>(Registry<TItem> registry) => string.Join(", ", registry.Names);
}
