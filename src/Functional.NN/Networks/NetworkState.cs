using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What a network carries from step to step besides θ, by path: running means and variances.</summary>
public sealed class NetworkState<T> : IEquatable<NetworkState<T>> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>A state with these blocks.</summary>
    public NetworkState(IEnumerable<KeyValuePair<string, Tensor<T>>> blocks) => Blocks = blocks.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>No state at all, as most networks have it.</summary>
    public static NetworkState<T> Empty { get; } = new([]);

    /// <summary>The blocks, sorted by path.</summary>
    public ImmutableSortedDictionary<string, Tensor<T>> Blocks { get; }

    /// <summary>A block by its path.</summary>
    public Tensor<T> this[string path] => Blocks.TryGetValue(path, out var block) ? block
        : throw new NNException($"NetworkState: there is no block \"{path}\"; there are {(Blocks.IsEmpty ? "none" : string.Join(", ", Blocks.Keys))}.");

    /// <summary>This state with other tensors for some blocks.</summary>
    public NetworkState<T> With(IEnumerable<KeyValuePair<string, Tensor<T>>> changed) => new(Blocks.SetItems(changed));

    /// <summary>True when no number is a NaN or an infinity.</summary>
    public bool IsFinite => Blocks.Values.All(block => block.IsFinite);

    /// <summary>True when the paths and all bits are the same.</summary>
    public bool Equals(NetworkState<T>? other) => other is not null && Blocks.SequenceEqual(other.Blocks);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as NetworkState<T>);

    /// <inheritdoc/>
    public override int GetHashCode() => Blocks.Aggregate(0, (hash, block) => HashCode.Combine(hash, block.Key, block.Value));

    /// <summary>True when the paths and all bits are the same.</summary>
    public static bool operator ==(NetworkState<T>? left, NetworkState<T>? right) => left is null ? right is null : left.Equals(right);

    /// <summary>True when the paths and all bits differ.</summary>
    public static bool operator !=(NetworkState<T>? left, NetworkState<T>? right) => !(left == right);
}
