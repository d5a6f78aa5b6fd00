using System.Diagnostics;
using System.Text.Json;
using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary><c>fnn sweep</c> with processes of its own, on exclusive or: two rates, of which the second gives numbers that are not finite, with three seeds.</summary>
public sealed class SweepTests(SweepTests.Whole whole) : IClassFixture<SweepTests.Whole>
{
    private const string Grid = """{ "optimizer.learningRate": [0.1, 1e30], "seed": { "from": 1, "count": 3 } }""";

    /// <summary>The sweep run through, three trials at once.</summary>
    public sealed class Whole : IDisposable
    {
        private readonly Scratch _scratch = new();

        public Whole()
        {
            File = Sweep(_scratch, "sweep.json", Grid);
            Folder = Path.Combine(_scratch.Path, "whole");
            Result = Fnn.Run(["sweep", File, "--run", Folder, "--processes", "3"]);
        }

        public string Folder { get; }

        public string File { get; }

        internal Ran Result { get; }

        public string NextFolder(string name) => Path.Combine(_scratch.Path, name);

        public void Dispose() => _scratch.Dispose();
    }

    [Fact]
    public void A_trial_that_fails_is_named_and_the_others_are_run_to_their_end()
    {
        Assert.Equal(ExitCode.CheckFailed, whole.Result.Code);
        using var summary = Summary(whole.Folder);
        Assert.Equal("complete complete complete failed failed failed", string.Join(' ', Trials(summary, "end")));
        Assert.All(Trials(summary, "why").Skip(3), why => Assert.Contains("not finite", why, StringComparison.Ordinal));
        Assert.Contains("trial 4 (learningRate 1e30, seed 1) failed: ", whole.Result.Out, StringComparison.Ordinal);
        Assert.Contains("best: learningRate 0.1", whole.Result.Out, StringComparison.Ordinal);
        Assert.Contains($"fnn sweep --resume {whole.Folder} --failed", whole.Result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Killed_in_the_middle_and_gone_on_with_one_at_a_time_it_comes_to_the_same_summary()
    {
        string folder = whole.NextFolder("killed");
        using (var process = Process.Start(Started("sweep", whole.File, "--run", folder, "--processes", "1"))!)
        {
            while (process.StandardOutput.ReadLine() is { } line && !line.Contains("trial 3 of 6 (learningRate 0.1, seed 3) begins", StringComparison.Ordinal)) { }
            process.Kill();   // the trial's process is left alone: it saves its state and ends
            process.WaitForExit();
        }
        string[] before = Results(folder);
        var resumed = Fnn.Run(["sweep", "--resume", folder, "--processes", "1"]);
        Assert.Equal((ExitCode.CheckFailed, ""), (resumed.Code, resumed.Err));
        Assert.Equal(File.ReadAllText(Path.Combine(whole.Folder, "summary.json")), File.ReadAllText(Path.Combine(folder, "summary.json")));
        Assert.InRange(before.Length, 2, 3);
        Assert.DoesNotContain("trial 1 of 6", resumed.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_finished_sweep_gone_on_with_does_nothing_and_failed_trials_begin_anew_when_asked_for()
    {
        var again = Fnn.Run(["sweep", "--resume", whole.Folder]);
        Assert.DoesNotContain("begins", again.Out, StringComparison.Ordinal);
        string summary = File.ReadAllText(Path.Combine(whole.Folder, "summary.json"));
        var failed = Fnn.Run(["sweep", "--resume", whole.Folder, "--failed", "--only", "2,5"]);
        Assert.Equal(["trial 5 of 6 (learningRate 1e30, seed 2) begins"], failed.Out.Split('\n').Where(line => line.EndsWith("begins", StringComparison.Ordinal)));
        Assert.Equal(summary, File.ReadAllText(Path.Combine(whole.Folder, "summary.json")));
    }

    [Fact]
    public void Halving_runs_the_better_setting_on_to_the_bits_of_a_run_by_itself()
    {
        using var scratch = new Scratch();
        string folder = Path.Combine(scratch.Path, "halved");
        var ran = Fnn.Run(["sweep", Sweep(scratch, "halving.json", """{ "optimizer.learningRate": [0.001, 0.3, 1e30] }""", """, "halving": { "factor": 3, "firstEpochs": 4 }"""), "--run", folder]);
        Assert.Equal(ExitCode.CheckFailed, ran.Code);
        using var summary = Summary(folder);
        Assert.Equal("given up, complete, failed", string.Join(", ", Trials(summary, "end")));
        Assert.Equal(["4", "12", "0"], Trials(summary, "epochs"));
        Assert.Contains("trial 2 of 3 (learningRate 0.3) goes on", ran.Out, StringComparison.Ordinal);
        string name = Trials(summary, "name").ElementAt(1);
        var alone = Fnn.Run(["train", Path.Combine(folder, "experiments", name + ".json"), "--no-record", "--quiet"]);
        Assert.Contains($"state sha256: {Trials(summary, "state sha256").ElementAt(1)}", alone.Out, StringComparison.Ordinal);
        Assert.Equal(Trials(summary, "chain sha256").ElementAt(1), RunRecord.Read(Path.Combine(folder, "trials", name)).Result!.ChainSha256);
    }

    [Fact]
    public async Task An_interruption_saves_the_state_of_each_trial_and_says_how_to_go_on()
    {
        using var scratch = new Scratch();
        string folder = Path.Combine(scratch.Path, "interrupted");
        using var interruption = new CancellationTokenSource();
        var running = Task.Run(() => Fnn.Run(["sweep", Sweep(scratch, "long.json", """{ "seed": { "from": 1, "count": 3 } }""", epochs: 1_000_000), "--run", folder, "--processes", "2", "--keep", "1"], interruption.Token));
        while (!running.IsCompleted && !(Directory.Exists(Path.Combine(folder, "trials")) && Directory.GetFiles(Path.Combine(folder, "trials"), "*.safetensors", SearchOption.AllDirectories).Length > 0)) await Task.Delay(20);
        await interruption.CancelAsync();
        var ran = await running;
        Assert.Equal(ExitCode.Interrupted, ran.Code);
        Assert.Contains($"interrupted; 3 trials left; go on with: fnn sweep --resume {folder}", ran.Out, StringComparison.Ordinal);
        var begun = Directory.GetDirectories(Path.Combine(folder, "trials")).Select(trial => RunRecord.Read(trial)).ToArray();
        Assert.Contains(begun, record => record is { Result.End: FitEnd.Cancelled, Log.Steps.Length: > 0 });
    }

    /// <summary>A Ctrl-C at a terminal reaches the trials as well as the sweep, which asks them again: no second Ctrl-C.</summary>
    [Fact]
    public void A_trial_that_is_asked_to_end_by_its_input_and_by_a_signal_saves_its_state()
    {
        using var scratch = new Scratch();
        string folder = Path.Combine(scratch.Path, "run"), file = scratch.File("slow.json", """
            {
              "name": "slow", "data": { "source": "digits", "limit": 3000 }, "network": "lenet5", "objective": { "loss": "SoftmaxCrossEntropy" },
              "optimizer": { "type": "Sgd", "learningRate": 0.1 }, "training": { "epochs": 1000, "batch": 3000 }
            }
            """);
        var start = Started(TrialChild.Verb, "train", file, "--run", folder, "--quiet");
        start.RedirectStandardInput = true;
        using var process = Process.Start(start)!;
        while (!process.HasExited && !new RunFolder(folder).IsRun) Thread.Sleep(5);
        process.StandardInput.Close();
        Process.Start("kill", ["-2", $"{process.Id}"]).WaitForExit();
        process.WaitForExit();
        Assert.Equal(ExitCode.Interrupted, process.ExitCode);
        Assert.Equal(FitEnd.Cancelled, RunRecord.Read(folder).Result?.End);
    }

    [Fact]
    public void A_dry_run_lists_the_trials_and_leaves_nothing_behind()
    {
        using var scratch = new Scratch();
        var ran = Fnn.Run(["sweep", Sweep(scratch, "dry.json", Grid), "--dry-run"]);
        Assert.Equal((ExitCode.Done, 6), (ran.Code, ran.Out.Split('\n').Count(line => line.Contains(", seed ", StringComparison.Ordinal) && line.StartsWith("    ", StringComparison.Ordinal))));
        Assert.Single(Directory.GetFileSystemEntries(scratch.Path));
    }

    [Fact]
    public void What_is_wrong_is_said_in_one_line()
    {
        using var scratch = new Scratch();
        Fnn.Run("sweep").IsRefused("needs FILE");
        Fnn.Run(["sweep", Path.Combine(scratch.Path, "none.json")]).IsRefused("there is no such file");
        Fnn.Run(["sweep", scratch.File("plain.json", Experiment("", 3))]).IsRefused("there is no \"sweep\" in this experiment");
        Fnn.Run(["sweep", Sweep(scratch, "field.json", """{ "optimizer.learningrate": [0.1] }""")]).IsRefused("learningrate", "did you mean \"learningRate\"");
        Fnn.Run(["sweep", Sweep(scratch, "value.json", """{ "training.batch": [0] }""")]).IsRefused("trial 1 (batch 0) is no experiment", "batch");
        Fnn.Run(["sweep", Sweep(scratch, "twice.json", """{ "training.batch": [4, 4.0] }""")]).IsRefused("batch");
        Fnn.Run(["sweep", Sweep(scratch, "metric.json", Grid, """, "metric": "test acuracy" """)]).IsRefused("did you mean \"test accuracy\"");
        Fnn.Run(["sweep", Sweep(scratch, "validation.json", Grid, """, "metric": "validation loss" """)]).IsRefused("no samples are held back for validation");
        Fnn.Run(["sweep", Sweep(scratch, "rungs.json", Grid, """, "halving": { "firstEpochs": 10 }""")]).IsRefused("take fewer first epochs");
        Fnn.Run(["sweep", whole.File, "--run", whole.Folder]).IsRefused("there is a sweep in this folder already");
        Fnn.Run(["sweep", "--resume", scratch.Path]).IsRefused("holds no sweep");
        Fnn.Run(["sweep", "--resume", whole.Folder, "--only", "7"]).IsRefused("--only takes numbers of trials from 1 to 6");
        Fnn.Run(["sweep", whole.File, "--resume", whole.Folder]).IsRefused("--resume goes on with the sweep");
    }

    [Fact]
    public void A_file_changed_since_is_another_sweep_and_a_sweep_that_runs_is_locked()
    {
        using var scratch = new Scratch();
        string folder = Path.Combine(scratch.Path, "sweep"), file = Sweep(scratch, "sweep.json", Grid);
        var record = SweepRecord.Begin(folder, PreparedSweep.Of(ExperimentDocument.Read(file)));
        using (record.Locked()) Fnn.Run(["sweep", "--resume", folder]).IsRefused("the sweep is being written by another process");
        string source = Path.Combine(folder, "source.json");
        File.WriteAllText(source, File.ReadAllText(source).Replace("1e30", "1e31", StringComparison.Ordinal));
        Fnn.Run(["sweep", "--resume", folder]).IsRefused("the sweep's hash is ", "source.json was changed");
    }

    private static string Sweep(Scratch scratch, string name, string axes, string more = "", int epochs = 12) => scratch.File(name, Experiment($$"""
        , "sweep": { "axes": {{axes}}{{more}} }
        """, epochs));

    private static string Experiment(string sweep, int epochs) => $$"""
        {
          "name": "xor", "data": "xor", "network": "mlp:4", "objective": { "loss": "SigmoidCrossEntropy" },
          "optimizer": { "type": "Sgd", "learningRate": 0.1 }, "training": { "epochs": {{epochs}}, "batch": 2 }{{sweep}}
        }
        """;

    private static JsonDocument Summary(string folder) => JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "summary.json")));

    private static IEnumerable<string> Trials(JsonDocument summary, string field) => summary.RootElement.GetProperty("trials").EnumerateArray().Select(trial => trial.GetProperty(field).ToString());

    private static string[] Results(string folder) => Directory.Exists(Path.Combine(folder, "trials")) ? Directory.GetFiles(Path.Combine(folder, "trials"), "result.json", SearchOption.AllDirectories) : [];

    private static ProcessStartInfo Started(params string[] arguments)
    {
        var start = OwnProgram.Start(arguments);
        start.RedirectStandardOutput = true;
        return start;
    }
}
