using System.Collections.Immutable;

namespace Functional.NN.Drawing;

/// <summary>What a box of a graph stands for.</summary>
internal enum GraphBoxKind
{
    /// <summary>Something between.</summary>
    Inner,

    /// <summary>What comes from outside.</summary>
    Input,

    /// <summary>What comes from outside and never changes.</summary>
    Constant,

    /// <summary>A place where ways join, without anything of its own.</summary>
    Join,

    /// <summary>What goes out.</summary>
    Output,
}

/// <summary>A box of a graph.</summary>
/// <param name="Title">its first line</param>
/// <param name="Lines">further lines, smaller</param>
/// <param name="Kind">what it stands for</param>
internal sealed record GraphBox(string Title, ImmutableArray<string> Lines, GraphBoxKind Kind = GraphBoxKind.Inner)
{
    /// <summary>Whether its edge is dashed.</summary>
    public bool Dashed { get; init; }

    /// <summary>What is shown to whoever points at it.</summary>
    public string? Hint { get; init; }
}

/// <summary>An arrow from a box to a later one, by their numbers.</summary>
internal readonly record struct GraphArrow(int From, int To);

/// <summary>Boxes and arrows without a cycle: every arrow goes from a box to a later one.</summary>
internal sealed record BoxGraph(ImmutableArray<GraphBox> Boxes, ImmutableArray<GraphArrow> Arrows);
