using System.Collections.Immutable;

namespace Functional.NN.Kernels;

/// <summary>A named result of a step.</summary>
internal readonly record struct NamedNode(string Name, Node Node);

/// <summary>A measure, and what it is an average over.</summary>
internal readonly record struct MeasureNode(string Name, Node Node, Node Count);

/// <summary>The results of a step: the measures of an evaluation, the network's next state, and the gradient of each block of θ.</summary>
internal sealed record StepResults(Node Loss, Node DataLoss, Node Penalty, Node Count, ImmutableArray<MeasureNode> Metrics, ImmutableArray<NamedNode> State, ImmutableArray<Node> Gradients)
{
    public IEnumerable<Node> All => [Loss, DataLoss, Penalty, Count, .. Metrics.Select(m => m.Node), .. Metrics.Select(m => m.Count).Where(count => count != Count), .. State.Select(s => s.Node), .. Gradients];
}

/// <summary>A recorded training step or evaluation, and the numbers it had.</summary>
internal sealed record RecordedStep(StepGraph Graph, StepResults Results, Evaluation? Evaluation = null, Var[]? Gradients = null);

/// <summary>A recorded prediction.</summary>
internal readonly record struct RecordedPrediction(StepGraph Graph, Node Output);

/// <summary>A training step, an evaluation or a prediction as a graph of operations: recorded once by running the eager code with all its inputs in a scope, as for a second derivative.</summary>
internal sealed class StepGraph
{
    private readonly Dictionary<Var, Node> _nodes = new(ReferenceEqualityComparer.Instance);
    private readonly List<Node> _order = [];
    private readonly string? _escaped;

    private StepGraph(Scope scope, StepVars vars, bool predicts)
    {
        _escaped = scope.Escaped;
        for (int i = 0; i < vars.Parameters.Length; i++) Enter(vars.Parameters[i], new Node(NodeSource.Parameter, vars.Parameters[i].Shape) { Index = i });
        foreach (var ((_, state), i) in vars.State.OrderBy(s => s.Key, StringComparer.Ordinal).Select((s, i) => (s, i))) Enter(state, new Node(NodeSource.State, state.Shape) { Index = i });
        Enter(vars.Inputs, new Node(NodeSource.Inputs, vars.Inputs.Shape));
        if (!predicts) Enter(vars.Targets, new Node(NodeSource.Targets, vars.Targets.Shape));
        if (vars.Mask is { } mask) Enter(mask, new Node(NodeSource.Mask, mask.Shape));
        if (vars.Weights is { } weights) Enter(weights, new Node(NodeSource.Weights, weights.Shape));
        foreach (var kept in scope.Kept)
            if (!_nodes.ContainsKey(kept))
                Enter(kept, kept.Draw is { } draw ? new Node(NodeSource.Draw, kept.Shape) { Draw = draw }
                    : new Node(NodeSource.Operation, kept.Shape, kept.Origin, Array.ConvertAll(kept.Inputs, Of)));
    }

    private StepGraph(IEnumerable<Node> order, StepResults results)
    {
        _order.AddRange(order);
        (Results, Gradients) = ([.. results.All], results.Gradients);
    }

    /// <summary>A graph of given nodes, each after those it is computed from.</summary>
    public static StepGraph Of(IEnumerable<Node> order, StepResults results) => new(order, results);

    /// <summary>What is wanted of the graph.</summary>
    public ImmutableArray<Node> Results { get; private set; } = [];

    /// <summary>The gradients among the results, in the order of θ's blocks; none in an evaluation.</summary>
    public ImmutableArray<Node> Gradients { get; private set; } = [];

    /// <summary>The nodes that the results come from, each after those it is computed from.</summary>
    public ImmutableArray<Node> Needed
    {
        get
        {
            var needed = new HashSet<Node>(Results);
            for (int i = _order.Count - 1; i >= 0; i--)
                if (needed.Contains(_order[i])) needed.UnionWith(_order[i].Inputs);
            return [.. _order.Where(needed.Contains)];
        }
    }

    /// <summary>Records a training step, with its gradient, or an evaluation without.</summary>
    public static RecordedStep Record<T>(Trainer<T> trainer, Model<T> model, Batch<T> batch, RandomKey key, int firstSample, bool training) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scope = new Scope();
        var vars = StepVars.Of(model, batch, key, trainer.Compute.Backend, firstSample, scope);
        var (evaluation, gradients) = training ? trainer.Differentiate(vars) : (trainer.Evaluate(vars, training: false), []);
        var graph = new StepGraph(scope, vars, predicts: false);
        var results = new StepResults(graph.Of(evaluation.Loss), graph.Of(evaluation.DataLoss), graph.Of(evaluation.Penalty), graph.Of(evaluation.Count),
            [.. evaluation.Metrics.Select(m => new MeasureNode(m.Path, graph.Of(m.Value), graph.Of(m.Count ?? evaluation.Count)))], [.. evaluation.State.Select(s => new NamedNode(s.Path, graph.Of(s.Value)))], [.. gradients.Select(graph.Of)]);
        (graph.Results, graph.Gradients) = ([.. results.All], results.Gradients);
        return new(graph, results, evaluation, gradients);
    }

    /// <summary>Records a prediction.</summary>
    public static RecordedPrediction Record<T>(Model<T> model, Tensor<T> inputs, Tensor<T>? mask, Backend backend) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scope = new Scope();
        var vars = StepVars.Of(model, new Batch<T>(inputs, inputs, mask), default, backend, 0, scope);
        var output = model.Apply(vars).Output;
        var graph = new StepGraph(scope, vars, predicts: true);
        var node = graph.Of(output);
        graph.Results = [node];
        return new(graph, node);
    }

    /// <summary>
    /// Why two recordings of a step are not the same graph with the same constants; none when they are. What differs though only batch, key, step and θ
    /// did is something the plan would wrongly keep.
    /// </summary>
    public string? DifferenceFrom(StepGraph other)
    {
        if ((_escaped ?? other._escaped) is { } escaped) return escaped;
        ImmutableArray<Node> mine = Needed, theirs = other.Needed;
        if (mine.Length != theirs.Length) return Sentence.Of($"the step has {mine.Length} operations once and {theirs.Length} another time");
        var numbers = new Dictionary<Node, int>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < mine.Length; i++) (numbers[mine[i]], numbers[theirs[i]]) = (i, i);
        for (int i = 0; i < mine.Length; i++)
            if (!mine[i].Alike(theirs[i]) || !mine[i].Inputs.Select(n => numbers[n]).SequenceEqual(theirs[i].Inputs.Select(n => numbers[n])))
                return mine[i].Source == NodeSource.Constant
                    ? Sentence.Of($"a constant of shape {mine[i].Shape} depends on the batch, on θ or on the key in a way that was not recorded (a value was read, or the key used by hand)")
                    : Sentence.Of($"operation {i} is {mine[i].Operation?.Name ?? mine[i].Source.ToString()} once and {theirs[i].Operation?.Name ?? theirs[i].Source.ToString()} another time");
        bool same = Results.Select(n => numbers[n]).SequenceEqual(other.Results.Select(n => numbers[n]));
        return same ? null : "the results come from other operations from time to time";
    }

    private void Enter(Var variable, Node node)
    {
        _nodes.Add(variable, node);
        _order.Add(node);
    }

    private Node Of(Var variable)
    {
        if (_nodes.TryGetValue(variable, out var known)) return known;
        var constant = new Node(NodeSource.Constant, variable.Shape) { Constant = variable.Raw };
        Enter(variable, constant);
        return constant;
    }
}
