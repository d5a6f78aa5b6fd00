using System.Runtime.CompilerServices;
using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>One run of <see cref="Trainer{T}.Fit(RunState{T}, Dataset{T}, FitPlan, Dataset{T}, IFitObserver{T}, CancellationToken)"/>: the fold over epochs and batches, with planned steps where there are enough of a form to pay for the plan.</summary>
internal sealed class Fitting<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Making a plan takes about as long as some eager steps.</summary>
    private const int WorthPlanning = 4;

    private readonly Trainer<T> _given;
    private readonly Dataset<T> _data;
    private readonly FitPlan _plan;
    private readonly IFitObserver<T>? _observer;
    private readonly bool _observesSteps, _observesEpochs;
    private readonly StepEngine<T> _engine;
    private readonly PlannedEvaluation<T>? _validation;
    private readonly int[] _order;
    private readonly int _batches;
    private readonly RandomKey _batchKey;

    // The given trainer at the rate of the epoch in progress.
    private Trainer<T> _trainer;

    // What was measured in the epoch in progress: in place while steps are planned, as a value while they are eager.
    private RunningMetrics? _running;
    private Metrics _runningValue;

    // What the last step measured, when it was eager.
    private Metrics? _eagerly;

    // The present state as a value, where there is one.
    private TrainState<T>? _state;

    private Fitting(Trainer<T> trainer, Dataset<T> data, FitPlan plan, Dataset<T>? validation, IFitObserver<T>? observer, RunState<T> start, Crew crew, bool inPlace)
    {
        (_given, _trainer, _data, _plan, _observer, _state, _runningValue) = (trainer, AtRate(trainer, plan, start), data, plan, observer, start.Train, start.Running);
        _observesSteps = observer is not null && Overrides(observer, nameof(IFitObserver<T>.OnStep));
        _observesEpochs = observer is not null && Overrides(observer, nameof(IFitObserver<T>.OnEpoch));
        _engine = new StepEngine<T>(_trainer, data, start.Train, crew, inPlace);
        _validation = validation is null ? null : new PlannedEvaluation<T>(trainer, validation, Trainer<T>.EvaluationBatch, crew);
        (_order, _batches, _batchKey) = (new int[data.Count], plan.Batching.BatchCount(data.Count), start.Train.Key.Fold("batches"));
    }

    private TrainState<T> State => _state ??= _engine.State;

    private long StepsTaken => _state?.Step ?? _engine.StepsTaken;

    /// <summary>How many steps the plan's limit leaves.</summary>
    private long StepsLeft => _plan.Steps is { } limit ? limit - StepsTaken : long.MaxValue;

    private Metrics Running => _running?.ToMetrics() ?? _runningValue;

    /// <param name="trainer">whose steps they are</param>
    /// <param name="data">the samples</param>
    /// <param name="plan">how long and in which batches</param>
    /// <param name="validation">samples to measure on after each epoch</param>
    /// <param name="observer">watches</param>
    /// <param name="start">where the run stands</param>
    /// <param name="cancellation">ends it within a step</param>
    /// <param name="inPlace">whether a step overwrites what it reads: only to measure what it costs that steps do not</param>
    public static FitResult<T> Run(Trainer<T> trainer, Dataset<T> data, FitPlan plan, Dataset<T>? validation, IFitObserver<T>? observer, RunState<T> start, CancellationToken cancellation, bool inPlace = false)
    {
        var crew = Crew.Rent(trainer.Compute.Workers);
        try
        {
            Rehearsal<T>.Begin(trainer);
            var fitting = new Fitting<T>(trainer, data, plan, validation, observer, start, crew, inPlace);
            return fitting.Epochs(start, cancellation) with { Eager = fitting._engine.Refused };
        }
        finally
        {
            crew.Return();
        }
    }

    private FitResult<T> Epochs(RunState<T> run, CancellationToken cancellation)
    {
        while (run.Epoch < _plan.Epochs)
        {
            if (Stopped(run)) return new(Now(run, run.Place), FitEnd.StoppedEarly);
            if (run.Place < 0 || run.Place > _batches) throw new NNException(Sentence.Of($"Fit: an epoch has {_batches} batches, it cannot go on from batch {run.Place}."));
            _plan.Batching.OrderInto(_order, _batchKey, run.Epoch);
            for (int place = run.Place; place < _batches; place++)
            {
                if (StepsLeft <= 0) return new(Now(run, place), FitEnd.Completed);
                var end = Step(run.Epoch, place, cancellation);
                if (end == StepEnd.Cancelled) return new(Now(run, place), FitEnd.Cancelled);
                if (end == StepEnd.NotFinite) return new(Now(run, place), FitEnd.NotFinite, _trainer.Diagnose(State, Read([.. Indices(place)], run.Epoch, place)));
                Observe(run, place + 1);
            }
            run = EndEpoch(run);
        }
        return new(Now(run, run.Place), Stopped(run) ? FitEnd.StoppedEarly : FitEnd.Completed);
    }

    private Batch<T> Read(ImmutableArray<int> indices, int epoch, int place) => _plan.Batching.Read(_data, indices, _batchKey, epoch, place);

    private ReadOnlySpan<int> Indices(int place)
    {
        int first = place * _plan.Batching.Size;
        return _order.AsSpan(first, Math.Min(_plan.Batching.Size, _data.Count - first));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private StepEnd Step(int epoch, int place, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested) return StepEnd.Cancelled;
        var indices = Indices(place);
        if (_plan.Batching.Augmentation is null && _engine.ReadingForm(indices.Length) is { } form) return Planned(_engine.Step(form, indices, null, cancellation));
        ImmutableArray<int> chosen = [.. indices];
        var batch = Read(chosen, epoch, place);
        if (_engine.Refused is null && _engine.Form(batch) is null && StepsToCome(indices.Length, epoch, place) >= WorthPlanning)
        {
            _engine.Load(State);
            _engine.Learn(chosen, batch);
        }
        return _engine.Refused is null && _engine.Form(batch) is { } known ? Planned(_engine.Step(known, indices, batch, cancellation)) : Eager(batch);
    }

    /// <summary>How many steps with so many samples are still to come, this one among them.</summary>
    private long StepsToCome(int count, int epoch, int place)
    {
        bool hasShort = _data.Count % _plan.Batching.Size != 0 && !_plan.Batching.DropLast;
        long whole = hasShort ? _batches - 1 : _batches;
        return Math.Min(StepsLeft, count < _plan.Batching.Size ? _plan.Epochs - epoch : whole * (_plan.Epochs - epoch) - place);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private StepEnd Planned(StepEnd end)
    {
        if (end != StepEnd.Done) return end;
        (_state, _eagerly) = (null, null);
        if (_running is null)
        {
            _running = _engine.NewMeasures();
            _running.Set(_runningValue);
        }
        if (!_trainer.PassesOver(_engine.Measures!.GradientNorm)) _running.Add(_engine.Measures);
        return end;
    }

    private StepEnd Eager(Batch<T> batch)
    {
        var (next, metrics) = _trainer.Step(State, batch);
        bool passedOver = _trainer.PassesOver(metrics.GradientNorm);
        if ((!metrics.IsFinite && !passedOver) || !next.Parameters.IsFinite || !next.Model.State.IsFinite || !next.Optimizer.IsFinite) return StepEnd.NotFinite;
        _state = next;
        if (_engine.Refused is null) _engine.Load(next);
        (_runningValue, _running) = (passedOver ? Running : Running.And(metrics), null);
        _eagerly = metrics;
        return StepEnd.Done;
    }

    private void Observe(RunState<T> run, int place)
    {
        if (_observer is null) return;
        var progress = Progress(run.Epoch, place);
        _observer.OnProgress(progress);
        if (_observesSteps && _observer.WantsState(progress)) _observer.OnStep(Now(run, place), _eagerly ?? _engine.Measures!.ToMetrics());
    }

    private FitProgress Progress(int epoch, int place)
    {
        var (loss, norm) = _eagerly is { } eager ? (eager.Loss, eager.GradientNorm) : (_engine.Measures!.Loss, _engine.Measures.GradientNorm);
        return _running is { } now ? new(StepsTaken, epoch, place, now.Samples, now.Loss, now.Accuracy, loss, norm)
            : new(StepsTaken, epoch, place, _runningValue.Samples, _runningValue.Loss, _runningValue.Accuracy, loss, norm);
    }

    private RunState<T> Now(RunState<T> run, int place) => run with { Train = State, Place = place, Running = Running };

    private RunState<T> EndEpoch(RunState<T> run)
    {
        var measured = _validation?.Of(_engine, _state);
        var stopping = _plan.EarlyStopping?.Next(run.Stopping, State, run.Epoch + 1, measured!.DataLoss);
        var training = Running;
        _runningValue = Metrics.None;
        _running?.Clear();
        var rate = _plan.Rate?.Next(run.Rate ?? RateState.Start, (measured ?? training).DataLoss);
        run = run with { Train = _observesEpochs ? State : run.Train, Epoch = run.Epoch + 1, Place = 0, Running = Metrics.None, Stopping = stopping, Rate = rate ?? run.Rate };
        _trainer = AtRate(_given, _plan, run);
        _engine.Use(_trainer);
        if (_observesEpochs) _observer!.OnEpoch(run, training, measured);
        return run;
    }

    /// <summary>Asked of the plan in force: a run that stopped goes on under one with more patience or without early stopping.</summary>
    private bool Stopped(RunState<T> run) => _plan.EarlyStopping?.Stops(run.Stopping) ?? false;

    /// <summary>The trainer with its optimizer at the rate that the plan's controller says, if it has one.</summary>
    private static Trainer<T> AtRate(Trainer<T> trainer, FitPlan plan, RunState<T> run) =>
        plan.Rate is null || run.Rate is not { Factor: not 1 } rate ? trainer : trainer.With(optimizer: trainer.Optimizer.WithRateTimes(rate.Factor));

    /// <summary>Whether an observer does more at such an event than the interface does by itself.</summary>
    private static bool Overrides(IFitObserver<T> observer, string method)
    {
        var map = observer.GetType().GetInterfaceMap(typeof(IFitObserver<T>));
        int at = Array.FindIndex(map.InterfaceMethods, m => m.Name == method);
        return map.TargetMethods[at].DeclaringType != typeof(IFitObserver<T>);
    }
}
