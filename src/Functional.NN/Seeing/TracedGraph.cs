using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A function as it was computed at a point: every node of its graph with its value and the derivative of the output with respect to it. Made by <see cref="Grad.Trace{T}(Func{Var, Var}, Tensor{T}, Tensor{T}?)"/>.</summary>
/// <remarks>
/// It is a value and outlives the function. Nodes the output does not depend on are left out, but for inputs. The derivatives are those of one walk backward (Linnainmaa 1970; Rumelhart, Hinton and Williams 1986):
/// v̄ is the sum, over the operations that v goes into, of what their pullbacks say.
/// </remarks>
public sealed class TracedGraph<T> : IEquatable<TracedGraph<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    internal TracedGraph(ImmutableArray<TracedNode<T>> nodes, TracedNode<T> output, Tensor<T> cotangent) => (Nodes, Output, Cotangent) = (nodes, output, cotangent);

    /// <summary>The nodes, each after its inputs.</summary>
    public ImmutableArray<TracedNode<T>> Nodes { get; }

    /// <summary>The node of the function's value.</summary>
    public TracedNode<T> Output { get; }

    /// <summary>What the derivatives are of: Σ Cotangent ⊙ Output. Ones unless given: the output itself where it is a single number, else the sum of its elements.</summary>
    public Tensor<T> Cotangent { get; }

    /// <summary>The node with a label.</summary>
    /// <exception cref="NNException">There is none, or more than one.</exception>
    public TracedNode<T> this[string label]
    {
        get
        {
            ImmutableArray<TracedNode<T>> found = [.. Nodes.Where(node => node.Label == label)];
            return found.Length == 1 ? found[0]
                : throw new NNException($"TracedGraph: {(found.IsEmpty ? "no node is" : "more than one node is")} called \"{label}\"; there are {string.Join(", ", Nodes.Where(n => n.Label is not null).Select(n => n.Label))}.");
        }
    }

    /// <summary>A table with a line for each node: its name, the operation with the names of its inputs, its value and its gradient. Values of a few numbers are printed in full, others as their shape and a summary.</summary>
    public string ToText() => TextTable.Of(["node", "operation", "value", "gradient"], [.. Nodes.Select(node => (ImmutableArray<string>)[node.Name, TracedDrawing.Formula(this, node), NumbersText.Of(node.Value), NumbersText.Of(node.Gradient)])]);

    /// <summary>The graph in the DOT language of Graphviz: a box for each node with its operation, value and gradient.</summary>
    public string ToDot() => DotText.Of(TracedDrawing.Of(this));

    /// <summary>The graph as a picture in SVG, which has the same bytes everywhere: inputs above, the output below, each node with its operation, value and gradient.</summary>
    public string ToSvg() => Drawing.GraphPicture.Of("Computational graph", Sentence.Of($"A graph of {Nodes.Length} nodes, inputs above and the output below, each with its value and the derivative of the output with respect to it."), TracedDrawing.Of(this)).ToSvg();

    /// <summary>True when all nodes are the same, numbers bit for bit.</summary>
    public bool Equals(TracedGraph<T>? other) => other is not null && Output.Number == other.Output.Number && Cotangent == other.Cotangent && Nodes.SequenceEqual(other.Nodes);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as TracedGraph<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Nodes.Length, Output);

    /// <summary>The table.</summary>
    public override string ToString() => ToText();
}
