using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Engine;

/// <summary>How planned runs end before their time.</summary>
public sealed class PlannedRunTests
{
    private static readonly FitPlan Long = new(1000, new Batching(16));

    private static readonly Dataset<float> Data = Dataset.FromTensors(Numbers.Some<float>([70, 1, 8, 8], 1), Tensor.Generate([70], i => (float)(i % 3)), classes: 3);

    private static Trainer<float> Trainer { get; } = new Trainer<float>(
        new Network([1, 8, 8], new Conv2D(8, 3), new BatchNorm(), new Relu(), new MaxPool2D(2), new Flatten(), new Dropout(0.2), new Dense(3)), new SoftmaxCrossEntropy(), new Adam(0.001)).With(compute: new Compute(Backend.Managed, 3));

    private static readonly RandomKey Key = RandomKey.FromSeed(4);

    private sealed class Watching(Action<FitProgress> progress) : IFitObserver<float>
    {
        public void OnProgress(FitProgress now) => progress(now);
    }

    private static TrainState<float> Folded(Trainer<float> trainer, Dataset<float> data, FitPlan plan, long steps) => Enumerable.Range(0, plan.Epochs)
        .SelectMany(epoch => data.Batches(plan.Batching, Key.Fold("batches"), epoch)).Take((int)steps).Aggregate(trainer.Initialize(Key), (state, batch) => trainer.Step(state, batch).State);

    [Fact]
    public void A_run_cancelled_by_an_observer_stands_after_the_step_it_saw()
    {
        using var source = new CancellationTokenSource();
        var result = Trainer.Fit(Trainer.Initialize(Key), Data, Long, observer: new Watching(now => { if (now.Step == 23) source.Cancel(); }), cancellation: source.Token);
        Assert.Equal((FitEnd.Cancelled, 23, 4, 3), (result.End, result.Run.Train.Step, result.Run.Epoch, result.Run.Place));
        Assert.Null(result.Eager);
        Assert.Equal(Folded(Trainer, Data, Long, 23), result.Run.Train);
    }

    [Fact]
    public void A_run_cancelled_from_another_thread_within_a_step_stands_after_its_last_whole_step()
    {
        for (int round = 0; round < 12; round++)
        {
            using var source = new CancellationTokenSource();
            // Not before there is a plan, and then at any moment of a step.
            var result = Trainer.Fit(Trainer.Initialize(Key), Data, Long, observer: new Watching(now => { if (now.Step == 8) source.CancelAfter(TimeSpan.FromMilliseconds(1)); }), cancellation: source.Token);
            Assert.Equal(FitEnd.Cancelled, result.End);
            Assert.Equal(result.Run.Train.Step, 5 * result.Run.Epoch + result.Run.Place);
            Assert.Equal(Folded(Trainer, Data, Long, result.Run.Train.Step), result.Run.Train);
        }
    }

    [Fact]
    public void A_cancelled_run_goes_on_to_the_same_bits()
    {
        var plan = new FitPlan(6, new Batching(16));
        using var source = new CancellationTokenSource();
        var part = Trainer.Fit(Trainer.Initialize(Key), Data, plan, observer: new Watching(now => { if (now.Step == 13) source.Cancel(); }), cancellation: source.Token);
        Assert.Equal(Folded(Trainer, Data, plan, 30), Trainer.Fit(part.Run, Data, plan).Run.Train);
    }

    [Fact]
    public void Numbers_that_are_not_finite_end_a_planned_run_at_the_last_good_state_and_name_the_layer()
    {
        const int Bad = 30;
        var inputs = Tensor.Generate([40, 4], i => i / 4 == Bad ? 1e30f : i % 7 / 7f);
        var trainer = new Trainer<float>(new Network([4], new Dense(5).Named("in"), Layer.From("square", x => x * x).Named("power"), new Dense(1).Named("out")), new SquaredError(), new Adam(0.001));
        var data = Dataset.FromTensors(inputs, Numbers.Some<float>([40, 1], 2));
        var plan = new FitPlan(2, new Batching(2, Sampling.InOrder));
        foreach (int shards in (int[])[1, 2])
        {
            var result = trainer.With(shards: shards).Fit(trainer.Initialize(Key), data, plan);
            Assert.Equal((FitEnd.NotFinite, new NotFinite(Bad / 2, "the output of layer \"power\"")), (result.End, result.Fault));
            Assert.Null(result.Eager);
            Assert.Equal(Folded(trainer.With(shards: shards), data, plan, Bad / 2), result.Run.Train);
        }
    }

    [Fact]
    public void Theta_that_overflows_in_the_update_of_a_planned_step_is_named()
    {
        var trainer = new Trainer<float>(new Network([1], new Dense(1, Bias: false, Initializer: new ConstantValue(1))), new HalfSquaredError(), new Growing());
        var data = Dataset.FromTensors(Tensor.Generate([40, 1], _ => 1f), Tensor.Generate([40, 1], _ => 0f));
        var plan = new FitPlan(1, new Batching(2, Sampling.InOrder));
        var result = trainer.Fit(trainer.Initialize(Key), data, plan);
        Assert.Equal((FitEnd.NotFinite, "θ after the update"), (result.End, result.Fault!.Where));
        Assert.True(result.Fault.Step > 4);
        Assert.Equal(Folded(trainer, data, plan, result.Fault.Step), result.Run.Train);
    }

    /// <summary>One weight, a sample a step, and one sample that is unlike the others.</summary>
    private static FitResult<float> WithOneBadSample(ILoss loss, IOptimizer optimizer, float x, float badX, float badTarget)
    {
        const int Bad = 30;
        var trainer = new Trainer<float>(new Network([1], new Dense(1, Bias: false, Initializer: new ConstantValue(1))), loss, optimizer);
        var data = Dataset.FromTensors(Tensor.Generate([40, 1], i => i == Bad ? badX : x), Tensor.Generate([40, 1], i => i == Bad ? badTarget : 0f));
        var plan = new FitPlan(1, new Batching(1, Sampling.InOrder));
        var result = trainer.Fit(trainer.Initialize(Key), data, plan);
        Assert.Equal((FitEnd.NotFinite, Bad, (string?)null), (result.End, (int)result.Fault!.Step, result.Eager));
        Assert.Equal(Folded(trainer, data, plan, Bad), result.Run.Train);
        return result;
    }

    [Fact]
    public void A_loss_that_overflows_alone_is_named() => Assert.Equal("the loss", WithOneBadSample(new HalfSquaredError(), new Sgd(1e-30), 1, 1, 1e25f).Fault!.Where);

    [Fact]
    public void Theta_that_overflows_in_a_fused_update_is_named() => Assert.Equal("θ after the update", WithOneBadSample(new MeanAbsoluteError(), new Sgd(1e9), 1e-12f, 1e30f, 0).Fault!.Where);

    [Fact]
    public void A_state_of_the_optimizer_that_overflows_in_a_fused_update_is_named() =>
        Assert.Equal("the optimizer's state", WithOneBadSample(new MeanAbsoluteError(), new Adam(0.001), 1e-3f, 1e30f, 0).Fault!.Where);

    /// <summary>θ ← θ for five steps, and then θ·10⁴⁰, whatever the gradient.</summary>
    private sealed record Growing : IOptimizer
    {
        public OptimizerState<T> Start<T>(Parameters<T> θ) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new(0);

        public Updated<T> Step<T>(Parameters<T> θ, Parameters<T> g, OptimizerState<T> state) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => new(state.Step < 5 ? θ : θ * 1e10 * 1e10 * 1e10 * 1e10, state.Next());
    }
}
