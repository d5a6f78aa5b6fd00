using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Training as a fold: a pure step from one state and one batch to the next state, and the ways to fold it.</summary>
/// <remarks>A trainer is a description (network, objective, optimizer) and holds no numbers; it can be used from many threads.</remarks>
public sealed partial class Trainer<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A trainer of a network.</summary>
    /// <param name="network">what is trained</param>
    /// <param name="objective">what is made smaller, such as <c>Objective.Supervised(new SoftmaxCrossEntropy())</c></param>
    /// <param name="optimizer">how, such as <c>new Adam(0.001)</c> or <c>new Lbfgs()</c></param>
    public Trainer(Network network, IObjective objective, IMinimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(objective);
        (Network, Objective, Optimizer, Compute, Shards) = (network, objective, Minimizer.Known(optimizer), Compute.Default, 1);
    }

    private Trainer(Network network, IObjective objective, IMinimizer optimizer, Compute compute, int shards) : this(network, objective, optimizer)
    {
        if (shards < 1) throw new NNException(Sentence.Of($"Trainer: a batch is computed in one shard or more, got {shards}."));
        (Compute, Shards) = (compute, shards);
    }

    /// <summary>A trainer of a network with the usual objective: the mean of a loss.</summary>
    public Trainer(Network network, ILoss loss, IMinimizer optimizer) : this(network, NN.Objective.Supervised(loss), optimizer) { }

    /// <summary>What is trained.</summary>
    public Network Network { get; }

    /// <summary>What is made smaller.</summary>
    public IObjective Objective { get; }

    /// <summary>How.</summary>
    public IMinimizer Optimizer { get; }

    /// <summary>By which backend and on how many threads; with the built-in backend it changes no bit.</summary>
    public Compute Compute { get; }

    /// <summary>
    /// Into how many parts a batch is cut, whose gradients gₛ are computed apart and joined in order: g = Σ cₛ·gₛ / Σ cₛ, cₛ being the number of terms in the mean of shard s.
    /// It is part of an experiment: another number rounds otherwise. Layers that mix samples see one shard; running values pass from shard to shard.
    /// </summary>
    public int Shards { get; }

    /// <summary>The same trainer with other parts; what is not named stays.</summary>
    public Trainer<T> With(Network? network = null, IObjective? objective = null, IMinimizer? optimizer = null, Compute? compute = null, int? shards = null) =>
        new(network ?? Network, objective ?? Objective, optimizer ?? Optimizer, compute ?? Compute, shards ?? Shards);

    /// <summary>The first state: θ drawn from the key.</summary>
    public TrainState<T> Initialize(RandomKey key) => Start(Network.Initialize<T>(key.Fold("initialize")), null, key);

    /// <summary>A first state at a given θ.</summary>
    public TrainState<T> Start(Parameters<T> θ, NetworkState<T>? state = null, RandomKey key = default) => new(new Model<T>(Network, θ, state), Optimizer.Start(θ), 0, key);

    /// <summary>One step: the gradient of the objective on the batch, and the optimizer's update. Pure: the given state stays as it is.</summary>
    /// <remarks>An <see cref="IObjectiveOptimizer"/> evaluates the objective of this batch, at the step's key, at further θ; what is measured, and the network's next state, are those at the given θ.</remarks>
    public Stepped<T> Step(TrainState<T> state, Batch<T> batch)
    {
        ArgumentNullException.ThrowIfNull(state);
        var key = state.Key.Fold(state.Step);
        CheckBatch(state.Model, batch);
        return Stepping(state, new BatchObjective<T>(this, state.Model, () => batch, key, () => Gradient(state.Model, batch, key)));
    }

    /// <summary>True where a step with such a gradient is passed over: the network's state stays, and what was measured does not count.</summary>
    internal bool PassesOver(double gradientNorm) => !double.IsFinite(gradientNorm) && Optimizer is Kernels.IRunnable { PassesOver: true };

    /// <summary>The next θ with what is frozen as it was, even if an optimizer of somebody's own moves all of it.</summary>
    private static Parameters<T> Unfrozen(Parameters<T> θ, Parameters<T> next) => !θ.Layout.HasFrozen ? next
        : θ.Layout.Where(block => block.Frozen).Aggregate(next, (changed, block) => changed.With(block.Path, θ.Block(block)));

    /// <summary>The step whose gradient was recorded at this state.</summary>
    internal Stepped<T> StepAsRecorded(TrainState<T> state, Batch<T> batch, Kernels.RecordedStep recorded) =>
        Stepping(state, new BatchObjective<T>(this, state.Model, () => batch, state.Key.Fold(state.Step), () => GradientsOf(state.Model, recorded.Evaluation!, recorded.Gradients!, batch.Count)));

    private Stepped<T> Stepping(TrainState<T> state, BatchObjective<T> objective)
    {
        var (θ, optimizer) = Optimizer.Step(objective, state.Parameters, state.Optimizer);
        var (metrics, _, networkState) = objective.Start;
        if (PassesOver(metrics.GradientNorm)) networkState = state.Model.State;
        return new(new TrainState<T>(state.Model.With(Unfrozen(state.Parameters, θ), networkState), optimizer, state.Step + 1, state.Key), metrics);
    }

    /// <summary>The states after each batch, one by one as they are asked for.</summary>
    public IEnumerable<Stepped<T>> Run(TrainState<T> start, IEnumerable<Batch<T>> batches)
    {
        ArgumentNullException.ThrowIfNull(batches);
        foreach (var batch in batches)
        {
            var stepped = Step(start, batch);
            start = stepped.State;
            yield return stepped;
        }
    }

    /// <summary>The objective, its gradient, and the network's next state, on a batch in training mode with a step's key.</summary>
    public Gradients<T> Gradient(Model<T> model, Batch<T> batch, RandomKey stepKey = default)
    {
        CheckBatch(model, batch);
        return Shards == 1 ? GradientOf(model, batch, stepKey, 0) : GradientInShards(model, batch, stepKey);
    }

    /// <summary>The objective of a batch in training mode, at a step's key, as a function of θ: for line searches, Hessians, and diagnostics that ask for them.</summary>
    /// <remarks>What its derivatives are joined of, over shards, is what <see cref="Gradient"/> gives.</remarks>
    public ObjectiveFunction<T> ObjectiveOf(Model<T> model, Batch<T> batch, RandomKey stepKey = default)
    {
        CheckBatch(model, batch);
        return new BatchObjective<T>(this, model, () => batch, stepKey, () => Gradient(model, batch, stepKey));
    }

    private Gradients<T> GradientOf(Model<T> model, Batch<T> batch, RandomKey stepKey, int firstSample)
    {
        var (metrics, state) = (Metrics.None, model.State);
        var (_, gradients) = Differentiate(StepVars.Of(model, batch, stepKey, Compute.Backend, firstSample), evaluation => (metrics, state) = Read(model, evaluation, batch.Count));
        return GradientsOf(model, metrics, state, gradients);
    }

    private static Gradients<T> GradientsOf(Model<T> model, Evaluation evaluation, Var[] gradients, int samples)
    {
        var (metrics, state) = Read(model, evaluation, samples);
        return GradientsOf(model, metrics, state, gradients);
    }

    private static Gradients<T> GradientsOf(Model<T> model, Metrics metrics, NetworkState<T> state, Var[] gradients)
    {
        // What is frozen has no gradient: zeros stand for it.
        var trained = new Queue<Var>(gradients);
        var blocks = model.Parameters.Layout.Select(block => block.Frozen ? Tensor.Zeros<T>(Shape.Of(block.Shape.Size)) : trained.Dequeue().Value<T>().Reshape(-1)).ToList();
        var flat = blocks.Count == 0 ? Tensor.Zeros<T>(Shape.Of(0)) : Tensor.Concat(0, blocks);
        var gradient = model.Parameters.OfVector(flat);
        return new(metrics with { GradientNorm = gradient.Norm }, gradient, state);
    }

    /// <summary>What an evaluation measured, and the network's next state, read while its graph is there.</summary>
    private static (Metrics Metrics, NetworkState<T> State) Read(Model<T> model, Evaluation evaluation, int samples) =>
        (Measured(evaluation, samples), model.State.With(evaluation.State.Select(u => KeyValuePair.Create(u.Path, u.Value.Value<T>()))));

    private Gradients<T> GradientInShards(Model<T> model, Batch<T> batch, RandomKey stepKey)
    {
        var (metrics, sum) = (Metrics.None, new T[model.Parameters.Layout.Size]);
        foreach (var shard in Shard.Of(batch.Count, Shards))
        {
            var (measured, gradient, state) = GradientOf(model, shard.Of(batch), stepKey, shard.First);
            Kernels.ShardSink<T>.AddWeighed(T.CreateTruncating(measured.Count), gradient.Vector.AsSpan(), sum);
            (metrics, model) = (metrics.And(measured), model.With(state: state));
        }
        Kernels.ShardSink<T>.Divide(sum, T.CreateTruncating(metrics.Count == 0 ? 1 : metrics.Count));
        var whole = model.Parameters.OfVector(Tensor<T>.Own(Shape.Of(sum.Length), sum));
        return new(metrics with { GradientNorm = whole.Norm }, whole, model.State);
    }

    /// <summary>The objective in training mode and its gradients with respect to the blocks of θ that are not frozen; what else is wanted of the evaluation is read by <paramref name="seen"/> before its graph ends.</summary>
    internal (Evaluation Evaluation, Var[] Gradients) Differentiate(StepVars vars, Action<Evaluation>? seen = null)
    {
        Evaluation? evaluation = null;
        int[] trained = [.. Enumerable.Range(0, Network.Layout.Count).Where(i => !Network.Layout[i].Frozen)];
        var (_, gradients) = Grad.Reverse(θ =>
        {
            var parameters = vars.Parameters.ToBuilder();
            for (int i = 0; i < trained.Length; i++) parameters[trained[i]] = θ[i];
            evaluation = Evaluate(vars with { Parameters = parameters.ToImmutable() }, training: true);
            seen?.Invoke(evaluation);
            return evaluation.Loss;
        }, [.. trained.Select(i => vars.Parameters[i])]);
        return (evaluation!, gradients);
    }

    internal const int EvaluationBatch = 1000;

    /// <summary>The objective and its measures over a dataset, in evaluation mode.</summary>
    /// <param name="model">the model</param>
    /// <param name="data">the samples</param>
    /// <param name="batchSize">how many are computed at a time</param>
    public Metrics Evaluate(Model<T> model, Dataset<T> data, int batchSize = EvaluationBatch)
    {
        ArgumentNullException.ThrowIfNull(data);
        if (data.Count == 0) throw new NNException("Evaluate: there are no samples to measure.");
        if (batchSize < 1) throw new NNException(Sentence.Of($"Evaluate: a batch has at least one sample, got the size {batchSize}."));
        CheckModel(model);
        var crew = Kernels.Crew.Rent(Compute.Workers);
        try
        {
            return new PlannedEvaluation<T>(this, data, batchSize, crew).Of(model);
        }
        finally
        {
            crew.Return();
        }
    }

    /// <summary>The objective and its measures on a batch, in evaluation mode.</summary>
    public Metrics Evaluate(Model<T> model, Batch<T> batch)
    {
        CheckBatch(model, batch, empty: true);
        return Measured(Evaluate(StepVars.Of(model, batch, default, Compute.Backend), training: false), batch.Count);
    }

    /// <summary>The objective alone, on a batch in training mode with a step's key.</summary>
    internal double Loss(Model<T> model, Batch<T> batch, RandomKey stepKey)
    {
        CheckBatch(model, batch);
        return InShards(model, batch, stepKey).Aggregate(Metrics.None, (sum, shard) => sum.And(shard.Metrics)).Loss;
    }

    /// <summary>The shards of a batch, each with what it computes from and what the objective measures on it in training mode, the network's state passing from one to the next.</summary>
    internal IEnumerable<(StepVars Vars, Metrics Metrics)> InShards(Model<T> model, Batch<T> batch, RandomKey stepKey)
    {
        foreach (var shard in Shard.Of(batch.Count, Shards))
        {
            var vars = StepVars.Of(model, shard.Of(batch), stepKey, Compute.Backend, shard.First);
            var (metrics, state) = Read(model, Evaluate(vars, training: true), shard.Count);
            model = model.With(state: state);
            yield return (vars, metrics);
        }
    }

    /// <summary>The residuals r of a shard, with ½rᵀr = its objective.</summary>
    internal Var Residuals(StepVars vars) => Objective is IResidualObjective squares ? squares.Residuals(Context(vars, training: true))
        : throw new NNException($"{Objective.GetType().Name}: the objective does not say of which residuals it is the sum of squares, which {Optimizer} asks for. Take Objective.Supervised with a squared loss, or implement IResidualObjective.");

    internal Evaluation Evaluate(StepVars vars, bool training) => Objective.Evaluate(Context(vars, training));

    private ObjectiveContext Context(StepVars vars, bool training, List<NamedVar>? seen = null)
    {
        var run = new LayerContext.Run(new ParameterVars(Network.Layout, vars.Parameters), vars.Key, training, vars.Mask, vars.FirstSample, Tracing: false) { Draw = vars.Draw, Recorder = training ? vars.Recorder : null, Seen = seen };
        return new ObjectiveContext(Network, run, vars.State, vars.Inputs, vars.Targets, vars.Weights);
    }

    private void CheckModel(Model<T> model)
    {
        ArgumentNullException.ThrowIfNull(model);
        if (!model.Network.Equals(Network)) throw new NNException("Trainer: the model belongs to another network than the trainer's. Where the networks only look different (a layer class without Equals), begin with trainer.Start(model.Parameters, model.State).");
    }

    /// <summary>Says what is wrong with a model or batch before anything is computed of them.</summary>
    internal void CheckBatch(Model<T> model, Batch<T> batch, bool empty = false)
    {
        CheckModel(model);
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Count == 0 && !empty) throw new NNException("Trainer: a batch without samples has no gradient; give at least one sample.");
        if (batch.Targets.Shape.Rank == 0 || batch.Targets.Shape[0] != batch.Count)
            throw new ShapeException($"Trainer: the batch has {batch.Count} samples, and targets {batch.Targets.Shape}; give one target a sample.");
        if (batch.Weights is { } weights && weights.Shape != Shape.Of(batch.Count))
            throw new ShapeException($"Trainer: the batch has {batch.Count} samples, and weights {weights.Shape}; give one number a sample.");
    }

    private static Metrics Measured(Evaluation evaluation, int samples) => new(samples, Number(evaluation.Count), Number(evaluation.Loss), Number(evaluation.DataLoss), Number(evaluation.Penalty), 0,
        evaluation.Metrics.ToImmutableSortedDictionary(m => m.Path, m => Number(m.Value), StringComparer.Ordinal))
    {
        Counts = evaluation.Metrics.ToImmutableSortedDictionary(m => m.Path, m => Number(m.Count ?? evaluation.Count), StringComparer.Ordinal),
    };

    private static double Number(Var scalar) => double.CreateTruncating(scalar.Value<T>().ToScalar());
}

/// <summary>The objective on a batch, its gradient with respect to θ, and the network's next state.</summary>
public readonly record struct Gradients<T>(Metrics Metrics, Parameters<T> Gradient, NetworkState<T> State) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
