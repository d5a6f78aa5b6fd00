namespace Functional.NN;

/// <summary>A random change of training samples that leaves what they mean: new data from old (Goodfellow et al. 2016, section 7.4).</summary>
/// <remarks>
/// A description, given to <see cref="Batching"/>: <c>new Batching(64, Augmentation: new RandomAffine(Rotation: 10, Shift: 2))</c>. What becomes of a sample depends on the key of the batches, the epoch and
/// the sample's index alone, so that <c>Fit</c>, folds over <c>Batches</c> and resumed runs see the same bits, in whatever order.
/// </remarks>
[DescriptionKind("augmentation")]
public interface IAugmentation
{
    /// <summary>The batch with its samples changed; its shapes stay.</summary>
    /// <param name="batch">the samples as the dataset has them</param>
    /// <param name="keys">a random key for every sample, and one for the batch</param>
    Batch<T> Apply<T>(Batch<T> batch, AugmentationKeys keys) where T : unmanaged, IBinaryFloatingPointIeee754<T>;
}
