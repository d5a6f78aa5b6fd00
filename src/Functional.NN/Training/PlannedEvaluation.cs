using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>The measures of models over a dataset, in evaluation mode and in the order of the samples, by plans; with the bits of the eager evaluation.</summary>
internal sealed unsafe class PlannedEvaluation<T>(Trainer<T> trainer, Dataset<T> data, int batchSize, Crew crew) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dictionary<BatchForm, (StepResults Results, Plan<T> Plan)> _plans = [];
    private bool _eager;

    /// <summary>The measures of the numbers a run stands at; <paramref name="state"/> is their value, where there is one.</summary>
    public Metrics Of(StepEngine<T> engine, TrainState<T>? state)
    {
        if (state is not null) engine.Load(state);
        return Of(() => (state ?? engine.State).Model, engine.Numbers.Parameters, engine.Numbers.State);
    }

    /// <summary>The measures of a model.</summary>
    public Metrics Of(Model<T> model)
    {
        var numbers = new RunningNumbers<T>(model);
        // Pointers hold nothing: without its owner the memory may be collected while kernels read it.
        var measured = Of(() => model, numbers.Parameters, numbers.State);
        GC.KeepAlive(numbers);
        return measured;
    }

    private Metrics Of(Func<Model<T>> model, T* parameters, T* state)
    {
        var sum = Metrics.None;
        for (int first = 0; first < data.Count; first += batchSize)
        {
            ImmutableArray<int> indices = [.. Enumerable.Range(first, Math.Min(batchSize, data.Count - first))];
            var batch = data.Read(indices);
            sum = sum.And(_eager || !Known(model, batch, indices, data.Count - first) ? trainer.Evaluate(model(), batch) : Planned(batch, parameters, state));
        }
        return sum;
    }

    private Metrics Planned(Batch<T> batch, T* parameters, T* state)
    {
        var (results, plan) = _plans[BatchForm.Of(batch)];
        plan.Put(batch);
        plan.Run(crew, parameters, state, default, 0, null, CancellationToken.None);
        var measures = new RunningMetrics([.. results.Metrics.Select(m => m.Name)]);
        plan.Measure(results, batch.Count, measures);
        return measures.ToMetrics();
    }

    /// <summary>Whether there is a plan for such a batch, made now if it is worth it: where it agrees with the eager evaluation.</summary>
    private bool Known(Func<Model<T>> model, Batch<T> batch, ImmutableArray<int> indices, int samplesToCome)
    {
        if (_plans.ContainsKey(BatchForm.Of(batch))) return true;
        if (samplesToCome < 4 * batchSize) return false;
        var at = model();
        trainer.CheckBatch(at, batch);
        var other = data.Read([.. indices.Select(i => (i + 1) % data.Count)]);
        if (Recorded(at, batch, other) is not { } recorded)
        {
            _eager = true;
            return false;
        }
        var (graph, results) = (recorded.Graph, recorded.Results);
        var plan = new Plan<T>(graph, trainer.Network.Layout, at.State, batch.Count, crew.Workers, trainer.Compute.Backend);
        _plans[BatchForm.Of(batch)] = (results, plan);
        var numbers = new RunningNumbers<T>(at);
        var planned = Planned(batch, numbers.Parameters, numbers.State);
        GC.KeepAlive(numbers);
        _eager = !planned.Equals(trainer.Evaluate(at, batch));
        return !_eager;
    }

    /// <summary>The evaluation as a graph; none when it cannot be recorded, or not the same way again.</summary>
    private RecordedStep? Recorded(Model<T> at, Batch<T> batch, Batch<T> other)
    {
        try
        {
            var recorded = StepGraph.Record(trainer, at, batch, default, 0, training: false);
            var again = StepGraph.Record(trainer, at.With(PlannedForm<T>.Moved(at.Parameters)), other, default, 0, training: false);
            return recorded.Graph.DifferenceFrom(again.Graph) is null ? recorded : null;
        }
        catch (NNException)
        {
            return null;
        }
    }
}
