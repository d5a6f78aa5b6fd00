namespace Functional.NN.Kernels;

/// <summary>What a node of a recorded step is.</summary>
internal enum NodeSource
{
    /// <summary>The result of an operation.</summary>
    Operation,

    /// <summary>A number or numbers that are the same in every step.</summary>
    Constant,

    /// <summary>A block of θ.</summary>
    Parameter,

    /// <summary>A block of the network's state.</summary>
    State,

    /// <summary>The batch's inputs.</summary>
    Inputs,

    /// <summary>The batch's targets.</summary>
    Targets,

    /// <summary>The batch's mask.</summary>
    Mask,

    /// <summary>What the batch's samples weigh.</summary>
    Weights,

    /// <summary>Random numbers of the step's key.</summary>
    Draw,
}

/// <summary>A node of a recorded step: what it is, and the nodes it is computed from.</summary>
internal sealed class Node(NodeSource source, Shape shape, Primitive? operation = null, Node[]? inputs = null)
{
    public NodeSource Source { get; } = source;

    public Shape Shape { get; } = shape;

    public Primitive? Operation { get; } = operation;

    public Node[] Inputs { get; } = inputs ?? [];

    /// <summary>Which block of θ or of the state.</summary>
    public int Index { get; init; }

    public Tensor? Constant { get; init; }

    public SampleDraw? Draw { get; init; }

    /// <summary>True when the numbers are those of another node under a shape.</summary>
    public bool IsView => Operation is ISameNumbers;

    /// <summary>True when both stand for the same thing, their inputs left aside.</summary>
    public bool Alike(Node other) =>
        Source == other.Source && Shape == other.Shape && Index == other.Index && Equals(Operation, other.Operation) && Equals(Draw, other.Draw) && Equals(Constant, other.Constant);
}
