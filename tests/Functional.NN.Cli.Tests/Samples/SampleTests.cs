using Functional.NN.Experiments;
using Functional.NN.Tests;

namespace Functional.NN.Cli.Tests;

/// <summary>The experiments in samples: each can be read, is what it says, and trains.</summary>
public sealed class SampleTests
{
    private const int Steps = 2;

    private static readonly string Folder = Repository.File("samples", "experiments");

    private static IEnumerable<string> Names => Directory.EnumerateFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    public static TheoryData<string> Files => [.. Names];

    /// <summary>Those that the project promises; others may come.</summary>
    [Fact]
    public void The_samples_are_there() => Assert.Superset(
        new HashSet<string> { "xor", "digits-lenet5", "mnist-lenet5", "mnist-mlp", "mnist-architecture", "mnist-optimizers", "mnist-linear", "mnist-mlp-300", "mnist-lenet5-1998", "mnist-mlp-800", "mnist-mlp-800-elastic", "mnist-dropout" },
        Names.ToHashSet());

    [Theory]
    [MemberData(nameof(Files))]
    public void A_sample_is_called_as_its_file_and_its_canonical_form_reads_back(string name)
    {
        var experiment = Read(name).ToExperiment();

        Assert.Equal(name, experiment.Name);
        string canonical = experiment.ToJson();
        Assert.Equal(experiment, ExperimentFile.Parse(canonical));
        Assert.Equal(canonical, ExperimentFile.Parse(canonical).ToJson());
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_sample_trains_on_a_few_samples(string name)
    {
        var document = Read(name);
        if (!document.HasSweep)
        {
            Trains(document.ToExperiment());
            return;
        }
        var trials = PreparedSweep.Of(document).Trials;
        Trains(ExperimentFile.Parse(trials[0].ExperimentJson));
        Trains(ExperimentFile.Parse(trials[^1].ExperimentJson));
    }

    [Fact]
    public void Without_a_file_the_embedded_sample_is_trained()
    {
        Assert.Equal(File.ReadAllText(Path.Combine(Folder, "digits-lenet5.json")), UsualExperiment.EmbeddedJson);
        Assert.Equal(Fnn.Run($"train {Path.Combine(Folder, "digits-lenet5.json")} --dump"), Fnn.Run("train --dump"));
        Assert.Equal(Fnn.Run($"train {Path.Combine(Folder, "digits-lenet5.json")} --epochs 2 --optimizer sgd --seed 7 --dump"), Fnn.Run("train --epochs 2 --optimizer sgd --seed 7 --dump"));
    }

    [Fact]
    public void The_embedded_sample_is_the_usual_experiment_on_digits() =>
        Assert.Equal(UsualExperiment.On(new DataDescription("digits"), DataPlaces.Usual) with { Name = "digits-lenet5" }, UsualExperiment.Embedded);

    private static ExperimentDocument Read(string name) => ExperimentDocument.Read(Path.Combine(Folder, $"{name}.json"));

    /// <summary>Two steps; on drawn digits where the images are MNIST's, which have the same form.</summary>
    private static void Trains(Experiment experiment)
    {
        var data = experiment.Data.Source == "mnist" ? experiment.Data with { Source = "digits" } : experiment.Data;
        if (data.Source == "digits") data = data with { Limit = Math.Max(100, (Steps + 1) * experiment.Training.Batch) };
        var few = experiment with { Data = data, Training = experiment.Training with { Steps = Steps } };

        using var scratch = new Scratch();
        string run = Path.Combine(scratch.Path, "run");

        var report = TrainingRun.Run(few, new RunOptions { Folder = run });

        Assert.Equal((FitEnd.Completed, (long)Steps), (report.End, report.Steps));
        Assert.True(double.IsFinite(report.Test.Loss));
        Assert.Equal(report.ChainSha256, TrainingRun.Resume(run).ChainSha256);
        Assert.NotEqual(new Trainer<float>(few.Network, few.Objective, few.Optimizer).Initialize(few.Key).Parameters.Sha256(), report.ThetaSha256);
    }
}
