using Functional.NN.Tests.Training;

namespace Functional.NN.Tests.Serialization;

/// <summary>Runs to save: a small one in which everything takes part, and a tiny one that can be changed bit by bit.</summary>
internal static class SavedRuns
{
    private static readonly Network Net = new([2], new Dense(1).Named("d"), new BatchNorm(Affine: false).Named("n"));

    public static readonly FitPlan Plan = new(3, TrainingCase.Eights, new EarlyStopping(2), new ReduceOnPlateau(0.5, 0));

    /// <summary>The run of <see cref="TrainingCase"/> in the middle of its second epoch, with early stopping and a controller.</summary>
    public static RunState<float> Middle { get; } = TrainingCase.Trainer.Fit(TrainingCase.Start, TrainingCase.Points, Plan with { Steps = 6 }, TrainingCase.Validation).Run;

    /// <summary>A state of a few numbers, of every kind that there is.</summary>
    public static RunState<float> Tiny { get; } = Made();

    public static Network TinyNetwork => Tiny.Train.Model.Network;

    private static RunState<float> Made()
    {
        var θ = new Parameters<float>(Net.Layout, Tensor.Vector(1.5f, -0f, float.NaN));
        var biases = new Parameters<float>(Net.Layout.Part([1]), Tensor.Vector(0.25f));
        var inner = new OptimizerState<float>(4, [KeyValuePair.Create("m", biases)]);
        var train = new TrainState<float>(new Model<float>(Net, θ), new OptimizerState<float>(3, [KeyValuePair.Create("mean", θ * 3)], [KeyValuePair.Create("rate", 0.1)], [KeyValuePair.Create("inner", inner)]), 7, new RandomKey(5, ulong.MaxValue));
        var running = Metrics.None with { Samples = 8, Count = 7.5, Loss = 0.1, Values = Metrics.None.Values.Add("accuracy", 0.75), Counts = Metrics.None.Counts.Add("accuracy", 8) };
        var best = train with { Step = 5, Model = train.Model.With(θ.With("d.bias", Tensor.Vector(9f))) };
        return new(train, 3, 1, running, new EarlyStoppingState<float>(best, 2, 0.25, 1), new RateState(0.5, double.PositiveInfinity, 2, 1));
    }
}
