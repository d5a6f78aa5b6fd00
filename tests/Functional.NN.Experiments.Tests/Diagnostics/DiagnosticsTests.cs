using System.Text.Json;

namespace Functional.NN.Experiments.Tests.Diagnostics;

/// <summary>Diagnostics of a run: measured after every epoch, recorded, replayed, and of no influence.</summary>
public class DiagnosticsTests
{
    private static readonly Experiment Watched = SmallRuns.Experiment.With(network: new Network([2], new Dense(8), new Tanh(), new Dropout(0.2), new Dense(6), new Relu(), new Dense(2)),
        training: SmallRuns.Experiment.Training.With(epochs: 3, diagnostics: [.. NamedDiagnostics.All.Names]));

    [Fact]
    public void They_change_no_bit_of_the_run()
    {
        var (with, without) = (TrainingRun.Run(Watched), TrainingRun.Run(Watched.With(training: Watched.Training.With(diagnostics: []))));

        Assert.Equal((without.ThetaSha256, without.StateSha256, without.Test), (with.ThetaSha256, with.StateSha256, with.Test));
        Assert.All(without.Epochs, epoch => Assert.Empty(epoch.Diagnostics));
        Assert.All(with.Epochs, epoch => Assert.Equal(NamedDiagnostics.All.Names, epoch.Diagnostics.Select(d => d.Name)));
        Assert.Equal(without.Epochs.Select(epoch => epoch.Test), with.Epochs.Select(epoch => epoch.Test));
    }

    [Fact]
    public void The_record_has_them_in_its_chain_whatever_the_threads_and_the_replay_finds_the_same()
    {
        using RunScratch one = new(), three = new();
        var compute = Compute.Default;

        var report = TrainingRun.Run(Watched, one.Options with { Compute = compute.With(threads: 1) });

        Assert.Equal(report.ChainSha256, TrainingRun.Run(Watched, three.Options with { Compute = compute.With(threads: 3) }).ChainSha256);
        var record = one.Read();
        Assert.Equal(report.Epochs.Select(epoch => epoch.Diagnostics), record.Log.Epochs.Select(epoch => epoch.Result.Diagnostics));
        Assert.True(RunReplay.Of(record, new RunOptions { Compute = compute.With(threads: 2) }).IsSame);
        Assert.True(RunReplay.Of(record, new RunOptions(), epoch: 2).IsSame);
    }

    [Fact]
    public void A_run_that_goes_on_ends_with_those_of_a_run_that_was_never_interrupted()
    {
        using RunScratch whole = new(), killed = new();
        var report = TrainingRun.Run(Watched, whole.Options);

        killed.KilledAfter(10, Watched);
        var resumed = killed.Resumed().Report;

        Assert.Equal(report.ChainSha256, resumed.ChainSha256);
        Assert.Equal(report.Epochs.Select(epoch => epoch.Diagnostics), resumed.Epochs.Select(epoch => epoch.Diagnostics));
    }

    [Fact]
    public void The_replay_names_a_number_or_a_verdict_that_is_another()
    {
        using var scratch = new RunScratch();
        TrainingRun.Run(Watched, scratch.Options);
        var result = scratch.Read().Log.Epochs[0].Result;

        LoggedResult With(string name, Func<Findings, Findings> change) => result with { Diagnostics = [.. result.Diagnostics.Select(d => d.Name == name ? d with { Findings = change(d.Findings) } : d)] };
        string Difference(LoggedResult other) => Assert.Single(EpochDifference.Between(result, other)!.Measures);

        Assert.Null(EpochDifference.Between(result, With("step", findings => findings)));
        Assert.StartsWith("diagnostics.step.gradient squared: ", Difference(With("step", f => f with { Numbers = f.Numbers.SetItem(0, f.Numbers[0] with { Value = Math.BitIncrement(f.Numbers[0].Value) }) })), StringComparison.Ordinal);
        Assert.Equal("diagnostics.hessian.critical point: \"saddle\" ≠ \"minimum\"", Difference(With("hessian", f => f with { CriticalPoint = "minimum" })));
    }

    [Fact]
    public void They_read_back_from_the_log_to_the_same_bits_whatever_they_are()
    {
        LoggedDiagnostic[] odd = [new("step", new Findings([new("gradient squared", 0.1), new("best step", double.PositiveInfinity), new("curvature", double.NaN)])), new("hessian", new Findings([], "not decided")), new("dead", new Findings([]))];
        var result = new LoggedResult(1, false, 6, null, Metrics.None, null, Metrics.None, [.. odd], [], new string('0', 64));

        using var line = JsonDocument.Parse(LogJson.Write(new LoggedEpoch(result, 1, new string('1', 64))));

        Assert.Equal(odd, LogJson.ReadEpoch(line.RootElement).Result.Diagnostics.AsEnumerable());
    }

    [Fact]
    public void The_batch_is_the_first_samples_of_the_training_data_and_the_key_that_of_the_experiment()
    {
        var experiment = Watched.With(training: Watched.Training.With(epochs: 1, diagnostics: ["step", "gradients"]));
        var prepared = PreparedTraining<float>.Of(experiment, DataPlaces.Usual);
        var trainer = prepared.Trainer(Compute.Default);
        RunState<float>? after = null;
        trainer.Fit(RunState<float>.Start(trainer.Initialize(experiment.Key)), prepared.Training, prepared.Plan, prepared.Validation, new Last(run => after = run));
        var batch = prepared.Training.Take(16).All();

        var expected = trainer.Gradient(after!.Train.Model, batch, experiment.Key.Fold("diagnostics")).Gradient;

        var found = TrainingRun.Run(experiment).Epochs[0].Diagnostics;
        Assert.Equal(expected.Dot(expected), found[0].Findings.Numbers[0].Value);
        Assert.Equal(GradientNorms.OfLayers(expected).Select(norm => new Diagnostic(norm.Path, norm.Value)), found[1].Findings.Numbers.AsEnumerable());
    }

    [Fact]
    public void Where_there_is_nothing_to_measure_a_dash_stands()
    {
        var linear = SmallRuns.Experiment.With(network: new Network([2], new Frozen(new Dense(2))), training: new TrainingDescription(1, 1, Diagnostics: ["dead", "saturation", "hessian", "noise", "radius"]));

        Assert.All(TrainingRun.Run(linear).Epochs[0].Diagnostics, d => Assert.Equal("–", d.Brief()));
    }

    [Theory]
    [InlineData(16, true)]
    [InlineData(3, false)]
    public void Where_the_batch_is_normalised_the_noise_is_of_parts_of_two_samples_or_more(int size, bool measured)
    {
        var normalised = SmallRuns.Experiment.With(network: new Network([2], new Dense(8), new BatchNorm(), new Tanh(), new Dense(2)), training: new TrainingDescription(1, size, Diagnostics: ["noise"]));

        Assert.Equal(measured, TrainingRun.Run(normalised).Epochs[0].Diagnostics[0].Brief() != "–");
    }

    [Fact]
    public void What_is_measured_is_said_in_a_few_words()
    {
        static string Brief(string name, string? point, params (string, double)[] numbers) => new LoggedDiagnostic(name, new Findings([.. numbers.Select(n => new Diagnostic(n.Item1, n.Item2))], point)).Brief();

        Assert.Equal("0.012 … 3.5", Brief("gradients", null, ("a", 3.5), ("b", 0.012), ("c", 1)));
        Assert.Equal("12.5 %", Brief("dead", null, ("1", 0.125)));
        Assert.Equal("0 % … 100 %", Brief("saturation", null, ("1", 1), ("2", 0)));
        Assert.Equal("gᵀg 2, ½ε·gᵀHg 0.5, ε* ∞", Brief("step", null, ("gradient squared", 2), ("curvature", 1), ("half rate curvature", 0.5), ("best step", double.PositiveInfinity)));
        Assert.Equal("−1 … 2.5, saddle", Brief("hessian", "saddle", ("smallest", -1), ("smallest bound", 0), ("largest", 2.5), ("largest bound", 0)));
        Assert.Equal("scale 40", Brief("noise", null, ("trace", 1), ("noise scale", 40)));
    }

    [Fact]
    public void A_diagnostic_is_named_once() =>
        Assert.Equal("TrainingDescription: the diagnostic \"norms\" is named twice; name it once.", Assert.Throws<NNException>(() => new TrainingDescription(1, 1, Diagnostics: ["norms", "dead", "norms"])).Message);

    private sealed class Last(Action<RunState<float>> seen) : IFitObserver<float>
    {
        public void OnEpoch(RunState<float> run, Metrics training, Metrics? validation) => seen(run);
    }
}
