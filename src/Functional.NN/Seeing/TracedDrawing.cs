using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>The boxes and arrows of a traced graph.</summary>
internal static class TracedDrawing
{
    public static BoxGraph Of<T>(TracedGraph<T> graph) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        [.. graph.Nodes.Select(node => Box(graph, node))],
        [.. graph.Nodes.SelectMany(node => node.Inputs.Select(input => new GraphArrow(input, node.Number)))]);

    /// <summary><c>Multiply(x, #2)</c>.</summary>
    public static string Formula<T>(TracedGraph<T> graph, TracedNode<T> node) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        node.Kind == TracedKind.Operation ? $"{node.Operation}({string.Join(", ", node.Inputs.Select(input => graph.Nodes[input].Name))})" : node.Operation;

    private static GraphBox Box<T>(TracedGraph<T> graph, TracedNode<T> node) where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        node.Kind switch { TracedKind.Input => node.Name, TracedKind.Constant => "constant", _ => node.Label is null ? node.Operation : $"{node.Label} = {node.Operation}" },
        [NumbersText.Brief(node.Value), "∂ " + NumbersText.Brief(node.Gradient)],
        node.Number == graph.Output.Number ? GraphBoxKind.Output : node.Kind == TracedKind.Input ? GraphBoxKind.Input : node.Kind == TracedKind.Constant ? GraphBoxKind.Constant : GraphBoxKind.Inner)
    {
        Hint = Sentence.Of($"#{node.Number}: {Formula(graph, node)}"),
    };
}
