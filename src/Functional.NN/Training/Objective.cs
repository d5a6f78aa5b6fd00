using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What a training step makes smaller.</summary>
public interface IObjective
{
    /// <summary>The objective of a batch.</summary>
    Evaluation Evaluate(ObjectiveContext context);
}

/// <summary>What an objective says of a batch.</summary>
/// <param name="Loss">the number to be made smaller: the data's loss plus the penalty</param>
/// <param name="DataLoss">the data's loss, the empirical risk</param>
/// <param name="Penalty">what is added to it: structural risk minus empirical risk</param>
/// <param name="State">the blocks of the network's state that change</param>
/// <param name="Metrics">further measures by name, each an average</param>
/// <param name="Count">how many terms the averages are over; batches are joined by it, but for metrics that have their own</param>
public sealed record Evaluation(Var Loss, Var DataLoss, Var Penalty, ImmutableArray<StateUpdate> State, ImmutableArray<NamedVar> Metrics, Var Count);

/// <summary>A network at a θ, and a batch, as an objective sees them.</summary>
public sealed class ObjectiveContext
{
    private readonly Network _network;
    private readonly LayerContext.Run _run;
    private readonly ImmutableDictionary<string, Var> _state;

    internal ObjectiveContext(Network network, LayerContext.Run run, ImmutableDictionary<string, Var> state, Var inputs, Var targets, Var? weights) =>
        (_network, _run, _state, Inputs, Targets, Weights) = (network, run, state, inputs, targets, weights);

    /// <summary>(N × input shape)</summary>
    public Var Inputs { get; }

    /// <summary>(N × target shape)</summary>
    public Var Targets { get; }

    /// <summary>(N × T), 1 for the steps that count, or none.</summary>
    public Var? Mask => _run.Mask;

    /// <summary>(N), what each sample weighs, or none.</summary>
    public Var? Weights { get; }

    /// <summary>θ, block by block.</summary>
    public ParameterVars Parameters => _run.Parameters;

    /// <summary>The key of this step.</summary>
    public RandomKey Key => _run.KeyByHand;

    /// <summary>True in training, false in evaluation.</summary>
    public bool Training => _run.Training;

    /// <summary>The network applied to inputs, those of the batch or others.</summary>
    public Applied Apply(Var inputs) => _network.Apply(_run, _state, inputs);
}

/// <summary>The usual objective, and objectives from functions.</summary>
public static class Objective
{
    /// <summary>The mean loss of the network's output against the targets, plus penalties.</summary>
    public static Supervised Supervised(ILoss loss, params IEnumerable<IPenalty> penalties) => new(loss, penalties);

    /// <summary>An objective from a function.</summary>
    /// <param name="name">what it is called; two such objectives are equal when name and version are</param>
    /// <param name="evaluate">the objective of a batch</param>
    /// <param name="version">to be raised when the function changes</param>
    public static IObjective From(string name, Func<ObjectiveContext, Evaluation> evaluate, int version = 1) => new FunctionObjective(name, version, evaluate);
}

/// <summary>J(θ) = Σᵢ wᵢ·loss(f(xᵢ), tᵢ)/Σᵢ wᵢ + Σ penalties(θ); the weights are those of samples, classes and masked steps.</summary>
public sealed class Supervised : IObjective, IEquatable<Supervised>
{
    internal Supervised(ILoss loss, IEnumerable<IPenalty> penalties, IEnumerable<IMetric>? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(loss);
        (Loss, Penalties, Metrics) = (loss, [.. penalties], [.. metrics ?? loss.Metrics]);
    }

    /// <summary>The loss of the data.</summary>
    public ILoss Loss { get; }

    /// <summary>What is added to it.</summary>
    public ImmutableArray<IPenalty> Penalties { get; }

    /// <summary>What is measured besides.</summary>
    public ImmutableArray<IMetric> Metrics { get; }

    /// <summary>The same objective with other parts.</summary>
    public Supervised With(ILoss? loss = null, IEnumerable<IPenalty>? penalties = null, IEnumerable<IMetric>? metrics = null) =>
        new(loss ?? Loss, penalties ?? Penalties, metrics ?? Metrics);

    /// <inheritdoc/>
    public Evaluation Evaluate(ObjectiveContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var applied = context.Apply(context.Inputs);
        var (prediction, target, weights) = Steps(applied.Output, context);
        var given = Loss.Terms(prediction, target);
        var terms = Weighed(given, weights);
        var data = terms.Mean();
        // One number for the whole batch is a mean already: it stands for the batch's samples when batches are joined.
        var count = terms.Values.Shape.Rank == 0 ? context.Inputs.Shape[0] : terms.Count();
        var penalty = Penalties.Select(p => p.Evaluate(context.Parameters)).Aggregate(applied.Penalty, Var.AddIfThere);
        var metrics = Metrics.Select(metric => Measured(metric.Name, metric.Terms(Var.StopGradient(prediction), target), weights, given.Counts is not null, context.Inputs.Shape[0]));
        return new Evaluation(penalty is null ? data : data + penalty, data, penalty ?? 0, applied.State, [.. metrics], count);
    }

    /// <inheritdoc/>
    public bool Equals(Supervised? other) =>
        other is not null && Loss.Equals(other.Loss) && Penalties.SequenceEqual(other.Penalties) && Metrics.SequenceEqual(other.Metrics);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Supervised);

    /// <inheritdoc/>
    public override int GetHashCode() => Loss.GetHashCode();

    /// <summary>Where there is a mask and an output for every step, the steps of all sequences stand as samples, and masked ones weigh nothing, whatever their targets say. Outputs and targets of the mask's own shape are one number a step.</summary>
    private static (Var Prediction, Var Target, Var? Weights) Steps(Var prediction, ObjectiveContext context)
    {
        var target = context.Targets;
        if (context.Mask is { } same && prediction.Shape == same.Shape && target.Shape == same.Shape)
            (prediction, target) = (prediction.Reshape(prediction.Shape.Append(1)), target.Reshape(target.Shape.Append(1)));
        if (context.Mask is not { } mask || prediction.Shape.Rank < 3 || target.Shape.Rank < 2 || prediction.Shape[1] != mask.Shape[1] || target.Shape[1] != mask.Shape[1])
            return (prediction, target, context.Weights);
        int steps = mask.Shape.Size;
        var weights = context.Weights is { } w ? mask * w.Reshape(w.Shape.Size, 1) : mask;
        var counts = mask.Reshape(Shape.Of([mask.Shape[0], mask.Shape[1], .. Enumerable.Repeat(1, target.Shape.Rank - 2)]));
        target = Var.Where(counts, target, 0);
        return (prediction.Reshape(prediction.Shape.Range(2, prediction.Shape.Rank).Prepend(steps)), target.Reshape(target.Shape.Range(2, target.Shape.Rank).Prepend(steps)), weights.Reshape(steps));
    }

    /// <summary>The mean of a metric, and what it is over where the loss or the metric counts its terms in a way of its own.</summary>
    private static NamedVar Measured(string name, LossTerms terms, Var? weights, bool lossCounts, int samples)
    {
        var weighed = Weighed(terms with { Values = Var.StopGradient(terms.Values) }, weights);
        return new(name, weighed.Mean()) { Count = !lossCounts && terms.Counts is null ? null : weighed.Values.Shape.Rank == 0 ? samples : weighed.Count() };
    }

    private static LossTerms Weighed(LossTerms terms, Var? weights) =>
        weights is null ? terms
        : terms.Values.Shape.Rank == 0 ? throw new NNException($"Objective: samples are weighed or steps masked, which takes a loss with one number a sample; this one gives a single number.")
        : terms.Weighed(weights.Reshape(Shape.Of([weights.Shape[0], .. Enumerable.Repeat(1, terms.Values.Shape.Rank - 1)])));
}

/// <summary>An objective that is a function; equal to another by name and version.</summary>
internal sealed class FunctionObjective(string name, int version, Func<ObjectiveContext, Evaluation> evaluate) : IObjective, IEquatable<FunctionObjective>
{
    public string Name { get; } = name;

    public int Version { get; } = version;

    public Evaluation Evaluate(ObjectiveContext context) => evaluate(context);

    public bool Equals(FunctionObjective? other) => other is not null && Name == other.Name && Version == other.Version;

    public override bool Equals(object? obj) => Equals(obj as FunctionObjective);

    public override int GetHashCode() => HashCode.Combine(Name, Version);

    public override string ToString() => Name;
}
