using System.Runtime.CompilerServices;
using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>How a planned step ended.</summary>
internal enum StepEnd
{
    Done,
    Cancelled,
    NotFinite,
}

/// <summary>
/// Training steps by plans, in memory that is used again. A plan is made for each form of batch from two recordings of the eager step, and its first step is
/// compared with the eager one bit by bit; where anything differs, the engine says why and takes no steps.
/// </summary>
internal sealed unsafe class StepEngine<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Dataset<T> _data;
    private readonly Crew _crew;
    private readonly RunningNumbers<T> _numbers;
    private readonly GradientSquares<T> _squares;
    private readonly bool _inPlace;
    private readonly VectorSink<T>? _vector;
    private readonly ShardSink<T>? _shards;
    private readonly Dictionary<BatchForm, PlannedForm<T>> _forms = [];
    private readonly Dictionary<int, PlannedForm<T>> _bySize = [];
    private readonly Probe<T>? _probe;
    private Trainer<T> _trainer;
    private RunningOptimizer<T>? _optimizer;
    private UpdateSink<T>? _update;
    private OptimizerState<T> _ofObjective;
    private readonly RandomKey _key;
    private RunningMetrics? _shard;
    private long _step;

    public StepEngine(Trainer<T> trainer, Dataset<T> data, TrainState<T> start, Crew crew, bool inPlace = false)
    {
        (_trainer, _data, _crew, _key, _inPlace) = (trainer, data, crew, start.Key, inPlace);
        var layout = trainer.Network.Layout;
        _numbers = new RunningNumbers<T>(start.Model, inPlace);
        _squares = new GradientSquares<T>(layout);
        Prepare();
        if (_optimizer is null)
        {
            _vector = new VectorSink<T>(_numbers.ParameterCount, _squares);
            _probe = new Probe<T>(start.Model);
        }
        if (trainer.Shards > 1) _shards = new ShardSink<T>(layout);
        _ofObjective = start.Optimizer;
        Load(start);
    }

    /// <summary>Why steps are taken eagerly, when they are.</summary>
    public string? Refused { get; private set; }

    /// <summary>What the last step measured.</summary>
    public RunningMetrics? Measures { get; private set; }

    /// <summary>θ and the network's state, as a plan reads them.</summary>
    public RunningNumbers<T> Numbers => _numbers;

    /// <summary>The present state, as a value that owns its memory.</summary>
    public TrainState<T> State => new(_numbers.Model, _optimizer?.State ?? _ofObjective, _step, _key);

    public void Load(TrainState<T> state)
    {
        _numbers.Load(state.Model);
        _optimizer?.Load(state.Optimizer);
        (_ofObjective, _step) = (state.Optimizer, state.Step);
    }

    /// <summary>Takes the steps to come with another trainer's optimizer, which must be the same method with other constants; plans hold gradients only, so they stay.</summary>
    public void Use(Trainer<T> trainer)
    {
        if (trainer.Optimizer.Equals(_trainer.Optimizer)) return;
        var state = State;
        _trainer = trainer;
        Prepare();
        Load(state);
    }

    private void Prepare()
    {
        if (_trainer.Optimizer is not IOptimizer optimizer) return;
        var layout = _trainer.Network.Layout;
        _optimizer = RunningOptimizer<T>.Of(optimizer, layout, _inPlace);
        _update = new UpdateSink<T>(_optimizer, layout, _numbers, _squares, _crew);
    }

    /// <summary>How many steps the present state has behind it.</summary>
    public long StepsTaken => _step;

    /// <summary>Room for what a step measures.</summary>
    public RunningMetrics NewMeasures() => _forms.Values.First().NewMeasures();

    /// <summary>The plan for batches like this one, if there is one.</summary>
    public PlannedForm<T>? Form(Batch<T> batch) => _forms.GetValueOrDefault(BatchForm.Of(batch));

    /// <summary>The plan for batches of so many samples, if there is one and the dataset lies in memory, so that batches need not be read before.</summary>
    public PlannedForm<T>? ReadingForm(int count) => Refused is null ? _bySize.GetValueOrDefault(count) : null;

    /// <summary>Makes the plan for batches like this one, and takes a step beside the eager one; where they differ, <see cref="Refused"/> says why. The present state stays.</summary>
    public void Learn(ImmutableArray<int> indices, Batch<T> batch)
    {
        var state = State;
        try
        {
            _trainer.CheckBatch(state.Model, batch);
            var form = new PlannedForm<T>(_trainer, state, batch, _data.Read([.. indices.Select(i => (i + 1) % _data.Count)]), _crew.Workers);
            var eager = form.Recording is { } recording ? _trainer.StepAsRecorded(state, batch, recording) : _trainer.Step(state, batch);
            form.Recording = null;
            var end = Step(form, indices.AsSpan(), batch, CancellationToken.None);
            if (end == StepEnd.Done && !Same(State, eager.State) || end == StepEnd.Done && !Measures!.ToMetrics().Equals(eager.Metrics)) throw new PlanException("the first planned step differed from the eager one");
            _forms[BatchForm.Of(batch)] = form;
            if (_data.Source is not null) _bySize[batch.Count] = form;
        }
        catch (PlanException refused)
        {
            Refused = refused.Message;
        }
        Load(state);
    }

    private static bool Same(TrainState<T> a, TrainState<T> b) => a.Parameters == b.Parameters && a.Optimizer == b.Optimizer && a.Model.State == b.Model.State;

    /// <summary>One step. The present state becomes the next one only when it is done; else it is what it was.</summary>
    /// <param name="planned">the plan</param>
    /// <param name="indices">the batch's samples</param>
    /// <param name="batch">the batch, where it was read already; none when it is to be read from the dataset's source</param>
    /// <param name="cancellation">gives the step up</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public StepEnd Step(PlannedForm<T> planned, ReadOnlySpan<int> indices, Batch<T>? batch, CancellationToken cancellation)
    {
        var key = _key.Fold(_step);
        _update?.Begin();
        Measures = planned.Measures;
        bool whole = Gradient(planned, _numbers, indices, batch, key, (GradientSink<T>?)_update ?? _vector!, Measures, cancellation);
        if (!whole) return StepEnd.Cancelled;
        Measures.GradientNorm = _squares.Norm;
        if (_trainer.PassesOver(Measures.GradientNorm)) _numbers.KeepState();
        else if (!Measures.IsFinite) return StepEnd.NotFinite;
        if (_update is null) return ByValue(planned, indices, batch, key, cancellation);
        _update.End();
        if (!_update.IsFinite || !_numbers.NextStateIsFinite) return StepEnd.NotFinite;
        _optimizer!.Advance();
        _numbers.Advance();
        _step++;
        return StepEnd.Done;
    }

    /// <summary>The gradient of the objective on a batch at the numbers given, and what it measures; false when it was cancelled.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Gradient(PlannedForm<T> planned, RunningNumbers<T> numbers, ReadOnlySpan<int> indices, Batch<T>? batch, RandomKey key, GradientSink<T> sink, RunningMetrics measures, CancellationToken cancellation)
    {
        if (_shards is null) return planned.Run(0, _data.Source, numbers, indices, batch, key, _crew, sink, measures, cancellation);
        _shard ??= planned.NewMeasures();
        _shards.Begin();
        measures.Clear();
        for (int shard = 0; shard < planned.Shards; shard++)
        {
            if (!planned.Run(shard, _data.Source, numbers, indices, batch, key, _crew, _shards, _shard, cancellation)) return false;
            _shards.EndShard(_shard.Count);
            measures.Add(_shard);
        }
        _shards.Bring(measures.Count, sink);
        return true;
    }

    /// <summary>A step of a method that evaluates the objective itself; it is answered by the same plan.</summary>
    private StepEnd ByValue(PlannedForm<T> planned, ReadOnlySpan<int> indices, Batch<T>? batch, RandomKey key, CancellationToken cancellation)
    {
        var layout = _trainer.Network.Layout;
        Parameters<T> Vector(ReadOnlySpan<T> numbers) => new(layout, Tensor.Of(Shape.Of(numbers.Length), numbers));
        var (model, gradient, metrics, samples) = (_numbers.Model, Vector(_vector!.Vector), Measures!.ToMetrics(), indices.ToImmutableArray());
        _probe!.Begin(model);
        var objective = new BatchObjective<T>(_trainer, model, () => batch ?? _data.Read(samples), key, () => new(metrics, gradient, model.State), θ =>
        {
            _probe.At(θ);
            if (!Gradient(planned, _probe.Numbers, samples.AsSpan(), batch, key, _probe.Sink, _probe.Measures(planned), cancellation)) throw new OperationCanceledException(cancellation);
            return new(_probe.Measures(planned).Loss, Vector(_probe.Sink.Vector));
        });
        try
        {
            var (next, optimizer) = _trainer.Optimizer.Step(objective, model.Parameters, _ofObjective);
            if (!next.IsFinite || !optimizer.IsFinite || !_numbers.NextStateIsFinite) return StepEnd.NotFinite;
            foreach (var (start, length) in layout.Trained) next.Vector.AsSpan().Slice(start, length).CopyTo(new Span<T>(_numbers.NextParameters + start, length));
            _numbers.Advance();
            (_ofObjective, _step) = (optimizer, _step + 1);
            return StepEnd.Done;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return StepEnd.Cancelled;
        }
    }
}
