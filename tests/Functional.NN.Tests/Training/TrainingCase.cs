namespace Functional.NN.Tests.Training;

/// <summary>A small run in which everything that is drawn or carried takes part: dropout, running values, Adam, shuffled batches with a short last one.</summary>
internal static class TrainingCase
{
    public static readonly Network Net = new([4], new Dense(8).Named("in"), new BatchNorm(), new Tanh(), new Dropout(0.2), new Dense(3).Named("out"));

    public static readonly Trainer<float> Trainer = new(Net, Objective.Supervised(new SoftmaxCrossEntropy(), new L2(0.01)), new Adam(0.02));

    public static readonly Dataset<float> Points = Blobs(1, 26), Validation = Blobs(2, 17);

    public static readonly RandomKey Key = RandomKey.FromSeed(9);

    public static readonly Batching Eights = new(8);

    public static TrainState<float> Start => Trainer.Initialize(Key);

    /// <summary>The definition of a run: steps folded over the batches of each epoch.</summary>
    public static TrainState<float> Folded(int epochs) => Enumerable.Range(0, epochs).SelectMany(epoch => Points.Batches(Eights, Key.Fold("batches"), epoch))
        .Aggregate(Start, (state, batch) => Trainer.Step(state, batch).State);

    private static Dataset<float> Blobs(int seed, int count)
    {
        var classes = Tensor.Generate([count], i => (float)(i % 3));
        var noise = RandomKey.FromSeed(seed).Normal<float>([count, 4]);
        return Dataset.FromTensors(Tensor.Generate([count, 4], i => noise.AsSpan()[i] + (i / 4 % 3 == i % 4 ? 2 : 0)), classes, 3);
    }
}

/// <summary>An observer made of functions.</summary>
internal sealed class Watching(Action<RunState<float>, Metrics>? step = null, Action<RunState<float>, Metrics, Metrics?>? epoch = null) : IFitObserver<float>
{
    public void OnStep(RunState<float> run, Metrics measured) => step?.Invoke(run, measured);

    public void OnEpoch(RunState<float> run, Metrics training, Metrics? validation) => epoch?.Invoke(run, training, validation);
}
