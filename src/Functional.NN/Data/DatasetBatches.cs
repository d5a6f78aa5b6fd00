namespace Functional.NN;

public sealed partial class Dataset<T>
{
    /// <summary>The batches of an epoch, shuffled, the last short one kept.</summary>
    /// <param name="size">the number of samples in a batch</param>
    /// <param name="key">the key of the order; the same key and epoch give the same batches</param>
    /// <param name="epoch">the epoch, from 0</param>
    /// <param name="from">the first batch to give: the place where an interrupted epoch goes on</param>
    public IEnumerable<Batch<T>> Batches(int size, RandomKey key, int epoch, int from = 0) => Batches(new Batching(size), key, epoch, from);

    /// <summary>The batches of an epoch, read one by one as they are asked for.</summary>
    /// <param name="batching">the size of a batch and the order of samples</param>
    /// <param name="key">the key of the order; the same key and epoch give the same batches</param>
    /// <param name="epoch">the epoch, from 0</param>
    /// <param name="from">the first batch to give: the place where an interrupted epoch goes on. No batch before it is read</param>
    public IEnumerable<Batch<T>> Batches(Batching batching, RandomKey key, int epoch, int from = 0)
    {
        ArgumentNullException.ThrowIfNull(batching);
        int count = batching.BatchCount(Count);
        if (from < 0 || from > count) throw new NNException($"Dataset.Batches: the epoch has {count} batches, it cannot go on from batch {from}.");
        if (epoch < 0) throw new NNException($"Dataset.Batches: epochs are counted from 0, got {epoch}.");
        return Enumerate();

        IEnumerable<Batch<T>> Enumerate()
        {
            var order = batching.Order(Count, key, epoch);
            for (int place = from; place < count; place++) yield return batching.Read(this, batching.BatchIndices(order, place), key, epoch, place);
        }
    }
}
