using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>How the samples of an epoch are chosen and ordered.</summary>
public enum Sampling
{
    /// <summary>Every sample once, in an order drawn for the epoch.</summary>
    Shuffled,

    /// <summary>Every sample once, in the order of the dataset.</summary>
    InOrder,

    /// <summary>As many independent draws as there are samples, each sample equally likely at each draw.</summary>
    WithReplacement,
}

/// <summary>How a dataset is cut into batches, epoch by epoch: a pure function of the key and the epoch.</summary>
/// <remarks>
/// The order of epoch e is <c>key.Fold(e).Permutation(N)</c>, or <c>key.Fold(e).Integers(N, N)</c> with replacement; batch k has the places k·Size up to
/// (k + 1)·Size of it. So a training state can stand at any place of an epoch and go on from there. Give the batches a key of their own,
/// for instance <c>run.Fold("batches")</c>.
/// </remarks>
/// <param name="Size">the number of samples in a batch, from 1 on</param>
/// <param name="Sampling">how the samples are chosen and ordered</param>
/// <param name="DropLast">leave the last batch out when it is short; it is kept unless told</param>
/// <param name="Augmentation">how samples are changed at random when they are read; not at all unless told</param>
public sealed record Batching(int Size, Sampling Sampling = Sampling.Shuffled, bool DropLast = false, IAugmentation? Augmentation = null)
{
    /// <summary>The number of samples in a batch, from 1 on.</summary>
    public int Size { get; init => field = CheckedSize(value); } = CheckedSize(Size);

    /// <summary>How the samples are chosen and ordered.</summary>
    public Sampling Sampling { get; init => field = CheckedSampling(value); } = CheckedSampling(Sampling);

    /// <summary>The same with other constants; what is not named stays.</summary>
    public Batching With(int? size = null, Sampling? sampling = null, bool? dropLast = null, IAugmentation? augmentation = null) =>
        this with { Size = size ?? Size, Sampling = sampling ?? Sampling, DropLast = dropLast ?? DropLast, Augmentation = augmentation ?? Augmentation };

    /// <summary>The number of batches of an epoch over so many samples: ⌈N/Size⌉, or ⌊N/Size⌋ when a short last one is dropped.</summary>
    /// <exception cref="NNException">There are samples, but every batch is dropped.</exception>
    public int BatchCount(int count)
    {
        if (count < 0) throw new NNException($"Batching: the number of samples cannot be negative, got {count}.");
        if (DropLast && count > 0 && count < Size) throw new NNException($"Batching: {count} samples make no batch of {Size} when the short last one is dropped. Keep it, or make batches smaller.");
        return count / Size + (DropLast || count % Size == 0 ? 0 : 1);
    }

    /// <summary>The indices of an epoch over so many samples, in their order, whether or not the last batch is dropped.</summary>
    public ImmutableArray<int> Order(int count, RandomKey key, int epoch)
    {
        if (count < 0) throw new NNException($"Batching: the number of samples cannot be negative, got {count}.");
        if (epoch < 0) throw new NNException($"Batching: epochs are counted from 0, got {epoch}.");
        return Sampling switch
        {
            Sampling.InOrder => [.. Enumerable.Range(0, count)],
            Sampling.WithReplacement => count == 0 ? [] : key.Fold(epoch).Integers(count, count),
            _ => key.Fold(epoch).Permutation(count),
        };
    }

    /// <summary><see cref="Order"/> into memory that is used again.</summary>
    internal void OrderInto(Span<int> order, RandomKey key, int epoch)
    {
        switch (Sampling)
        {
            case Sampling.InOrder:
                for (int i = 0; i < order.Length; i++) order[i] = i;
                break;
            case Sampling.WithReplacement:
                key.Fold(epoch).IntegersInto(order, order.Length);
                break;
            default:
                key.Fold(epoch).PermutationInto(order);
                break;
        }
    }

    /// <summary>The indices of batch <paramref name="place"/> (from 0) of an epoch whose order is given.</summary>
    public ImmutableArray<int> BatchIndices(ImmutableArray<int> order, int place)
    {
        int batches = BatchCount(order.Length);
        if (place < 0 || place >= batches) throw new NNException($"Batching: there is no batch {place}; the epoch has {batches}, counted from 0.");
        return order.Slice(place * Size, Math.Min(Size, order.Length - place * Size));
    }

    /// <summary>A batch of an epoch as training sees it: read, and changed where there is an augmentation, by keys of <c>key.Fold("augment").Fold(epoch)</c>.</summary>
    /// <param name="data">the samples</param>
    /// <param name="indices">those of the batch</param>
    /// <param name="key">the key of the batches</param>
    /// <param name="epoch">the epoch, from 0</param>
    /// <param name="place">the number of the batch in it, from 0</param>
    internal Batch<T> Read<T>(Dataset<T> data, ImmutableArray<int> indices, RandomKey key, int epoch, int place) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var batch = data.Read(indices);
        if (Augmentation is null) return batch;
        var changed = Augmentation.Apply(batch, new AugmentationKeys(indices, key.Fold("augment").Fold(epoch), place));
        return changed.Inputs.Shape == batch.Inputs.Shape && changed.Targets.Shape == batch.Targets.Shape ? changed
            : throw new ShapeException($"Batching: an augmentation must keep the shapes of a batch; {batch.Inputs.Shape} and {batch.Targets.Shape} became {changed.Inputs.Shape} and {changed.Targets.Shape}.");
    }

    private static int CheckedSize(int size) => size >= 1 ? size : throw new NNException($"Batching: a batch has at least one sample, got the size {size}.");

    private static Sampling CheckedSampling(Sampling sampling) => Enum.IsDefined(sampling) ? sampling
        : throw new NNException($"Batching: there is no sampling number {(int)sampling}; there are {string.Join(", ", Enum.GetNames<Sampling>())}.");
}
