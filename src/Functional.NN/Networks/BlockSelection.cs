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
    /// <param name="Others">whether it is all blocks but those</param>
    public BlockSelection(IEnumerable<ParameterRole>? Roles = null, IEnumerable<string>? Paths = null, bool Others = false) => (this.Roles, this.Paths, this.Others) = ([.. Roles ?? []], [.. Paths ?? []], Others);

    /// <summary>All blocks.</summary>
    public static BlockSelection All { get; } = new();

    /// <summary>No block.</summary>
    public static BlockSelection None { get; } = new(Others: true);

    /// <summary>The blocks of role <see cref="ParameterRole.Weight"/>.</summary>
    public static BlockSelection Weights { get; } = new([ParameterRole.Weight]);

    /// <summary>The roles of the blocks; all when empty.</summary>
    public ImmutableArray<ParameterRole> Roles { get; }

    /// <summary>Paths of blocks, or of layers with all that is in them; all when empty.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>Whether it is all blocks but those.</summary>
    public bool Others { get; init; }

    /// <summary>The blocks of some roles.</summary>
    public static BlockSelection OfRole(params IEnumerable<ParameterRole> roles) => new(Roles: roles);

    /// <summary>All other blocks.</summary>
    public BlockSelection Inverse() => this with { Others = !Others };

    /// <summary>The blocks of any role under some names.</summary>
    public static BlockSelection Under(params IEnumerable<string> paths) => new(Paths: paths);

    /// <summary>Whether a block is among them.</summary>
    public bool Contains(ParameterBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        return ((Roles.IsEmpty || Roles.Contains(block.Role)) && (Paths.IsEmpty || Paths.Any(path => IsUnder(path, block)))) != Others;
    }

    /// <summary>For each block of a layout whether it is among them.</summary>
    /// <exception cref="NNException">There is nothing under a path.</exception>
    internal bool[] Of(ParameterLayout layout)
    {
        if (Paths.FirstOrDefault(path => !layout.Any(block => IsUnder(path, block))) is { } missing)
            throw new NNException($"BlockSelection: there is no block \"{missing}\" and none below it; there are {string.Join(", ", layout.Select(block => block.Path))}.");
        return [.. layout.Select(Contains)];
    }

    private static bool IsUnder(string path, ParameterBlock block) => block.Path == path || block.Path.StartsWith($"{path}.", StringComparison.Ordinal);

    /// <inheritdoc/>
    public bool Equals(BlockSelection? other) => other is not null && Roles.SequenceEqual(other.Roles) && Paths.SequenceEqual(other.Paths) && Others == other.Others;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Roles.Length, Paths.Length, Others);

    /// <summary>The roles and paths, the same under every culture.</summary>
    public override string ToString() => Roles.IsEmpty && Paths.IsEmpty ? Others ? "no block" : "all blocks"
        : (Others ? "all but " : "") + string.Join(' ', [.. Roles.Select(role => role.ToString()), .. Paths]);
}
