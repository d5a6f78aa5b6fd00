using System.Xml.Linq;

namespace Functional.NN.Experiments.Tests.Reports;

/// <summary>Small runs whose pages are looked at, trained once for all tests.</summary>
public sealed class TrainedRuns : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("fnn-report-").FullName;
    private readonly Dictionary<string, RunRecord> _runs = [];
    private readonly Lock _gate = new();

    /// <summary>Five epochs of images with a validation set, diagnostics and a falling rate.</summary>
    public RunRecord Digits => Run("digits", () => Experiment("digits", 300, 1).With(schedule: "cosine"));

    /// <summary>The same experiment once more.</summary>
    public RunRecord Again => Run("again", () => Experiment("digits", 300, 1).With(schedule: "cosine"));

    /// <summary>The same with another seed.</summary>
    public RunRecord OtherSeed => Run("other-seed", () => Experiment("digits", 300, 2).With(schedule: "cosine"));

    /// <summary>Two numbers a sample, two classes.</summary>
    public RunRecord Points => Run("points", () => UsualExperiment.On(new DataDescription("moons", Limit: 40), DataPlaces.Usual, network: "linear").With(training: new(2, 16)));

    /// <summary>One output, which decides between two classes.</summary>
    public RunRecord Xor => Run("xor", () => UsualExperiment.On(new DataDescription("xor"), DataPlaces.Usual).With(training: new(3, 4)));

    /// <summary>A run whose loss becomes infinite.</summary>
    public RunRecord Diverged => Run("diverged", () => UsualExperiment.On(new DataDescription("moons", Limit: 64), DataPlaces.Usual, loss: "mse", optimizer: "sgd", rate: 1e30).With(training: new(3, 16)));

    /// <summary>A file of its own.</summary>
    public string File(string name) => Path.Combine(_folder, name);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>A page as XML, which it is besides being HTML.</summary>
    internal static XElement Parsed(string html)
    {
        Assert.StartsWith("<!DOCTYPE html>\n", html, StringComparison.Ordinal);
        return XDocument.Parse(html["<!DOCTYPE html>\n".Length..]).Root!;
    }

    internal static string Html(RunRecord record) => RunReport.Html(record, DataPlaces.Usual, Compute.Default);

    private static Experiment Experiment(string data, int samples, ulong seed)
    {
        var usual = UsualExperiment.On(new DataDescription(data, Limit: samples, Validation: 0.1), DataPlaces.Usual, network: "mlp:16");
        return usual.With(training: new(5, 50, Diagnostics: ["norms", "step", "hessian"]), seed: seed);
    }

    private RunRecord Run(string name, Func<Experiment> experiment)
    {
        lock (_gate)
        {
            if (_runs.TryGetValue(name, out var known)) return known;
            TrainingRun.Run(experiment(), new RunOptions { Folder = File(name), Command = $"fnn train {name} <&\"'>" });
            return _runs[name] = RunRecord.Read(File(name));
        }
    }
}
