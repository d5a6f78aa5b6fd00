namespace Functional.NN;

/// <summary>A part of a batch: samples one after another.</summary>
internal readonly record struct Shard(int First, int Count)
{
    /// <summary>The parts of a batch, as equal as can be: part s of n goes from ⌊s·N/n⌋ to ⌊(s + 1)·N/n⌋; those without samples are left out.</summary>
    public static IReadOnlyList<Shard> Of(int samples, int shards)
    {
        int Start(int shard) => (int)((long)shard * samples / shards);
        return [.. Enumerable.Range(0, shards).Select(s => new Shard(Start(s), Start(s + 1) - Start(s))).Where(s => s.Count > 0)];
    }

    public Batch<T> Of<T>(Batch<T> batch) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (first, count) = (First, Count);
        Tensor<T>? Part(Tensor<T>? whole) => whole?.Slice(0, first, count);
        return new Batch<T>(Part(batch.Inputs)!, Part(batch.Targets)!, Part(batch.Mask), Part(batch.Weights));
    }
}
