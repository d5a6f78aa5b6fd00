using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Makes a traced graph of a recorded function.</summary>
internal sealed class GraphTracing<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyDictionary<Var, Var> _cotangents;
    private readonly Dictionary<Var, int> _numbers = new(ReferenceEqualityComparer.Instance);
    private readonly ImmutableArray<TracedNode<T>>.Builder _nodes = ImmutableArray.CreateBuilder<TracedNode<T>>();

    private readonly Dictionary<Var, int> _uses;

    private GraphTracing(IReadOnlyDictionary<Var, Var> cotangents, HashSet<Var> needed) =>
        (_cotangents, _uses) = (cotangents, needed.SelectMany(node => node.Inputs).GroupBy(input => input, ReferenceEqualityComparer.Instance).ToDictionary(group => (Var)group.Key!, group => group.Count(), (IEqualityComparer<Var>)ReferenceEqualityComparer.Instance));

    /// <summary>The nodes of a recorded function, before its scope ends.</summary>
    /// <param name="recorded">the function, recorded</param>
    /// <param name="names">what its variables are called</param>
    /// <param name="cotangent">of the result; ones when none is given</param>
    public static TracedGraph<T> Of(in Differentiation.Recorded recorded, IReadOnlyList<string> names, Tensor<T>? cotangent)
    {
        var seed = Seed(recorded.Result.Shape, cotangent);
        var needed = Ancestors(recorded.Result);
        var tracing = new GraphTracing<T>(Differentiation.PullEverywhere(recorded, Var.Of(seed), constants: true), needed);
        for (int i = 0; i < names.Count; i++) tracing.Add(recorded.Variables[i], TracedKind.Input, "Input", names[i], []);
        foreach (var node in recorded.Scope.Kept.Where(needed.Contains)) tracing.Enter(node);
        int output = tracing.Known(recorded.Result);
        var nodes = tracing._nodes.ToImmutable();
        return new(nodes, nodes[output], seed);
    }

    private static Tensor<T> Seed(Shape output, Tensor<T>? cotangent) =>
        cotangent is null ? Tensor.Full(output, T.One)
        : cotangent.Shape == output ? cotangent : throw new ShapeException($"Grad.Trace: the cotangent has the shape of the function's value, {output}; got {cotangent.Shape}.");

    /// <summary>Everything that a node was computed from, and the node.</summary>
    private static HashSet<Var> Ancestors(Var result)
    {
        var needed = new HashSet<Var>(ReferenceEqualityComparer.Instance) { result };
        var waiting = new Stack<Var>(needed);
        while (waiting.TryPop(out var node))
            foreach (var input in node.Inputs.Where(needed.Add)) waiting.Push(input);
        return needed;
    }

    private void Enter(Var node)
    {
        if (_numbers.ContainsKey(node)) return;
        ImmutableArray<int> inputs = [.. node.Inputs.Select(Known)];
        if (node.Origin is Primitives.Labelled labelled) Name(node, labelled.Label, inputs[0]);
        else Add(node, TracedKind.Operation, OperationText.Of(node.Origin!), null, inputs);
    }

    /// <summary>A name goes to the operation that it was given to, where nothing else uses that without the name.</summary>
    private void Name(Var node, string label, int input)
    {
        if (_nodes[input] is { Kind: TracedKind.Operation, Label: null } && _uses[node.Inputs[0]] == 1)
        {
            _nodes[input] = _nodes[input] with { Label = label };
            _numbers.Add(node, input);
        }
        else Add(node, TracedKind.Operation, OperationText.Of(node.Origin!), label, [input]);
    }

    /// <summary>The number of a node; what is not known is a constant.</summary>
    private int Known(Var node) => _numbers.TryGetValue(node, out int number) ? number : Add(node, TracedKind.Constant, "Constant", null, []);

    private int Add(Var node, TracedKind kind, string operation, string? label, ImmutableArray<int> inputs)
    {
        int number = _nodes.Count;
        _numbers.Add(node, number);
        _nodes.Add(new(number, kind, operation, label, inputs, Numbers(node), _cotangents.TryGetValue(node, out var cotangent) ? Numbers(cotangent) : Tensor.Zeros<T>(node.Shape)));
        return number;
    }

    /// <summary>The numbers of a node, even after its graph has ended.</summary>
    public static Tensor<T> Numbers(Var node) => node.Raw as Tensor<T> ?? node.Raw.Cast<T>();
}
