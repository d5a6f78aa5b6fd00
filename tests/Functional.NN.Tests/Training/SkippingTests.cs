namespace Functional.NN.Tests.Training;

/// <summary>Steps whose gradient is not finite, passed over.</summary>
public sealed class SkippingTests
{
    private const int Bad = 30;

    private static readonly Network Net = new([3], new Dense(4), new BatchNorm(), new Tanh(), new Dense(2));

    private static Dataset<float> Data(float bad) =>
        Dataset.FromTensors(Tensor.Generate([40, 3], i => i / 3 == Bad ? bad : (i % 7 - 3) / 3f), Tensor.Generate([40], i => (float)(i % 2)), classes: 2);

    private static readonly FitPlan Plan = new(3, new Batching(4, Sampling.InOrder));

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_run_goes_on_over_them_and_counts_them(float bad)
    {
        foreach (int shards in (int[])[1, 2])
        {
            var trainer = new Trainer<float>(Net, new SoftmaxCrossEntropy(), new Adam(0.01).SkippingNotFinite().WithEma()).With(shards: shards);
            var start = trainer.Initialize(RandomKey.FromSeed(1));
            var losses = new List<double>();
            var result = trainer.Fit(start, Data(bad), Plan, observer: new Watching(epoch: (_, training, _) => losses.Add(training.Loss)));
            Assert.Equal((FitEnd.Completed, null), (result.End, result.Eager));
            Assert.Equal(3, SkipNotFinite.CountOf(result.Run.Train.Optimizer));
            Assert.Equal((30L, 27L), (result.Run.Train.Step, result.Run.Train.Optimizer.Inner["inner"].Inner["inner"].Step));
            Assert.True(result.Model.Parameters.IsFinite && result.Model.State.IsFinite);
            Assert.All(losses, loss => Assert.True(double.IsFinite(loss)));
            Assert.Equal(trainer.Run(start, Enumerable.Range(0, 3).SelectMany(epoch => Data(bad).Batches(Plan.Batching, default, epoch))).Last().State, result.Run.Train);
        }
    }

    [Fact]
    public void Without_it_the_run_ends_there()
    {
        var trainer = new Trainer<float>(Net, new SoftmaxCrossEntropy(), new Adam(0.01));
        Assert.Equal((FitEnd.NotFinite, 7L), trainer.Fit(trainer.Initialize(RandomKey.FromSeed(1)), Data(float.NaN), Plan) is var result ? (result.End, result.Run.Train.Step) : default);
    }

    [Fact]
    public void A_skipped_step_changes_nothing_but_the_counts()
    {
        var trainer = new Trainer<float>(Net, new SoftmaxCrossEntropy(), new Adam(0.01).SkippingNotFinite());
        var batches = Data(float.NaN).Batches(Plan.Batching, default, 0).ToList();
        var before = trainer.Run(trainer.Initialize(RandomKey.FromSeed(1)), batches.Take(7)).Last().State;
        var (after, metrics) = trainer.Step(before, batches[7]);
        Assert.False(metrics.IsFinite);
        Assert.Equal(before.Model, after.Model);
        Assert.Equal(before.Optimizer.Inner["inner"], after.Optimizer.Inner["inner"]);
        Assert.Equal((8L, 8L, 1L), (after.Step, after.Optimizer.Step, SkipNotFinite.CountOf(after.Optimizer)));
    }

    [Fact]
    public void A_loss_that_overflows_while_its_gradient_does_not_still_ends_the_run()
    {
        var trainer = new Trainer<float>(new Network([1], new Dense(1, Bias: false, Initializer: new ConstantValue(1))), new HalfSquaredError(), new Sgd(1e-30).SkippingNotFinite());
        var data = Dataset.FromTensors(Tensor.Generate([40, 1], _ => 1f), Tensor.Generate([40, 1], i => i == Bad ? 1e25f : 0));
        var result = trainer.Fit(trainer.Initialize(default), data, new FitPlan(1, new Batching(1, Sampling.InOrder)));
        Assert.Equal((FitEnd.NotFinite, "the loss"), (result.End, result.Fault!.Where));
    }

    [Fact]
    public void A_state_without_a_count_is_told() =>
        Assert.Equal("OptimizerState: the optimizer has no SkipNotFinite in it.", Assert.Throws<NNException>(() => SkipNotFinite.CountOf(new OptimizerState<float>(0))).Message);
}
