using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;

namespace Functional.NN.Properties;

/// <summary>Training is a fold, and optimizers are vector algebra.</summary>
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

    internal static Gen<(IOptimizer Optimizer, Parameters<double> θ, ImmutableArray<Parameters<double>> Gradients, RandomKey Key)> StepsOf(Gen<IOptimizer> optimizers) =>
        from optimizer in optimizers
        from size in Gen.Choose(1, 8)
        from steps in Gen.Choose(1, 4)
        from key in Draw.Key
        let θ = Vector(key.Fold("θ").Normal<double>([size]))
        select (optimizer, θ, Enumerable.Range(0, steps).Select(i => Vector(key.Fold(i).Normal<double>([size]))).ToImmutableArray(), key);

    private static readonly Gen<(IOptimizer Optimizer, Parameters<double> θ, ImmutableArray<Parameters<double>> Gradients, RandomKey Key)> Steps = StepsOf(AnyOptimizer);

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

    [Fact]
    public void A_zero_gradient_moves_theta_nowhere_from_the_start() => Law.Holds(StepsOf(AnyOptimizer.Where(o => o is not AdamW)), c => StaysAtZeroGradient(c.Optimizer, c.θ));

    [Fact]
    public void A_zero_gradient_lets_weights_decay_where_they_do() => Law.Holds(StepsOf(Gen.Constant<IOptimizer>(new AdamW(0.01))),
        c => Assert.Equal(c.θ * (1 - 0.01 * 0.01), c.Optimizer.Step(c.θ, c.θ.Zero, c.Optimizer.Start(c.θ)).Parameters));

    [Fact]
    public void A_rate_of_zero_moves_theta_nowhere() => Law.Holds(Steps, c =>
    {
        foreach (IOptimizer still in new IOptimizer[] { new Sgd(0), new Momentum(0), new Nesterov(0), new AdaGrad(0), new RmsProp(0), new Adam(0), new AdamW(0) })
            Assert.Equal(c.θ, Fold(still, c.θ, c.Gradients).Parameters);
    }, tests: 30);

    [Fact]
    public void Gradient_descent_moves_by_the_rate_times_the_gradient() =>
        Law.Holds(Steps, c => Assert.Equal(c.θ - 0.25 * c.Gradients[0], new Sgd(0.25).Step(c.θ, c.Gradients[0], new Sgd(0.25).Start(c.θ)).Parameters));

    [Fact]
    public void Momentum_without_memory_is_gradient_descent() =>
        Law.Holds(Steps, c => Assert.Equal(Fold(new Sgd(0.1), c.θ, c.Gradients).Parameters, Fold(new Momentum(0.1, 0), c.θ, c.Gradients).Parameters));

    [Fact]
    public void The_first_step_of_Adam_is_the_rate_in_every_coordinate_against_the_sign_of_the_gradient() => Law.Holds(Steps, c =>
    {
        var adam = new Adam(0.01);
        var moved = adam.Step(c.θ, c.Gradients[0], adam.Start(c.θ)).Parameters - c.θ;
        foreach (var (step, g) in moved.Vector.ToArray().Zip(c.Gradients[0].Vector.ToArray())) Assert.Equal(-0.01 * Math.Sign(g), step, 1e-2 * Math.Min(1, 1e-8 / Math.Abs(g)) + 1e-12);
    });

    [Fact]
    public void Coordinates_in_another_order_are_moved_the_same() => Law.Holds(Steps, c => TreatsCoordinatesAlike(c.Optimizer, c.θ, c.Gradients, c.Key));

    [Fact]
    public void A_step_changes_neither_theta_nor_gradient_nor_state_and_gives_the_same_again() => Law.Holds(Steps, c =>
    {
        var state = c.Optimizer.Start(c.θ);
        string before = c.θ.Sha256() + c.Gradients[0].Sha256();
        var (first, second) = (c.Optimizer.Step(c.θ, c.Gradients[0], state), c.Optimizer.Step(c.θ, c.Gradients[0], state));
        Assert.Equal(before, c.θ.Sha256() + c.Gradients[0].Sha256());
        Assert.Equal(c.Optimizer.Start(c.θ), state);
        Assert.Equal((first.Parameters, first.State), (second.Parameters, second.State));
    });

    /// <summary>Step(θ, 0) from the start is θ, bit for bit.</summary>
    internal static void StaysAtZeroGradient(IOptimizer optimizer, Parameters<double> θ) => Assert.Equal(θ, optimizer.Step(θ, θ.Zero, optimizer.Start(θ)).Parameters);

    /// <summary>Steps of permuted θ and gradients are the permuted steps, bit for bit.</summary>
    internal static void TreatsCoordinatesAlike(IOptimizer optimizer, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients, RandomKey key)
    {
        var order = key.Permutation(θ.Layout.Size);
        Parameters<double> Permuted(Parameters<double> x) => x.OfVector(x.Vector.Gather(order));
        Assert.Equal(Permuted(Fold(optimizer, θ, gradients).Parameters), Fold(optimizer, Permuted(θ), [.. gradients.Select(Permuted)]).Parameters);
    }

    private static Updated<double> Fold(IOptimizer optimizer, Parameters<double> θ, ImmutableArray<Parameters<double>> gradients) =>
        gradients.Aggregate(new Updated<double>(θ, optimizer.Start(θ)), (u, g) => optimizer.Step(u.Parameters, g, u.State));

    private static Parameters<double> Vector(Tensor<double> values) =>
        new(ParameterLayout.Of([new ParameterSpec("w", values.Shape, new Zeros())]), values);

    private static void AssertSame(TrainState<float> expected, TrainState<float> actual)
    {
        Assert.Equal(expected.Parameters, actual.Parameters);
        Assert.Equal(expected.Model.State, actual.Model.State);
        Assert.Equal(expected.Optimizer, actual.Optimizer);
        Assert.Equal(expected.Step, actual.Step);
    }
}
