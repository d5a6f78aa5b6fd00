using Functional.NN.Experiments;

namespace Functional.NN.Cli.Tests;

/// <summary>The experiment of <c>samples/experiments/xor.json</c> in code.</summary>
internal static class WrittenInCode
{
    // <experiment>
    public static Experiment Xor { get; } = new(
        "xor",
        new DataDescription("xor"),
        new Network([2], new Dense(8).Named("hidden"), new Tanh(), new Dense(1).Named("output")),
        Objective.Supervised(new SigmoidCrossEntropy()).With(metrics: [new Accuracy()]),
        new Adam(0.05),
        new TrainingDescription(Epochs: 300, Batch: 4, Checkpoints: new CheckpointInterval(Epochs: 100)));

    public static TrainingReport Trained(string folder) => TrainingRun.Run(Xor, new RunOptions { Folder = folder });
    // </experiment>
}
