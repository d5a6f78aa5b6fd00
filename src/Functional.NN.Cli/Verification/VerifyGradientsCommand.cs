using System.CommandLine;
using System.Diagnostics;
using Functional.NN.Experiments;
using Functional.NN.Experiments.Verification;

namespace Functional.NN.Cli;

/// <summary><c>fnn verify gradients</c>: of the catalogue, of a network, or of somebody's assembly.</summary>
internal sealed class VerifyGradientsCommand
{
    private const int Samples = 4;
    private const double AssemblyLimit = 60;
    private const string Loss = "cross-entropy";

    private static readonly Registry<GradientMethod> Methods = new("method",
    [
        new("central", "central differences", GradientMethod.CentralDifference),
        new("richardson", "central differences, extrapolated", GradientMethod.Richardson),
        new("forward", "forward against reverse mode", GradientMethod.ForwardMode),
        new("adjoint", "⟨ȳ, Jv⟩ against ⟨Jᵀȳ, v⟩", GradientMethod.Adjoint),
    ]);

    private readonly Option<string>
        _only = OptionText.Create("--only", "NAMES", "The rules, or types of an assembly, with commas between them, such as Conv2D,SoftmaxCrossEntropy. [all]"),
        _method = OptionText.Create("--method", "NAME", $"What the gradient is compared with: {string.Join(", ", Methods.Entries.Select(e => $"{e.Name} ({e.Summary})"))}. [central]"),
        _order = OptionText.Create("--order", "1|2", "2 for the gradients of gradients. [1]"),
        _precision = OptionText.Create("--precision", "single|double", "The precision of what is checked; what checks it is always double. [double]"),
        _directions = OptionText.Create("--directions", "K", "Check K random directions and not the coordinates."),
        _sample = OptionText.Create("--sample", "N", "Check N coordinates of each block, drawn at random. [all; of a network with many, 50]"),
        _seed = OptionText.Create("--seed", "N", "What shapes and numbers follow from. [1]"),
        _limit = OptionText.Create("--limit", "SECONDS", $"How long one case may take before it counts as one that does not return. [{GradientCheckOptions.Default.Limit.TotalSeconds:0}; {AssemblyLimit:0} for an assembly]"),
        _json = OptionText.Create("--json", "FILE", "Write what was found to a JSON file."),
        _junit = OptionText.Create("--junit", "FILE", "Write what was found to an XML file in JUnit's form."),
        _model = OptionText.Create("--model", "FILE", "Check the network of a saved model (.safetensors) at its parameters, on --data."),
        _network = OptionText.Create("--network", "FILE", "Check the network of a JSON file at fresh parameters, on --data."),
        _data = OptionText.Create("--data", "NAME", $"The data for a network: {string.Join(", ", NamedData<double>.All.Names)}, or a .csv file whose last column is the target."),
        _folder = OptionText.Create("--data-dir", "DIR", "The folder to look for data in before $FNN_DATA and the cache."),
        _loss = OptionText.Create("--loss", "NAME", $"The loss for a network: {string.Join(", ", NamedLosses.All.Names)}. [{Loss}]"),
        _samples = OptionText.Create("--samples", "N", $"How many samples a network is checked on, the first ones. [{Samples}]"),
        _assembly = OptionText.Create("--assembly", "FILE", "Check the public layers and losses of somebody's assembly (.dll), and the cases it offers, in a process of its own.");

    private readonly Terminal _terminal;
    private readonly CancellationToken _cancellation;

    public VerifyGradientsCommand(Terminal terminal, CancellationToken cancellation)
    {
        (_terminal, _cancellation) = (terminal, cancellation);
        Command = new Command("gradients", "Check the gradients of every layer, activation and loss, of a network, or of somebody's assembly; exit code 1 when one is wrong.")
        {
            _only, _method, _order, _precision, _directions, _sample, _seed, _limit, _json, _junit, _model, _network, _data, _folder, _loss, _samples, _assembly,
        };
        Command.SetAction(Run);
    }

    /// <summary>The command.</summary>
    public Command Command { get; }

    private int Run(ParseResult parsed)
    {
        var settings = Settings(parsed);
        bool network = Given(parsed, _model) || Given(parsed, _network), assembly = Given(parsed, _assembly);
        Together(parsed, _model, _network, _assembly);
        if (network) Without(parsed, "a network is checked as a whole", _only);
        else Without(parsed, "they belong to --model or --network", _data, _folder, _loss, _samples);
        string? json = parsed.Writable(_json), junit = parsed.Writable(_junit);
        try
        {
            if (network) return OfNetwork(parsed, settings, json, junit);
            var clock = Stopwatch.StartNew();
            var (rows, without) = GradientsProgress.Show(_terminal, watcher => assembly ? OfAssembly(parsed, settings, watcher) : new(CatalogueRun.Check(CatalogueRun.Rules(Names(parsed)), settings, watcher, _cancellation), []));
            GradientsText.Show(_terminal, rows, without, assembly ? "type" : "rule", clock.Elapsed.TotalSeconds);
            return Ended(rows, without, json, junit);
        }
        catch (OperationCanceledException)
        {
            _terminal.Out.WriteLine("interrupted");
            return ExitCode.Interrupted;
        }
    }

    private int OfNetwork(ParseResult parsed, GradientSettings settings, string? json, string? junit)
    {
        if (!Given(parsed, _data)) throw new NNException($"{(Given(parsed, _model) ? _model : _network).Name} needs --data: the samples to check the network on, such as --data digits or --data iris.csv.");
        var given = new NetworkCheckSettings(parsed.Text(_model), parsed.Text(_network), parsed.Text(_data)!, parsed.Folder(_folder), parsed.Text(_loss) ?? Loss, parsed.Whole(_samples, 1) ?? Samples);
        var report = Task.Run(() => NetworkCheck.Run(given, settings), _cancellation).WaitAsync(_cancellation).GetAwaiter().GetResult();
        var outcome = GradientOutcome.Of(Path.GetFileName(given.Model ?? given.Network!), report.Report, report.Seconds);
        GradientsText.Show(_terminal, report, outcome);
        if (json is not null) File.WriteAllText(json, report.Report.ToJson());
        if (junit is not null) File.WriteAllText(junit, report.Report.ToJUnitXml());
        return outcome.IsBad ? ExitCode.CheckFailed : ExitCode.Done;
    }

    /// <summary>The process that checks has no limit of its own: it is ended from outside.</summary>
    private AssemblyReport OfAssembly(ParseResult parsed, GradientSettings settings, IGradientWatcher watcher) =>
        AssemblyRun.Check(new(parsed.Text(_assembly)!, settings with { Limit = TimeSpan.FromDays(1).TotalSeconds }, [.. Names(parsed)]), TimeSpan.FromSeconds(settings.Limit ?? AssemblyLimit), watcher, _cancellation);

    private static int Ended(IReadOnlyList<GradientRow> rows, IReadOnlyList<NotChecked> without, string? json, string? junit)
    {
        if (json is not null) GradientFiles.WriteJson(json, rows, without);
        if (junit is not null) GradientFiles.WriteJUnit(junit, rows, without);
        return rows.Any(row => row.IsBad) ? ExitCode.CheckFailed : ExitCode.Done;
    }

    private GradientSettings Settings(ParseResult parsed)
    {
        Together(parsed, _directions, _sample);
        return new()
        {
            Method = parsed.Text(_method) is { } method ? Methods.Find(method) : GradientMethod.CentralDifference,
            Order = parsed.Text(_order) switch { null or "1" => 1, "2" => 2, var other => throw new NNException($"--order is 1 or 2, got \"{other}\".") },
            Precision = parsed.Text(_precision) switch
            {
                null or "double" => GradientPrecision.Double,
                "single" => GradientPrecision.Single,
                var other => throw new NNException($"--precision is single or double, got \"{other}\"."),
            },
            Directions = parsed.Whole(_directions, 1),
            Sample = parsed.Whole(_sample, 1),
            Seed = parsed.Seed(_seed) ?? 1,
            Limit = parsed.Number(_limit, orZero: false),
        };
    }

    private string[] Names(ParseResult parsed) => parsed.Text(_only)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private static bool Given(ParseResult parsed, Option<string> option) => parsed.Text(option) is not null;

    /// <summary>At most one of some options.</summary>
    private static void Together(ParseResult parsed, params Option<string>[] options)
    {
        if (options.Where(option => Given(parsed, option)).Take(2).ToArray() is [var first, var second]) throw new NNException($"{first.Name} and {second.Name} do not go together; leave one out.");
    }

    private static void Without(ParseResult parsed, string why, params Option<string>[] options)
    {
        if (options.FirstOrDefault(option => Given(parsed, option)) is { } option) throw new NNException($"leave {option.Name} out here: {why}.");
    }
}
