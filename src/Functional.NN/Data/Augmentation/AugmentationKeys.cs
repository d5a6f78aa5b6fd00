using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The random keys by which the samples of a batch are changed.</summary>
/// <remarks>A sample that comes twice in an epoch is changed in the same way both times.</remarks>
public sealed class AugmentationKeys
{
    private readonly ImmutableArray<int> _indices;
    private readonly RandomKey _epoch;
    private readonly int _place;

    /// <summary>The keys of a batch.</summary>
    /// <param name="indices">of the batch's samples in the dataset</param>
    /// <param name="epoch">the key of the epoch</param>
    /// <param name="place">the number of the batch in the epoch, from 0</param>
    public AugmentationKeys(ImmutableArray<int> indices, RandomKey epoch, int place) => (_indices, _epoch, _place) = (indices, epoch, place);

    /// <summary>The number of samples in the batch.</summary>
    public int Count => _indices.Length;

    /// <summary>The key of the batch as a whole.</summary>
    public RandomKey Batch => _epoch.Fold("batch").Fold(_place);

    /// <summary>The key of a sample by its place in the batch, from 0: the epoch's folded with the sample's index in the dataset.</summary>
    public RandomKey Sample(int place) => _epoch.Fold(_indices[place]);

    /// <summary>Other keys for the same samples, for the augmentation of this number among several.</summary>
    public AugmentationKeys Fold(int number) => new(_indices, _epoch.Fold("augmentation").Fold(number), _place);
}
