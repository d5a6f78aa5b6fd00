using System.Numerics;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Engine;

/// <summary>What a dataset in memory writes where a plan wants it is what its <c>Read</c> gives; and data of every origin are trained on alike.</summary>
public sealed class SourceTests
{
    private const int Count = 90;

    public static TheoryData<string> Names => ["tensors", "masked and weighed", "bytes", "subset", "subset of a subset", "window", "window of a subset", "subset of bytes"];

    private static Dataset<T> Named<T>(string name) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var images = Dataset.FromBytes<T>([1, 6, 6], Bytes(Count * 36), [.. Enumerable.Range(0, Count).Select(i => (byte)(i * 5 % 3))], 3);
        var tensors = Dataset.FromTensors(Numbers.Some<T>([Count, 1, 6, 6], 1), Tensor.Generate([Count], i => T.CreateTruncating(i * 7 % 3)), classes: 3);
        var steps = Dataset.FromTensors(Numbers.Some<T>([Count, 6, 6], 1), Tensor.Generate([Count, 6], i => T.CreateTruncating(i % 3)), classes: 3,
            mask: Tensor.Generate([Count, 6], i => i % 6 <= i / 6 % 6 ? T.One : T.Zero), weights: Numbers.Some<T>([Count], 2).Abs());
        return name switch
        {
            "tensors" => tensors,
            "masked and weighed" => steps,
            "bytes" => images,
            "subset" => tensors.Subset([.. Enumerable.Range(0, 80).Select(i => i * 11 % Count)]),
            "subset of a subset" => tensors.Subset([.. Enumerable.Range(0, 85).Select(i => i * 11 % Count)]).Subset([.. Enumerable.Range(0, 85).Select(i => i * 2 % 85)]),
            "window" => tensors.Skip(7).Take(70),
            "window of a subset" => tensors.Subset([.. Enumerable.Range(0, 80).Reverse()]).Skip(3),
            _ => images.Subset([.. Enumerable.Range(0, 80).Select(i => i * 11 % Count)]),
        };
    }

    private static byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        new Random(5).NextBytes(bytes);
        return bytes;
    }

    [Theory, MemberData(nameof(Names))]
    public void Samples_are_written_as_they_are_read(string name)
    {
        Same(Named<float>(name));
        Same(Named<double>(name));
    }

    private static void Same<T>(Dataset<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(6);
        for (int n = 1; n <= 150; n++)
        {
            int[] indices = [.. Enumerable.Range(0, n).Select(_ => random.Next(data.Count))];
            var expected = data.Read([.. indices]);
            Tensor<T> mask = expected.Mask ?? Tensor.Zeros<T>([0]), weights = expected.Weights ?? Tensor.Zeros<T>([0]);
            T[] x = new T[expected.Inputs.Shape.Size], t = new T[expected.Targets.Shape.Size], m = new T[mask.Shape.Size], w = new T[weights.Shape.Size];
            data.Source!.Read(indices, x, t, m, w);
            Assert.Equal((expected.Inputs, expected.Targets, mask, weights), (Tensor.Of(expected.Inputs.Shape, x), Tensor.Of(expected.Targets.Shape, t), Tensor.Of(mask.Shape, m), Tensor.Of(weights.Shape, w)));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void A_planned_run_on_it_is_the_fold(string name)
    {
        var data = Named<float>(name);
        ILayer[] layers = name == "masked and weighed" ? [new Lstm(5, ReturnSequence: true), new Dense(3, PerPosition: true)] : [new Flatten(), new Dense(400), new Relu(), new Dense(3)];
        var trainer = new Trainer<float>(new Network(data.InputShape, layers), new SoftmaxCrossEntropy(), new Adam(0.001)).With(compute: new Compute(Backend.Managed, 2));
        var plan = new FitPlan(4, new Batching(32, Sampling.WithReplacement));
        var start = trainer.Initialize(RandomKey.FromSeed(1));
        foreach (int shards in (int[])[1, 2])
        {
            var result = trainer.With(shards: shards).Fit(start, data, plan);
            var folded = Enumerable.Range(0, 4).SelectMany(epoch => data.Batches(plan.Batching, start.Key.Fold("batches"), epoch)).Aggregate(start, (state, batch) => trainer.With(shards: shards).Step(state, batch).State);
            Assert.Null(result.Eager);
            Assert.Equal(folded, result.Run.Train);
        }
    }

    [Fact]
    public void Large_samples_are_read_by_several_of_the_crew()
    {
        // More numbers in a batch than one thread reads alone.
        var data = Dataset.FromTensors(Numbers.Some<float>([70, 1, 40, 40], 1), Tensor.Generate([70], i => (float)(i % 3)), classes: 3);
        var trainer = new Trainer<float>(new Network([1, 40, 40], new AvgPool2D(4), new Flatten(), new Dense(3)), new SoftmaxCrossEntropy(), new Sgd(0.1)).With(compute: new Compute(Backend.Managed, 3));
        var start = trainer.Initialize(default);
        var batching = new Batching(35);
        var folded = Enumerable.Range(0, 3).SelectMany(epoch => data.Batches(batching, start.Key.Fold("batches"), epoch)).Aggregate(start, (state, batch) => trainer.Step(state, batch).State);
        Assert.Equal(folded, trainer.Fit(start, data, new FitPlan(3, batching)).Run.Train);
    }

    [Fact]
    public void Several_runs_of_one_trainer_at_once_do_not_disturb_each_other()
    {
        var data = Named<float>("bytes");
        var trainer = new Trainer<float>(new Network(data.InputShape, new Conv2D(8, 3), new BatchNorm(), new Relu(), new Flatten(), new Dropout(0.2), new Dense(3)), new SoftmaxCrossEntropy(), new Adam(0.001));
        TrainState<float> Fitted(int seed) => trainer.Fit(trainer.Initialize(RandomKey.FromSeed(seed % 2)), data, new FitPlan(3, new Batching(16))).Run.Train;
        TrainState<float>[] alone = [Fitted(0), Fitted(1)];
        Parallel.For(0, 6, new ParallelOptions { MaxDegreeOfParallelism = 6 }, i => Assert.Equal(alone[i % 2], Fitted(i)));
    }

    [Fact]
    public void An_observer_may_train_and_measure_while_it_watches()
    {
        var data = Named<float>("tensors");
        var trainer = new Trainer<float>(new Network(data.InputShape, new Flatten(), new Dense(8), new Tanh(), new Dense(3)), new SoftmaxCrossEntropy(), new Adam(0.001));
        var (start, plan) = (trainer.Initialize(default), new FitPlan(2, new Batching(16)));
        var alone = trainer.Fit(start, data, plan);
        var watched = trainer.Fit(start, data, plan, observer: new Busy(run =>
        {
            trainer.Evaluate(run.Train.Model, data, 10);
            Assert.Equal(alone.Run.Train, trainer.Fit(start, data, plan).Run.Train);
        }));
        Assert.Equal(alone.Run.Train, watched.Run.Train);
    }

    private sealed class Busy(Action<RunState<float>> step) : IFitObserver<float>
    {
        public void OnStep(RunState<float> run, Metrics measured) => step(run);
    }
}
