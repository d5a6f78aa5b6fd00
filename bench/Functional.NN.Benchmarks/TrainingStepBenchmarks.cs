using BenchmarkDotNet.Attributes;
using Functional.NN.Experiments;
using Functional.NN.Kernels;

namespace Functional.NN.Benchmarks;

/// <summary>What does the plan of a training step gain over the step operation by operation, on one thread?</summary>
[MemoryDiagnoser]
public class TrainingStepBenchmarks
{
    private const int Samples = 1024;

    private int[] _indices = [];
    private Trainer<float>? _trainer;
    private TrainState<float>? _state;
    private Batch<float>? _batch;
    private StepEngine<float>? _engine;
    private PlannedForm<float>? _plan;

    /// <summary>Which network.</summary>
    [Params("mlp", "lenet5")]
    public string Network { get; set; } = "mlp";

    /// <summary>Samples in a batch.</summary>
    [Params(32, 128)]
    public int Batch { get; set; }

    /// <summary>Makes the plan.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        var data = SyntheticData.Digits<float>(Samples, RandomKey.FromSeed(1));
        _trainer = new Trainer<float>(NamedNetworks.Find(Network, data.InputShape, 10), new SoftmaxCrossEntropy(), new Adam(0.001)).With(compute: Compute.Default.With(threads: 1));
        _state = _trainer.Initialize(RandomKey.FromSeed(1));
        _indices = [.. Enumerable.Range(0, Batch)];
        _batch = data.Read([.. _indices]);
        _engine = new StepEngine<float>(_trainer, data, _state, Crew.Rent(1));
        _engine.Learn([.. _indices], _batch);
        _plan = _engine.Form(_batch) ?? throw new InvalidOperationException(_engine.Refused);
    }

    /// <summary>One operation after the other, in fresh memory.</summary>
    [Benchmark(Baseline = true)]
    public Stepped<float> Eager() => _trainer!.Step(_state!, _batch!);

    /// <summary>By the plan, in memory that is used again.</summary>
    [Benchmark]
    public long Planned()
    {
        _engine!.Step(_plan!, _indices, _batch, CancellationToken.None);
        return _engine.StepsTaken;
    }
}
