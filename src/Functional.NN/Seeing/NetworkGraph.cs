using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>A layer of a network, the place where several join, or the input, as a graph shows it.</summary>
/// <param name="Path">where the layer is; empty for the input</param>
/// <param name="Layer">what it is, with its constants</param>
/// <param name="Output">the shape of a sample it gives</param>
/// <param name="Parameters">how many numbers of θ it brings; a shared block counts at its first place</param>
/// <param name="Kind">input, layer or join</param>
internal sealed record LayerNode(string Path, string Layer, Shape Output, int Parameters, GraphBoxKind Kind)
{
    /// <summary>The name of the block it shares with others; none where it shares none.</summary>
    public string? Shared { get; init; }

    /// <summary>Whether training leaves all its numbers as they are.</summary>
    public bool Frozen { get; init; }
}

/// <summary>What goes where in a network: one after another, side by side, past a residual body, into heads.</summary>
internal sealed class NetworkGraph
{
    private readonly Network _network;
    private readonly List<LayerNode> _nodes = [];
    private readonly List<GraphArrow> _arrows = [];
    private readonly HashSet<int> _outputs = [];
    private readonly HashSet<string> _counted = [];

    private NetworkGraph(Network network) => _network = network;

    /// <summary>The boxes of a network, with further lines for each.</summary>
    /// <param name="network">the network</param>
    /// <param name="further">what a box says besides, given what it stands for</param>
    public static BoxGraph Of(Network network, Func<LayerNode, IEnumerable<string>>? further = null)
    {
        var graph = new NetworkGraph(network);
        graph._outputs.Add(graph.Chain(network.Body.Children(network.Input), "", graph.Add(new("", "input", network.Input, 0, GraphBoxKind.Input))));
        return new([.. graph._nodes.Select((node, i) => graph.Box(node, i, further?.Invoke(node) ?? []))], [.. graph._arrows]);
    }

    private int Chain(IEnumerable<ChildLayer> children, string path, int from) => children.Aggregate(from, (last, child) => Walk(child, Under(path, child.Name), last));

    /// <summary>Adds a layer behind a node; the node of its output.</summary>
    private int Walk(ChildLayer child, string path, int from)
    {
        var (layer, children) = (Plain(child.Layer), child.Layer.Children(child.Input));
        int[] Ends() => [.. children.Select(inner => Walk(inner, Under(path, inner.Name), from))];
        switch (layer)
        {
            case Sequential or Repeat: return Chain(children, path, from);
            case Residual: return Join(child, path, "add", [Chain(children, path, from), from]);
            case ParallelLayers parallel: return Join(child, path, parallel.Join == Joining.Add ? "add" : "concatenate", Ends());
            case Bidirectional: return Join(child, path, "concatenate", Ends());
            case Branch:
                int[] heads = Ends();
                _outputs.UnionWith(heads[1..]);
                return heads[0];
            default: return Leaf(child, layer, path, from);
        }
    }

    private int Join(ChildLayer child, string path, string how, int[] ends) => Add(new(path, how, child.Layer.OutputShape(child.Input), 0, GraphBoxKind.Join), ends);

    private int Leaf(ChildLayer child, ILayer layer, string path, int from)
    {
        var specs = child.Layer.Parameters(child.Input);
        string Block(ParameterSpec spec) => spec.Shared ? spec.Name : $"{path}.{spec.Name}";
        int parameters = specs.Where(spec => _counted.Add(Block(spec))).Sum(spec => spec.Shape.Size);
        return Add(new(path, child.Layer.ToString()!, child.Layer.OutputShape(child.Input), parameters, GraphBoxKind.Inner)
        {
            Shared = (layer as Shared)?.Name,
            Frozen = specs.Count > 0 && specs.All(spec => _network.Layout[Block(spec)].Frozen),
        }, from);
    }

    private int Add(LayerNode node, params ReadOnlySpan<int> from)
    {
        foreach (int end in from) _arrows.Add(new(end, _nodes.Count));
        _nodes.Add(node);
        return _nodes.Count - 1;
    }

    private GraphBox Box(LayerNode node, int number, IEnumerable<string> further)
    {
        string parameters = node.Parameters == 0 ? "" : Sentence.Of($" · {node.Parameters:N0} {(node.Parameters == 1 ? "parameter" : "parameters")}");
        string[] marks = [.. node.Shared is null ? [] : (string[])[$"shared: {node.Shared}"], .. node.Frozen ? ["frozen"] : (string[])[]];
        return new(node.Path == "" ? node.Layer : $"{node.Path}  {node.Layer}", [$"→ {node.Output}{parameters}", .. marks.Length == 0 ? [] : (string[])[string.Join(", ", marks)], .. further], _outputs.Contains(number) ? GraphBoxKind.Output : node.Kind)
        {
            Dashed = node.Shared is not null,
            Hint = node.Path == "" ? "input" : $"{node.Path}: {node.Layer}",
        };
    }

    /// <summary>A layer without its name and what only marks or disturbs its numbers.</summary>
    private static ILayer Plain(ILayer layer) => layer switch { NamedLayer named => Plain(named.Layer), Frozen frozen => Plain(frozen.Layer), WeightNoise noise => Plain(noise.Layer), _ => layer };

    private static string Under(string path, string name) => path == "" ? name : $"{path}.{name}";
}
