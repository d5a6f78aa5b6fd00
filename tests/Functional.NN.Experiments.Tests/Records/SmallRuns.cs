namespace Functional.NN.Experiments.Tests;

/// <summary>An experiment of five epochs of six steps, though six epochs were asked for, with everything that a state must keep: dropout, momenta, early stopping, a controller of the rate, states saved within epochs.</summary>
internal static class SmallRuns
{
    public const int StepsAnEpoch = 6, Steps = 30;

    public static Experiment Experiment { get; } = new(
        "small", new DataDescription("moons", Limit: 120, Validation: 0.2), new Network([2], new Dense(8), new Tanh(), new Dropout(0.2), new Dense(2)),
        Objective.Supervised(new SoftmaxCrossEntropy(), new L2(1e-4)).With(metrics: [new Accuracy()]), new Adam(0.3),
        new TrainingDescription(6, 16, EarlyStopping: new EarlyStopping(2), Checkpoints: new CheckpointInterval(1, Steps: 4)), Seed: 3, Controller: new ReduceOnPlateau(Patience: 0));

    /// <summary>The experiment run through, kept for all tests.</summary>
    private static readonly Lazy<(TrainingReport Report, string Log)> Whole = new(() =>
    {
        using var folder = new RunScratch();
        var report = TrainingRun.Run(Experiment, folder.Options);
        return (report, folder.ChainedLines());
    });

    public static TrainingReport Uninterrupted => Whole.Value.Report;

    public static string Lines => Whole.Value.Log;

    /// <summary>All hashes, the model's measures and every bit of the log are those of the run that was never interrupted.</summary>
    public static void EndsAsUninterrupted(RunScratch folder, TrainingReport report)
    {
        Assert.Equal(Hashes(Uninterrupted), Hashes(report));
        Assert.Equal(Uninterrupted.Test, report.Test);
        Assert.Equal(Lines, folder.ChainedLines());
        var record = folder.Read();
        Assert.Null(record.Log.Fault);
        Assert.True(record.Result!.IsComplete);
        Assert.Equal(report.ThetaSha256, Model.Load<float>(record.Folder.Model).Parameters.Sha256());
    }

    private static (FitEnd, long, int?, string, string, string?) Hashes(TrainingReport report) => (report.End, report.Steps, report.BestEpoch, report.ThetaSha256, report.StateSha256, report.ChainSha256);
}

/// <summary>A folder for a run's record, gone after the test.</summary>
internal sealed class RunScratch : IDisposable
{
    private readonly string _parent = Directory.CreateTempSubdirectory("fnn-run-").FullName;

    public string Path => System.IO.Path.Combine(_parent, "run");

    public RunFolder Folder => new(Path);

    public RunOptions Options => new() { Folder = Path, Kept = KeptCheckpoints.All };

    public RunRecord Read() => RunRecord.Read(Path);

    public string Beside(string name) => System.IO.Path.Combine(_parent, name);

    /// <summary>A run that ends after so many steps as if its process had been killed: what waits to be written is lost, nothing is ended.</summary>
    public void KilledAfter(int step, Experiment? experiment = null) => Assert.Throws<KilledException>(() => TrainingRun.Run(experiment ?? SmallRuns.Experiment, Options, new Killer(step)));

    /// <summary>The same for a run that goes on.</summary>
    public void ResumedAndKilledAfter(int step, RunOptions? options = null) => Assert.Throws<KilledException>(() => TrainingRun.Resume(Path, options ?? Options, new Killer(step)));

    /// <summary>The run gone on with to its end, and what was said to be damaged.</summary>
    public (TrainingReport Report, IReadOnlyList<string> Damage, long From) Resumed(RunOptions? options = null)
    {
        var watcher = new Listener();
        var report = TrainingRun.Resume(Path, options ?? Options, watcher);
        return (report, watcher.Damage, watcher.From);
    }

    /// <summary>The lines of the log that the hash chain is made of, without what depends on interruptions and the clock.</summary>
    public string ChainedLines()
    {
        var log = Read().Log;
        return string.Join('\n', log.Steps.Select(LogJson.Write).Concat(log.Epochs.Select(epoch => LogJson.Write(epoch.Result) + epoch.ChainSha256)));
    }

    public void Dispose() => Directory.Delete(_parent, recursive: true);

    private sealed class KilledException : Exception;

    private sealed class Killer(int step) : ITrainingWatcher
    {
        private long _step;

        public void OnStart(TrainingStart start) => _step = start.From;

        public void OnStep(TrainingProgress progress)
        {
            if (++_step == step) throw new KilledException();
        }
    }

    private sealed class Listener : ITrainingWatcher
    {
        public List<string> Damage { get; } = [];

        public long From { get; private set; }

        public void OnDamage(string sentence) => Damage.Add(sentence);

        public void OnStart(TrainingStart start) => From = start.From;
    }
}
