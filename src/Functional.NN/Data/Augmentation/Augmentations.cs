using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Augmentations one after another, each with random numbers of its own.</summary>
public sealed class Augmentations : IAugmentation, IEquatable<Augmentations>
{
    /// <summary>Augmentations one after another.</summary>
    public Augmentations(params IEnumerable<IAugmentation> all) => All = [.. all];

    /// <summary>The augmentations, in order.</summary>
    public ImmutableArray<IAugmentation> All { get; }

    /// <inheritdoc/>
    public Batch<T> Apply<T>(Batch<T> batch, AugmentationKeys keys) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(keys);
        for (int i = 0; i < All.Length; i++) batch = All[i].Apply(batch, keys.Fold(i));
        return batch;
    }

    /// <inheritdoc/>
    public bool Equals(Augmentations? other) => other is not null && All.SequenceEqual(other.All);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Augmentations);

    /// <inheritdoc/>
    public override int GetHashCode() => All.Aggregate(0, HashCode.Combine);

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", All);
}
