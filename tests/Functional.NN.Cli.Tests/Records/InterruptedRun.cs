using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>An experiment of a few seconds, with a file of its own and folders for its runs: dropout, momenta, early stopping, a controller of the rate, a state saved at every fifteenth step.</summary>
internal sealed class InterruptedRun : IDisposable
{
    private const int Epochs = 12;

    private readonly Scratch _scratch = new();
    private int _runs;

    public InterruptedRun(int epochs = Epochs) => Experiment = _scratch.File("experiment.json", new Experiment(
        "interrupted", new DataDescription("moons", Limit: 500, Validation: 0.2), new Network([2], new Dense(32), new Tanh(), new Dropout(0.2), new Dense(32), new Tanh(), new Dense(2)),
        Objective.Supervised(new SoftmaxCrossEntropy()).With(metrics: [new Accuracy()]), new Adam(0.01),
        new TrainingDescription(epochs, 8, EarlyStopping: new EarlyStopping(Math.Max(1, epochs - 1)), Checkpoints: new CheckpointInterval(1, Steps: 15)), Seed: 5, Controller: new ReduceOnPlateau(Patience: 1)).ToJson());

    /// <summary>The experiment's file.</summary>
    public string Experiment { get; }

    /// <summary>A folder for one more run.</summary>
    public string Another() => Path.Combine(_scratch.Path, $"run-{++_runs}");

    /// <summary>The command line that begins a run in a folder, or goes on with it where there is one.</summary>
    public string[] BeginOrGoOn(string folder) => new RunFolder(folder).IsRun ? ["train", "--resume", folder, "--quiet"] : ["train", Experiment, "--run", folder, "--quiet"];

    /// <summary>What must be the same however often a run was interrupted: what was printed, and every step and epoch of the log.</summary>
    public static string Bits(Ran ran, string folder)
    {
        var log = RunRecord.Read(folder).Log;
        Assert.Null(log.Fault);
        return string.Join('\n', [ran.Out, .. log.Steps.Select(LogJson.Write), .. log.Epochs.Select(epoch => LogJson.Write(epoch.Result) + epoch.ChainSha256)]);
    }

    public void Dispose() => _scratch.Dispose();
}
