using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Engine;

/// <summary>Once a run has its plans, steps allocate nothing. Alone, because what is counted is what the whole process allocates.</summary>
[Collection(nameof(AllocationTests))]
[CollectionDefinition(nameof(AllocationTests), DisableParallelization = true)]
public sealed class AllocationTests
{
    /// <summary>The end of an epoch makes a few values; a single object a step would be more.</summary>
    private const int StepsOfEpoch = 200, Batch = 16, OfEpoch = 4000;

    public static TheoryData<string> Networks => ["dense", "convolution", "batch norm", "lstm", "masked lstm", "dropout", "residual"];

    private static Network Named(string name) => name switch
    {
        "dense" => new([12], new Dense(32), new Relu(), new Dense(16), new Tanh(), new Dense(3)),
        "convolution" => new([2, 8, 8], new Conv2D(6, 3, Padding: ImagePadding.Same), new Relu(), new MaxPool2D(2), new Conv2D(4, 3), new Sigmoid(), new AvgPool2D(2), new Flatten(), new Dense(3)),
        "batch norm" => new([2, 8, 8], new Conv2D(6, 3), new BatchNorm(), new Relu(), new Flatten(), new Dense(3)),
        "lstm" or "masked lstm" => new([5, 4], new Lstm(8, ReturnSequence: true), new Lstm(6), new Dense(3)),
        "dropout" => new([12], new Dense(32), new Dropout(0.3), new Gelu(), new Dense(3)),
        _ => new([12], new Residual(new Dense(12), new Softplus()), new Shared("twice", new Dense(12)), new Shared("twice", new Dense(12)), new Dense(3)),
    };

    /// <summary>Bytes the whole process allocates in a run of so many epochs.</summary>
    private static long Allocated(string name, int epochs, int threads, int shards, IOptimizer? optimizer = null, IFitObserver<float>? observer = null)
    {
        var network = Named(name);
        int count = Batch * StepsOfEpoch;
        var data = Dataset.FromTensors(Numbers.Some<float>(network.Input.Prepend(count), 1), Tensor.Generate([count], i => (float)(i % 3)), classes: 3,
            mask: name == "masked lstm" ? Tensor.Generate([count, 5], i => i % 5 <= i / 5 % 5 ? 1f : 0) : null);
        var trainer = new Trainer<float>(network, Objective.Supervised(new SoftmaxCrossEntropy(), new L2(0.001)), optimizer ?? new Adam(0.001)).With(compute: new Compute(Backend.Managed, threads), shards: shards);
        var start = trainer.Initialize(RandomKey.FromSeed(1));
        long before = GC.GetTotalAllocatedBytes(precise: true);
        var result = trainer.Fit(start, data, new FitPlan(epochs, new Batching(Batch)), observer: observer);
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.Null(result.Eager);
        return allocated;
    }

    [Theory, MemberData(nameof(Networks))]
    public void Steps_after_the_first_epoch_allocate_nothing(string name)
    {
        foreach (var (threads, shards) in ((int, int)[])[(1, 1), (2, 1), (1, 2)])
        {
            Allocated(name, 2, threads, shards);
            // Now and then somebody else in the process allocates, such as the compiler; steps that allocate do so every time.
            long more = Enumerable.Range(0, 4).Min(_ => Allocated(name, 7, threads, shards) - Allocated(name, 2, threads, shards));
            Assert.True(more < 5 * OfEpoch, $"{more} bytes in 5 epochs of {StepsOfEpoch} steps of \"{name}\" with {threads} threads in {shards} shards");
        }
    }

    private static readonly Dictionary<string, IOptimizer> Optimizers = new()
    {
        ["clip by global norm"] = new Adam(0.001).ClippedByGlobalNorm(0.01),
        ["clip by value and norm, decays"] = new Adam(0.001).WithWeightDecay(0.01, BlockSelection.Weights).ClippedByNorm(0.1).ClippedByValue(0.01).WithDecoupledWeightDecay(0.001, 0.1),
        ["averages"] = new Momentum(0.001).WithEma().WithSwa(10, 3).WithLookahead(),
        ["groups"] = new Adam(0.001).WithGroup(BlockSelection.OfRole(ParameterRole.Bias), new NAdam().ClippedByGlobalNorm(0.01)).WithRateFactor(0.5, BlockSelection.Under("0")),
        ["lamb, noise, centralisation, accumulation, skipping"] = new Lamb(0.001).Accumulated(2).Centralized().WithGradientNoise().SkippingNotFinite(),
    };

    public static TheoryData<string> OptimizerNames => [.. Optimizers.Keys];

    [Theory, MemberData(nameof(OptimizerNames))]
    public void So_do_steps_of_transformed_optimizers(string optimizer)
    {
        foreach (var (threads, shards) in ((int, int)[])[(1, 1), (2, 1), (1, 2)])
        {
            Allocated("dense", 2, threads, shards, Optimizers[optimizer]);
            long more = Enumerable.Range(0, 4).Min(_ => Allocated("dense", 7, threads, shards, Optimizers[optimizer]) - Allocated("dense", 2, threads, shards, Optimizers[optimizer]));
            Assert.True(more < 5 * OfEpoch, $"{more} bytes in 5 epochs of {StepsOfEpoch} steps of {optimizer} with {threads} threads in {shards} shards");
        }
    }

    /// <summary>Adds up what it is told of steps, and wants the state of none but the first.</summary>
    private sealed class Summing : IFitObserver<float>
    {
        public double Sum { get; private set; }

        public int Shown { get; private set; }

        public bool WantsState(FitProgress progress) => progress.Step == 1;

        public void OnStep(RunState<float> run, Metrics step) => Shown++;

        public void OnProgress(FitProgress progress) => Sum += progress.StepLoss + progress.GradientNorm;
    }

    [Fact]
    public void Nor_does_an_observer_cost_anything_that_wants_no_states()
    {
        var observer = new Summing();
        Allocated("dense", 2, 1, 1, observer: observer);
        Assert.True(observer.Shown == 1 && observer.Sum > 0, $"{observer.Shown} states, {observer.Sum}");
        long more = Enumerable.Range(0, 4).Min(_ => Allocated("dense", 7, 1, 1, observer: observer) - Allocated("dense", 2, 1, 1, observer: observer));
        Assert.True(more < 5 * OfEpoch, $"{more} bytes in 5 epochs of {StepsOfEpoch} steps");
    }
}
