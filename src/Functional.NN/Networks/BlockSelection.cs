using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Some of the blocks of θ, as a description: those of some roles, and of these the ones whose paths lie under some names.</summary>
/// <remarks>
/// <c>BlockSelection.Weights</c>; <c>BlockSelection.Under("encoder", "head.weight")</c>: all blocks of the layer <c>encoder</c> and of the layers in it, and one block.
/// It knows no network, so the same selection serves many.
/// </remarks>
public sealed record BlockSelection
{
    /// <summary>A selection.</summary>
    /// <param name="Roles">the roles of the blocks; all when none is given</param>
    /// <param name="Paths">paths of blocks, or of layers with all that is in them; all when none is given</param>
    public BlockSelection(IEnumerable<ParameterRole>? Roles = null, IEnumerable<string>? Paths = null) => (this.Roles, this.Paths) = ([.. Roles ?? []], [.. Paths ?? []]);

    /// <summary>All blocks.</summary>
    public static BlockSelection All { get; } = new();

    /// <summary>The blocks of role <see cref="ParameterRole.Weight"/>.</summary>
    public static BlockSelection Weights { get; } = new([ParameterRole.Weight]);

    /// <summary>The roles of the blocks; all when empty.</summary>
    public ImmutableArray<ParameterRole> Roles { get; }

    /// <summary>Paths of blocks, or of layers with all that is in them; all when empty.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>The blocks of any role under some names.</summary>
    public static BlockSelection Under(params IEnumerable<string> paths) => new(Paths: paths);

    /// <summary>Whether a block is among them.</summary>
    public bool Contains(ParameterBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return (Roles.IsEmpty || Roles.Contains(block.Role)) && (Paths.IsEmpty || Paths.Any(path => block.Path == path || block.Path.StartsWith($"{path}.", StringComparison.Ordinal)));
    }

    /// <inheritdoc/>
    public bool Equals(BlockSelection? other) => other is not null && Roles.SequenceEqual(other.Roles) && Paths.SequenceEqual(other.Paths);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Roles.Length, Paths.Length);

    /// <summary>The roles and paths, the same under every culture.</summary>
    public override string ToString() => Roles.IsEmpty && Paths.IsEmpty ? "all blocks" : string.Join(' ', [.. Roles.Select(role => role.ToString()), .. Paths]);
}
