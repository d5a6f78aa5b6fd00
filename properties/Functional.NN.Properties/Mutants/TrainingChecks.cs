namespace Functional.NN.Properties.Mutants;

/// <summary>Training from a first state over some epochs, however somebody does it.</summary>
internal delegate TrainState<double> Training(Trainer<double> trainer, TrainState<double> start, Dataset<double> data, FitPlan plan);

/// <summary>Going on with a run to its end.</summary>
internal delegate TrainState<double> GoingOn(Trainer<double> trainer, RunState<double> run, Dataset<double> data, FitPlan plan);

/// <summary>The gradient of a batch, joined from those of its shards.</summary>
internal delegate Parameters<double> ShardedGradient(Trainer<double> trainer, Model<double> model, Batch<double> batch);

/// <summary>Checks of training, each of a way to train as a value.</summary>
internal static class TrainingChecks
{
    private const int Samples = 10;

    /// <summary>Layers with a state and with random numbers, and an optimizer with a state and a count of steps.</summary>
    private static readonly Trainer<double> Trainer = new(new Network([3], new Dense(4), new BatchNorm(), new Tanh(), new Dropout(0.2), new Dense(2)), new MeanSquaredError(), new Adam(0.01));

    private static readonly FitPlan Plan = new(2, new Batching(4));

    /// <summary>Ten samples: batches of four, four and two; shards of three, three and four.</summary>
    private static Dataset<double> Data(RandomKey key) => Dataset.FromTensors(key.Fold("inputs").Normal<double>([Samples, 3]), key.Fold("targets").Normal<double>([Samples, 2]));

    /// <summary>The steps folded over the batches of each epoch, bit for bit.</summary>
    public static void IsTheFoldOfSteps(Training training, RandomKey key) => Assert.Equal(Folded(key).Last(), training(Trainer, Trainer.Initialize(key), Data(key), Plan));

    /// <summary>A run that paused after any of its steps ends with the bits of one that did not.</summary>
    public static void GoesOnWhereItStood(GoingOn goingOn, RandomKey key)
    {
        TrainState<double>[] states = [.. Folded(key)];
        int pause = 1 + key.Below("pause", states.Length - 1), batches = Plan.Batching.BatchCount(Samples);
        Assert.Equal(states[^1], goingOn(Trainer, new RunState<double>(states[pause - 1], pause / batches, pause % batches, Metrics.None), Data(key), Plan));
    }

    /// <summary>Σ cₛgₛ/Σ cₛ, added up in the order of the shards, bit for bit.</summary>
    public static void IsTheWeighedMeanInOrder(ShardedGradient gradient, RandomKey key)
    {
        var trainer = new Trainer<double>(new Network([3], new Dense(4), new Tanh(), new Dense(2)), new MeanSquaredError(), new Sgd(1)).With(shards: 3);
        var (model, batch) = (trainer.Initialize(key).Model, Data(key).All());
        var expected = Enumerable.Range(0, 3).Select(shard => OfShard(trainer, model, batch, shard)).Aggregate(model.Parameters.Zero, (sum, shard) => sum + shard.Gradient * shard.Metrics.Count) / batch.Count;
        Assert.Equal(expected, gradient(trainer, model, batch));
    }

    /// <summary>What a shard of three alone gives.</summary>
    public static Gradients<double> OfShard(Trainer<double> trainer, Model<double> model, Batch<double> batch, int shard) =>
        trainer.With(shards: 1).Gradient(model, Shard.Of(batch.Count, 3)[shard].Of(batch));

    /// <summary>The states after each step.</summary>
    private static IEnumerable<TrainState<double>> Folded(RandomKey key)
    {
        var state = Trainer.Initialize(key);
        for (int epoch = 0; epoch < Plan.Epochs; epoch++)
            foreach (var batch in Data(key).Batches(Plan.Batching, key.Fold("batches"), epoch))
                yield return state = Trainer.Step(state, batch).State;
    }
}
