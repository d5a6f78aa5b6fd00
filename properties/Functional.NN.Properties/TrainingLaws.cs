using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties;

/// <summary>Training is a fold.</summary>
public class TrainingLaws
{
    private sealed record Run(int Samples, Batching Batching, int Epochs, IOptimizer Optimizer, int Pause, RandomKey Key)
    {
        private static readonly Network Small = new([3], new Dense(4), new BatchNorm(), new Tanh(), new Dropout(0.2), new Dense(2));

        public Trainer<float> Trainer => new(Small, new SoftmaxCrossEntropy(), Optimizer);

        public Dataset<float> Data => Dataset.FromTensors(Key.Fold("data").Normal<float>([Samples, 3]), Key.Fold("labels").Integers(Samples, 2), classes: 2);

        public TrainState<float> Start => Trainer.Initialize(Key);

        public IEnumerable<Batch<float>> Batches => Enumerable.Range(0, Epochs).SelectMany(epoch => Data.Batches(Batching, Key.Fold("batches"), epoch));
    }

    private sealed class StopAfter(int steps, CancellationTokenSource source) : IFitObserver<float>
    {
        public void OnStep(RunState<float> run, Metrics step)
        {
            if (run.Train.Step == steps) source.Cancel();
        }
    }

    private static readonly ImmutableArray<IOptimizer> Optimizers =
        [new Sgd(0.1), new Sgd(new LinearDecay(0.1, 5)), new Momentum(0.1), new Nesterov(0.1), new AdaGrad(0.1), new RmsProp(0.01), new Adam(0.01), new AdamW(0.01)];

    private static readonly Gen<IOptimizer> AnyOptimizer = Gen.Elements<IOptimizer>([.. Optimizers]);

    private static readonly Gen<Run> Runs = from size in Gen.Choose(2, 4)
                                            from sampling in Gen.Elements(Enum.GetValues<Sampling>())
                                            from batches in Gen.Choose(1, 3)
                                            from extra in Gen.Choose(0, 2)
                                            from epochs in Gen.Choose(0, 3)
                                            from optimizer in AnyOptimizer
                                            from pause in Gen.Choose(1, 6)
                                            from key in Draw.Key
                                            select new Run(size * batches + (extra % size == 1 ? 0 : extra % size), new Batching(size, sampling), epochs, optimizer, pause, key);

    [Fact]
    public void Fit_is_a_fold_of_Step_bit_for_bit() => Law.Holds(Runs, run =>
    {
        var folded = run.Batches.Aggregate(run.Start, (state, batch) => run.Trainer.Step(state, batch).State);
        var fitted = run.Trainer.Fit(run.Start, run.Data, new FitPlan(run.Epochs, run.Batching)).Run.Train;
        AssertSame(folded, fitted);
    }, tests: 60);

    [Fact]
    public void Run_gives_the_states_of_the_fold_one_by_one() => Law.Holds(Runs, run =>
    {
        var state = run.Start;
        foreach (var (stepped, batch) in run.Trainer.Run(run.Start, run.Batches).Zip(run.Batches))
            AssertSame(state = run.Trainer.Step(state, batch).State, stepped.State);
    }, tests: 30);

    [Fact]
    public void A_run_that_was_cancelled_and_taken_up_again_ends_with_the_bits_of_one_that_was_not() => Law.Holds(Runs, run =>
    {
        var plan = new FitPlan(run.Epochs, run.Batching);
        using var source = new CancellationTokenSource();
        var first = run.Trainer.Fit(run.Start, run.Data, plan, observer: new StopAfter(run.Pause, source), cancellation: source.Token);
        var resumed = run.Trainer.Fit(first.Run, run.Data, plan);
        AssertSame(run.Trainer.Fit(run.Start, run.Data, plan).Run.Train, resumed.Run.Train);
    }, tests: 40);

    private static void AssertSame(TrainState<float> expected, TrainState<float> actual)
    {
        Assert.Equal(expected.Parameters, actual.Parameters);
        Assert.Equal(expected.Model.State, actual.Model.State);
        Assert.Equal(expected.Optimizer, actual.Optimizer);
        Assert.Equal(expected.Step, actual.Step);
    }
}
