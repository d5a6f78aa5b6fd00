using System.Numerics;
using Functional.NN.Properties.Catalogue;
using Functional.NN.Properties.Generators;

namespace Functional.NN.Properties;

/// <summary>Runs by plans, on threads and in shards, are the fold of the eager step: every state, measure and bit. One at a time, so that a crew has the cores it asks for.</summary>
[Collection(nameof(EngineLaws))]
[CollectionDefinition(nameof(EngineLaws), DisableParallelization = true)]
public class EngineLaws
{
    private static readonly int[] ManyThreads = [1, 2, 3, 8];

    /// <summary>Keeps everything an observer is shown.</summary>
    private sealed class Keeper<T> : IFitObserver<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public List<(RunState<T> Run, Metrics Step)> Steps { get; } = [];

        public List<(Metrics Training, Metrics? Validation)> Epochs { get; } = [];

        public void OnStep(RunState<T> run, Metrics step) => Steps.Add((run, step));

        public void OnEpoch(RunState<T> run, Metrics training, Metrics? validation) => Epochs.Add((training, validation));
    }

    private static void InItsPrecision(EngineCase c, Action<EngineCase> inFloat, Action<EngineCase> inDouble) => (c.InDouble ? inDouble : inFloat)(c);

    [Fact]
    public void A_planned_run_is_the_fold_of_steps_in_every_state_and_measure_and_what_was_shown_never_changes() =>
        Law.Holds(EngineCases.Any, c => InItsPrecision(c, IsTheFold<float>, IsTheFold<double>), EngineCases.Smaller, tests: 120);

    [Fact]
    public void So_is_a_run_of_a_wide_network_whose_samples_are_shared_out() =>
        Law.Holds(EngineCases.Wide, c => InItsPrecision(c, DoesNotDependOnThreads<float>, DoesNotDependOnThreads<double>), EngineCases.Smaller, tests: 40);

    [Fact]
    public void Any_number_of_threads_gives_the_same_bits() =>
        Law.Holds(EngineCases.Any, c => InItsPrecision(c, DoesNotDependOnThreads<float>, DoesNotDependOnThreads<double>), EngineCases.Smaller, tests: 60);

    [Fact]
    public void Runs_in_shards_are_the_fold_of_steps_in_shards_on_any_threads() =>
        Law.Holds(EngineCases.Any, c => InItsPrecision(c, ShardsAreFolded<float>, ShardsAreFolded<double>), EngineCases.Smaller, tests: 60);

    [Fact]
    public void The_gradient_in_shards_is_the_weighed_mean_of_their_gradients() =>
        Law.Holds(EngineCases.Any, c => InItsPrecision(c, ShardsAreWeighed<float>, ShardsAreWeighed<double>), EngineCases.Smaller, tests: 60);

    [Fact]
    public void A_planned_evaluation_is_the_fold_of_the_eager_one() =>
        Law.Holds(EngineCases.Any, c => InItsPrecision(c, EvaluatesAlike<float>, EvaluatesAlike<double>), EngineCases.Smaller, tests: 60);

    [Fact]
    public void Predictions_by_plans_are_the_eager_ones_on_any_thread() =>
        Law.Holds(EngineCases.Any, c => InItsPrecision(c, PredictsAlike<float>, PredictsAlike<double>), EngineCases.Smaller, tests: 60);

    [Fact]
    public void The_generator_draws_every_kind_of_layer_loss_optimizer_and_circumstance()
    {
        var drawn = FsCheck.Fluent.Gen.Sample(EngineCases.Any, 3000).ToList();
        Named.AssertAll<ILayer>(EveryLayer.All(drawn.SelectMany(c => c.Layers)), typeof(Embedding));
        Named.AssertAll<ILoss>(drawn.Select(c => c.Loss));
        Assert.Equal(9, drawn.Select(c => c.Optimizer.GetType()).Distinct().Count());
        Assert.All([drawn.Count(c => c.Weighed), drawn.Count(c => c.Masked), drawn.Count(c => c.InDouble), drawn.Count(c => c.Count % c.Batching.Size > 0),
            drawn.Count(c => c.Layers.OfType<Conv2D>().Any(l => l.Groups > 1)), drawn.Count(c => c.Layers.OfType<Conv2D>().Any(l => l.Dilation != 1))], n => Assert.True(n > 75, $"{n} of 3000"));
    }

    private static void IsTheFold<T>(EngineCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (trainer, data) = (c.Trainer<T>(threads: 2), c.Data<T>());
        var folded = Run<T>.Of(trainer, c, data);
        var keeper = new Keeper<T>();
        AssertPlanned(folded, trainer.Fit(c.Start<T>(), data, c.Plan, data, keeper));
        AssertSame(folded, keeper);
        int epochSteps = c.Batching.BatchCount(c.Count);
        for (int epoch = 0; epoch < keeper.Epochs.Count; epoch++)
            Assert.Equal(trainer.Evaluate(folded.Steps[(epoch + 1) * epochSteps - 1].Run.Train.Model, data.All()), keeper.Epochs[epoch].Validation);
        AssertPlanned(folded, trainer.Fit(c.Start<T>(), data, c.Plan));
        AssertSame(folded, keeper);
    }

    private static void DoesNotDependOnThreads<T>(EngineCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var data = c.Data<T>();
        var folded = Run<T>.Of(c.Trainer<T>(), c, data);
        Assert.All(ManyThreads, threads => AssertPlanned(folded, c.Trainer<T>(threads).Fit(c.Start<T>(), data, c.Plan)));
    }

    private static void ShardsAreFolded<T>(EngineCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var data = c.Data<T>();
        foreach (int shards in (int[])[1, 2, 5])
        {
            var trainer = c.Trainer<T>(shards: shards);
            if (!TakesShards(trainer, c, data)) continue;
            var folded = Run<T>.Of(trainer, c, data);
            Assert.All((int[])[1, 3], threads => AssertPlanned(folded, c.Trainer<T>(threads, shards).Fit(c.Start<T>(), data, c.Plan)));
        }
    }

    /// <summary>By hand, without random draws, which go by the place in the whole batch.</summary>
    private static void ShardsAreWeighed<T>(EngineCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const int Shards = 3;
        var (trainer, data, model) = (c.Trainer<T>(shards: Shards), c.Data<T>(), c.Start<T>().Model);
        if (c.Layers.Any(LayerTraits.DrawsForEachSample) || !TakesShards(trainer, c, data)) return;
        var batch = data.Batches(c.Batching, c.Key, 0).First();
        var (expected, count, state) = (model.Parameters.Zero.Vector, 0.0, model);
        for (int shard = 0; shard < Shards; shard++)
        {
            int first = shard * batch.Count / Shards, some = (shard + 1) * batch.Count / Shards - first;
            if (some == 0) continue;
            Tensor<T>? Part(Tensor<T>? whole) => whole?.Slice(0, first, some);
            var (metrics, gradient, next) = c.Trainer<T>().Gradient(state, new Batch<T>(Part(batch.Inputs)!, Part(batch.Targets)!, Part(batch.Mask), Part(batch.Weights)));
            (expected, count, state) = (expected + gradient.Vector * T.CreateTruncating(metrics.Count), count + metrics.Count, state.With(state: next));
        }
        var whole = trainer.Gradient(model, batch);
        // Where nothing counts, nobody has a gradient.
        Assert.Equal(count == 0 ? expected : expected / T.CreateTruncating(count), whole.Gradient.Vector);
        Assert.Equal(state.State, whole.State);
        Assert.Equal(count, whole.Metrics.Count);
    }

    private static void EvaluatesAlike<T>(EngineCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (trainer, data, model) = (c.Trainer<T>(threads: 2), c.Data<T>(), c.Start<T>().Model);
        int size = Math.Max(1, c.Count / 4);
        var eager = data.Batches(new Batching(size, Sampling.InOrder), c.Key, 0).Select(batch => trainer.Evaluate(model, batch)).Aggregate(Metrics.None, (sum, next) => sum.And(next));
        Assert.Equal(eager, trainer.Evaluate(model, data, size));
    }

    private static void PredictsAlike<T>(EngineCase c) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (batch, model) = (c.Data<T>().All(), c.Start<T>().Model);
        var expected = model.Trace(batch.Inputs, batch.Mask).Output;
        for (int time = 0; time < 5; time++) Assert.Equal(expected, model.Predict(batch.Inputs, batch.Mask));
        Assert.All(Enumerable.Range(0, 4).AsParallel().Select(_ => model.Predict(batch.Inputs, batch.Mask)), output => Assert.Equal(expected, output));
        // Another batch of the same size comes by the same plan.
        var turned = batch.Inputs.Gather([.. Enumerable.Range(0, c.Count).Reverse()]);
        Assert.Equal(model.Trace(turned, batch.Mask).Output, model.Predict(turned, batch.Mask));
    }

    private static bool TakesShards<T>(Trainer<T> trainer, EngineCase c, Dataset<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        try
        {
            foreach (var batch in data.Batches(c.Batching, c.Key, 0)) trainer.Gradient(c.Start<T>().Model, batch);
            return true;
        }
        catch (NNException)
        {
            return false;
        }
    }

    /// <summary>The definition of a run: steps folded over the batches of each epoch, until one gives a number that is not finite.</summary>
    private sealed record Run<T>(TrainState<T> Start, List<(RunState<T> Run, Metrics Step)> Steps, List<Metrics> Epochs, bool IsFinite) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        public TrainState<T> Last => Steps.Count == 0 ? Start : Steps[^1].Run.Train;

        public static Run<T> Of(Trainer<T> trainer, EngineCase c, Dataset<T> data)
        {
            var run = new Run<T>(c.Start<T>(), [], [], true);
            foreach (var batches in c.Batches(data))
            {
                var (measured, place) = (Metrics.None, 0);
                foreach (var batch in batches)
                {
                    var stepped = trainer.Step(run.Last, batch);
                    if (!IsGood(stepped)) return run with { IsFinite = false };
                    measured = measured.And(stepped.Metrics);
                    run.Steps.Add((new RunState<T>(stepped.State, run.Epochs.Count, ++place, measured), stepped.Metrics));
                }
                run.Epochs.Add(measured);
            }
            return run;
        }

        private static bool IsGood(Stepped<T> step) => step.Metrics.IsFinite && step.State.Parameters.IsFinite && step.State.Optimizer.IsFinite && step.State.Model.State.IsFinite;
    }

    private static void AssertSame<T>(Run<T> folded, Keeper<T> kept) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Equal(folded.Steps, kept.Steps);
        Assert.Equal(folded.Epochs, kept.Epochs.Select(e => e.Training));
    }

    private static void AssertPlanned<T>(Run<T> folded, FitResult<T> fitted) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Assert.Null(fitted.Eager);
        Assert.Equal(folded.IsFinite ? FitEnd.Completed : FitEnd.NotFinite, fitted.End);
        Assert.Equal(folded.Last, fitted.Run.Train);
    }
}
