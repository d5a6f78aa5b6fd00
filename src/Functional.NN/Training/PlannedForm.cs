using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>What makes one batch take another plan than the other.</summary>
internal readonly record struct BatchForm(int Count, Shape? Mask, bool Weighed)
{
    public static BatchForm Of<T>(Batch<T> batch) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(batch.Count, batch.Mask?.Shape, batch.Weights is not null);
}

/// <summary>A step cannot be planned; the message says why.</summary>
internal sealed class PlanException(string reason) : NNException(reason);

/// <summary>The plans for batches of one form: one for each size of a shard.</summary>
internal sealed unsafe class PlannedForm<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<Shard> _shards;
    private readonly Dictionary<int, (StepResults Results, Plan<T> Plan)> _plans = [];
    private readonly string[] _names;

    /// <param name="trainer">whose step it is</param>
    /// <param name="state">a state to record at</param>
    /// <param name="batch">a batch of the form</param>
    /// <param name="other">another batch of the same size, to tell what depends on the batch</param>
    /// <param name="workers">how many threads will run it</param>
    public PlannedForm(Trainer<T> trainer, TrainState<T> state, Batch<T> batch, Batch<T> other, int workers)
    {
        _shards = Shard.Of(batch.Count, trainer.Shards);
        var otherModel = state.Model.With(Moved(state.Parameters));
        foreach (var shard in _shards)
            if (!_plans.ContainsKey(shard.Count))
            {
                var recorded = Recorded(() => StepGraph.Record(trainer, state.Model, shard.Of(batch), state.Key.Fold(state.Step), shard.First, training: true));
                var again = Recorded(() => StepGraph.Record(trainer, otherModel, shard.Of(other), state.Key.Fold("another"), shard.First + 1, training: true));
                if (recorded.Graph.DifferenceFrom(again.Graph) is { } difference) throw new PlanException(difference);
                if (trainer.Shards == 1) Recording = recorded;
                _plans[shard.Count] = (recorded.Results, new Plan<T>(recorded.Graph, trainer.Network.Layout, state.Model.State, shard.Count, workers, trainer.Compute.Backend));
            }
        _names = [.. _plans.Values.First().Results.Metrics.Select(m => m.Name)];
        Measures = NewMeasures();
    }

    public int Shards => _shards.Count;

    /// <summary>The eager step that was recorded, where batches are not cut into shards; to be forgotten when it has been compared with.</summary>
    public RecordedStep? Recording { get; set; }

    /// <summary>Where a step of this form leaves what it measured.</summary>
    public RunningMetrics Measures { get; }

    public RunningMetrics NewMeasures() => new(_names);

    /// <summary>Computes one shard: its gradient goes to the sink, its state to the next one, what it measures to <paramref name="measures"/>. False when it was cancelled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Run(int shard, SampleSource<T>? source, RunningNumbers<T> numbers, ReadOnlySpan<int> indices, Batch<T>? batch, RandomKey key, Crew crew, GradientSink<T> sink, RunningMetrics measures, CancellationToken cancellation)
    {
        var part = _shards[shard];
        var (results, plan) = _plans[part.Count];
        if (batch is not null) plan.Put(part.Of(batch));
        else plan.Read(source!, indices.Slice(part.First, part.Count), crew);
        if (shard == 0) numbers.KeepState();
        if (!plan.Run(crew, numbers.Parameters, shard == 0 ? numbers.State : numbers.NextState, key, part.First, sink, cancellation)) return false;
        foreach (var (name, node) in results.State) plan.Result(node).CopyTo(numbers.NextStateBlock(name));
        plan.Measure(results, part.Count, measures);
        return true;
    }

    private static RecordedStep Recorded(Func<RecordedStep> record)
    {
        try
        {
            return record();
        }
        catch (NNException error)
        {
            throw new PlanException($"the step cannot be recorded: {error.Message}");
        }
    }

    /// <summary>Other numbers of the same kind, to tell what depends on θ.</summary>
    internal static Parameters<T> Moved(Parameters<T> θ) => θ * 0.5 + 0.0078125;
}
