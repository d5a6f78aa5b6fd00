using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>How a node of a traced graph came to be.</summary>
public enum TracedKind
{
    /// <summary>A variable of the function.</summary>
    Input,

    /// <summary>A number that the function brings along.</summary>
    Constant,

    /// <summary>The result of an operation.</summary>
    Operation,
}

/// <summary>A node of a traced graph: v and v̄ = ∂s/∂v, s being the output, or the sum that <see cref="TracedGraph{T}.Cotangent"/> makes of it.</summary>
/// <param name="Number">its place among the nodes, from 0; every node comes after its inputs</param>
/// <param name="Kind">how it came to be</param>
/// <param name="Operation">the operation with its constants, such as <c>Multiply</c> or <c>Slice axis 0, 2 to 5</c>; <c>Input</c> or <c>Constant</c></param>
/// <param name="Label">the name of an input, or the one that <see cref="Var.Named"/> gave; none where it has none</param>
/// <param name="Inputs">the numbers of the nodes it was computed from, in the order of the operation</param>
/// <param name="Value">v</param>
/// <param name="Gradient">v̄, of the same shape; zeros where s does not depend on v, or does so by steps alone</param>
public sealed record TracedNode<T>(int Number, TracedKind Kind, string Operation, string? Label, ImmutableArray<int> Inputs, Tensor<T> Value, Tensor<T> Gradient) where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The label, or else the number: <c>#3</c>.</summary>
    public string Name => Label ?? Sentence.Of($"#{Number}");

    /// <summary>True when everything is the same, numbers bit for bit.</summary>
    public bool Equals(TracedNode<T>? other) => other is not null && Number == other.Number && Kind == other.Kind && Operation == other.Operation && Label == other.Label
        && Inputs.SequenceEqual(other.Inputs) && Value == other.Value && Gradient == other.Gradient;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Number, Operation, Label, Value);

    /// <summary>The name, the value and the gradient, in few digits.</summary>
    public override string ToString() => $"{Name} = {NumbersText.Of(Value)}, gradient {NumbersText.Of(Gradient)}";
}
