using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>A new value for a block of state.</summary>
/// <param name="Path">the block's path in the network; <see cref="LayerContext.Update"/> makes it</param>
/// <param name="Value">what it becomes</param>
public readonly record struct StateUpdate(string Path, Var Value);

/// <summary>An output by its path or name: of a layer when traced, of a head, of a metric.</summary>
public readonly record struct NamedVar(string Path, Var Value)
{
    /// <summary>Of a metric: what it is an average over, where that is not what the loss is; batches are joined by it.</summary>
    public Var? Count { get; init; }
}

/// <summary>What a layer gives back for a batch.</summary>
/// <param name="Output">(N × output shape)</param>
/// <param name="State">the blocks of state that change</param>
/// <param name="Penalty">a number to add to the loss, such as an activity penalty</param>
/// <param name="Outputs">further outputs by path</param>
public sealed record Applied(Var Output, ImmutableArray<StateUpdate> State, Var? Penalty, ImmutableArray<NamedVar> Outputs)
{
    /// <summary>An output and nothing else.</summary>
    public static Applied Of(Var output) => new(output, [], null, []);

    /// <summary>An output, and blocks of state that change.</summary>
    public static Applied Of(Var output, params IEnumerable<StateUpdate> state) => new(output, [.. state], null, []);

    /// <summary>An output and nothing else.</summary>
    public static implicit operator Applied(Var output) => Of(output);

    /// <summary>This followed by another: its output, and what both say besides.</summary>
    public Applied Then(Applied next)
    {
        ArgumentNullException.ThrowIfNull(next);
        return new(next.Output, State.AddRange(next.State), Var.AddIfThere(Penalty, next.Penalty), Outputs.AddRange(next.Outputs));
    }
}
