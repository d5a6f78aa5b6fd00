using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Properties;

/// <summary>A run of a network on drawn data: long enough that batches of the usual size and the short last one are planned.</summary>
internal sealed record EngineCase(Shape Input, ImmutableArray<ILayer> Layers, LossCase Criterion, IMinimizer Optimizer, ImmutableArray<IPenalty> Penalties, int Count, Batching Batching, bool Weighed, bool Masked, bool InDouble, RandomKey Key)
{
    /// <summary>A short batch comes once in an epoch, and a plan is made where four steps of a size are to come.</summary>
    public const int Epochs = 5;

    public Network Network { get; } = new(Input, Layers);

    public ILoss Loss => Criterion.Loss;

    /// <summary>The plan of the run.</summary>
    public FitPlan Plan => new(Epochs, Batching);

    public Trainer<T> Trainer<T>(int threads = 1, int shards = 1) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new Trainer<T>(Network, Objective.Supervised(Loss, Penalties), Optimizer).With(compute: new Compute(Backend.Managed, threads), shards: shards);

    public TrainState<T> Start<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => Trainer<T>().Initialize(Key);

    /// <summary>Normal inputs, and targets as the loss wants them, in memory.</summary>
    public Dataset<T> Data<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var inputs = Key.Fold("inputs").Normal<double>(Input.Prepend(Count)).Cast<T>();
        return Dataset.FromTensors(inputs, Criterion.Targets(Key.Fold("targets"), Count).Cast<T>(), mask: Masked ? Mask().Cast<T>() : null, weights: Weighed ? Key.Fold("weights").Uniform<double>(Shape.Of(Count), 0.5, 2).Cast<T>() : null);
    }

    /// <summary>The batches of the run, epoch by epoch.</summary>
    public IEnumerable<IEnumerable<Batch<T>>> Batches<T>(Dataset<T> data) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Enumerable.Range(0, Epochs).Select(epoch => data.Batches(Batching, Key.Fold("batches"), epoch));

    /// <summary>True when the eager step takes such batches: some layers know no masks, and some losses no weights.</summary>
    public bool Fits => Draw.IsCase(() => Data<double>().Batches(Batching, Key, 0).All(batch => Trainer<double>().Gradient(Start<double>().Model, batch).Metrics.Samples > 0));

    /// <summary>The same case with a layer less, fewer samples, or less around it.</summary>
    public IEnumerable<EngineCase> Smaller()
    {
        IEnumerable<EngineCase> smaller = Enumerable.Range(0, Layers.Length - 1).Where(i => Stack(Layers.RemoveAt(i))).Select(i => Of(Layers.RemoveAt(i)));
        if (Count > Batching.Size) smaller = smaller.Append(this with { Count = Batching.Size });
        if (Batching.Size > 1) smaller = smaller.Append(this with { Count = Math.Max(Count / 2, 1), Batching = Batching.With(size: Math.Max(1, Batching.Size / 2)) });
        if (!Penalties.IsEmpty) smaller = smaller.Append(this with { Penalties = [] });
        if (Weighed) smaller = smaller.Append(this with { Weighed = false });
        if (Masked) smaller = smaller.Append(this with { Masked = false });
        if (Optimizer is not Sgd) smaller = smaller.Append(this with { Optimizer = new Sgd(0.001) });
        return smaller.Where(c => c.Fits);
    }

    public override string ToString() =>
        $"{Input}: {string.Join(", ", Layers)}; {Loss}; {string.Join(", ", Penalties)}; {Optimizer}; {Count} samples, {Batching}{(Weighed ? ", weighed" : "")}{(Masked ? ", masked" : "")} in {(InDouble ? "double" : "float")}, key {Key}";

    private EngineCase Of(ImmutableArray<ILayer> layers) => new(Input, layers, Criterion, Optimizer, Penalties, Count, Batching, Weighed, Masked, InDouble, Key);

    /// <summary>Ones for the first steps of each sequence; at least one.</summary>
    private Tensor<double> Mask()
    {
        var lengths = Key.Fold("lengths").Integers(Count, Input[0]);
        return Tensor.Generate([Count, Input[0]], i => i % Input[0] <= lengths[i / Input[0]] ? 1.0 : 0);
    }

    private bool Stack(ImmutableArray<ILayer> layers) => Draw.IsCase(() => new Network(Input, layers).Output == Network.Output);
}
