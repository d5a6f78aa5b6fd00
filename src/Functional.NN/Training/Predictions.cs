using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>
/// The plans of a model's predictions. They belong to the model and go with it; each is used by one thread at a time, so that any number of threads may predict.
/// </summary>
internal sealed unsafe class Predictions<T>(Model<T> model) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A plan is made when a form of batch comes for the third time, for so many forms.</summary>
    private const int WorthPlanning = 3, MostForms = 4;

    private static readonly ConditionalWeakTable<Model<T>, Predictions<T>> s_all = [];

    private readonly ConcurrentDictionary<Form, Planned> _forms = [];

    // Held weakly: what the table keeps must not keep the model.
    private readonly WeakReference<Model<T>> _model = new(model);

    private readonly record struct Form(int Count, Shape? Mask, Compute Compute);

    public static Predictions<T> Of(Model<T> model) => s_all.GetValue(model, static m => new Predictions<T>(m));

    public Tensor<T> Predict(Tensor<T> inputs, Tensor<T>? mask, Compute compute)
    {
        _model.TryGetTarget(out var model);
        var planned = inputs.Shape.Rank > 0 && inputs.Shape[0] > 0 && (_forms.Count < MostForms || _forms.ContainsKey(new(inputs.Shape[0], mask?.Shape, compute)))
            ? _forms.GetOrAdd(new(inputs.Shape[0], mask?.Shape, compute), _ => new Planned()) : null;
        if (planned is null || planned.IsRefused || planned.Count() < WorthPlanning) return Eager(model!, inputs, mask, compute);
        if (!planned.Free.TryTake(out var plan))
        {
            plan = PredictionPlan<T>.Make(model!, inputs, mask, compute);
            if (plan is null)
            {
                planned.IsRefused = true;
                return Eager(model!, inputs, mask, compute);
            }
        }
        try
        {
            return plan.Run(inputs, mask, compute.Workers);
        }
        finally
        {
            planned.Free.Add(plan);
        }
    }

    public static Tensor<T> Eager(Model<T> model, Tensor<T> inputs, Tensor<T>? mask, Compute compute) =>
        model.Apply(StepVars.Of(model, new Batch<T>(inputs, inputs, mask), default, compute.Backend)).Output.Value<T>();

    /// <summary>The plans for one form of batch that nobody uses at the moment.</summary>
    private sealed class Planned
    {
        private int _count;

        public ConcurrentBag<PredictionPlan<T>> Free { get; } = [];

        public bool IsRefused { get; set; }

        /// <summary>How often such a batch came.</summary>
        public int Count() => Interlocked.Increment(ref _count);
    }
}

/// <summary>A prediction by a plan, with the memory it needs.</summary>
internal sealed unsafe class PredictionPlan<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly RunningNumbers<T> _numbers;
    private readonly Node _node;
    private readonly Plan<T> _plan;
    private readonly Shape _output;

    private PredictionPlan(Model<T> model, RecordedPrediction recorded, int samples, Compute compute)
    {
        // The node alone: the recorded graph holds the numbers of the batch it was recorded with.
        (_numbers, _node, _output) = (new RunningNumbers<T>(model), recorded.Output, recorded.Output.Shape);
        _plan = new Plan<T>(recorded.Graph, model.Network.Layout, model.State, samples, compute.Workers, compute.Backend);
    }

    /// <summary>A plan, if two recordings agree and it gives the bits of the eager prediction.</summary>
    public static PredictionPlan<T>? Make(Model<T> model, Tensor<T> inputs, Tensor<T>? mask, Compute compute)
    {
        if (Recorded(model, inputs, mask, compute) is not { } recorded) return null;
        var plan = new PredictionPlan<T>(model, recorded, inputs.Shape[0], compute);
        return plan.Run(inputs, mask, compute.Workers) == Predictions<T>.Eager(model, inputs, mask, compute) ? plan : null;
    }

    private static RecordedPrediction? Recorded(Model<T> model, Tensor<T> inputs, Tensor<T>? mask, Compute compute)
    {
        int[] turned = [.. Enumerable.Range(0, inputs.Shape[0]).Select(i => (i + 1) % inputs.Shape[0])];
        try
        {
            var recorded = StepGraph.Record(model, inputs, mask, compute.Backend);
            var again = StepGraph.Record(model.With(PlannedForm<T>.Moved(model.Parameters)), inputs.Gather(turned), mask?.Gather(turned), compute.Backend);
            return recorded.Graph.DifferenceFrom(again.Graph) is null ? recorded : null;
        }
        catch (NNException)
        {
            return null;
        }
    }

    public Tensor<T> Run(Tensor<T> inputs, Tensor<T>? mask, int threads)
    {
        var crew = Crew.Rent(threads);
        try
        {
            _plan.Put(new Batch<T>(inputs, inputs, mask));
            _plan.Run(crew, _numbers.Parameters, _numbers.State, default, 0, null, CancellationToken.None);
            return Tensor.Of(_output, _plan.Result(_node));
        }
        finally
        {
            crew.Return();
        }
    }
}
