using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What a training step makes smaller.</summary>
[DescriptionKind("objective")]
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
/// <param name="Count">how many terms the averages are over; batches are joined by it, but for metrics that say their own</param>
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

    /// <summary>Independent numbers uniform in [low, high), drawn for each sample from a key of its own: (N × sample shape).</summary>
    /// <remarks>Sample i of the whole batch draws from the step's key folded with a path no layer has, <c>objective:NAME</c>, and with i, so a batch may be computed in parts and the step planned.</remarks>
    /// <param name="name">what they are for; another name draws other numbers</param>
    /// <param name="shape">(N × sample shape)</param>
    /// <param name="low">the lower bound</param>
    /// <param name="high">the upper bound</param>
    public Var Uniform(string name, Shape shape, double low = 0, double high = 1)
    {
        ArgumentNullException.ThrowIfNull(shape);
        return _run.Draw(new SampleDraw($"objective:{name}", shape, SampleDistribution.Uniform(low, high)), _run.Key, _run.FirstSample);
    }

    /// <summary>The same batch with other inputs.</summary>
    public ObjectiveContext With(Var inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return new(_network, _run, _state, inputs, Targets, Weights);
    }

    /// <summary>The structural risk: the data's loss, plus what penalties say of θ and layers of their activity.</summary>
    internal Evaluation Evaluation(Var data, Applied applied, IEnumerable<IPenalty> penalties, IEnumerable<NamedVar> metrics, Var count)
    {
        var penalty = penalties.Select(p => p.Evaluate(Parameters)).Aggregate(applied.Penalty, Var.AddIfThere);
        return new Evaluation(penalty is null ? data : data + penalty, data, penalty ?? 0, applied.State, [.. metrics], count);
    }

    /// <summary>The network applied to inputs, those of the batch or others.</summary>
    public Applied Apply(Var inputs) => _network.Apply(_run, _state, inputs);
}

/// <summary>The usual objective, and objectives from functions.</summary>
public static class Objective
{
    /// <summary>The mean loss of the network's output against the targets, plus penalties.</summary>
    public static Supervised Supervised(ILoss loss, params IEnumerable<IPenalty> penalties) => new(loss, penalties);

    /// <summary>Several tasks, each with a head of the network, a loss and a part of the targets, plus penalties.</summary>
    public static MultiTask MultiTask(IEnumerable<HeadTask> tasks, params IEnumerable<IPenalty> penalties) => new(tasks, penalties);

    /// <summary>An objective from a function.</summary>
    /// <param name="name">what it is called; two such objectives are equal when name and version are</param>
    /// <param name="evaluate">the objective of a batch</param>
    /// <param name="version">to be raised when the function changes</param>
    public static IObjective From(string name, Func<ObjectiveContext, Evaluation> evaluate, int version = 1) => new FunctionObjective(name, version, evaluate);
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
