using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Which blocks of θ are meant: by what they are to their layers and by where they are, as data.</summary>
public sealed record BlockChoice
{
    /// <summary>The blocks of some roles at some places, or all others.</summary>
    /// <param name="Roles">the roles that are meant; any when none are given</param>
    /// <param name="Paths">the places that are meant: a block, or a layer with all below it; any when none are given</param>
    /// <param name="Others">whether just those are meant that the rest of the choice does not say</param>
    public BlockChoice(IEnumerable<ParameterRole>? Roles = null, IEnumerable<string>? Paths = null, bool Others = false) =>
        (this.Roles, this.Paths, this.Others) = ([.. (Roles ?? []).Distinct().Order()], [.. (Paths ?? []).Distinct().Order(StringComparer.Ordinal)], Others);

    /// <summary>The roles that are meant; any when there are none.</summary>
    public ImmutableArray<ParameterRole> Roles { get; }

    /// <summary>The places that are meant; any when there are none.</summary>
    public ImmutableArray<string> Paths { get; }

    /// <summary>Whether just those are meant that the rest of the choice does not say.</summary>
    public bool Others { get; init; }

    /// <summary>All blocks.</summary>
    public static BlockChoice All { get; } = new();

    /// <summary>No block.</summary>
    public static BlockChoice None { get; } = new(Others: true);

    /// <summary>Blocks of these roles: <c>BlockChoice.OfRole(ParameterRole.Weight)</c>.</summary>
    public static BlockChoice OfRole(params IEnumerable<ParameterRole> roles) => new(Roles: roles);

    /// <summary>Blocks at these places or below them: <c>BlockChoice.Under("encoder", "head.bias")</c>.</summary>
    public static BlockChoice Under(params IEnumerable<string> paths) => new(Paths: paths);

    /// <summary>All blocks but these.</summary>
    public BlockChoice Inverse() => this with { Others = !Others };

    /// <summary>Is this block meant?</summary>
    public bool Includes(ParameterBlock block)
    {
        ArgumentNullException.ThrowIfNull(block);
        bool role = Roles.IsEmpty || Roles.Contains(block.Role);
        bool place = Paths.IsEmpty || Paths.Any(path => block.Path == path || block.Path.StartsWith(path + ".", StringComparison.Ordinal));
        return (role && place) != Others;
    }

    /// <inheritdoc/>
    public bool Equals(BlockChoice? other) => other is not null && Roles.SequenceEqual(other.Roles) && Paths.SequenceEqual(other.Paths) && Others == other.Others;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Roles.Length, Paths.Length, Others);

    /// <summary>The choice in words.</summary>
    public override string ToString() =>
        this == All ? "all" : this == None ? "none" : $"{(Others ? "not " : "")}{string.Join(" ", new[] { string.Join('|', Roles), string.Join('|', Paths) }.Where(part => part.Length > 0))}";

    /// <summary>For each block of a layout whether it is meant.</summary>
    /// <exception cref="NNException">A place is not there.</exception>
    internal bool[] Of(ParameterLayout layout)
    {
        if (Paths.FirstOrDefault(path => !layout.Any(block => block.Path == path || block.Path.StartsWith(path + ".", StringComparison.Ordinal))) is { } missing)
            throw new NNException($"BlockChoice: there is no block \"{missing}\" and none below it; there are {string.Join(", ", layout.Select(block => block.Path))}.");
        return [.. layout.Select(Includes)];
    }
}
