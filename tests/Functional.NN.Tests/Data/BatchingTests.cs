using System.Collections.Immutable;

namespace Functional.NN.Tests.Data;

public sealed class BatchingTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(7);

    private static Dataset<double> Numbers(int count) =>
        Dataset.FromTensors(Tensor.Generate(Shape.Of(count, 1), i => (double)i), Tensor.Generate(Shape.Of(count, 1), i => i + 1.0));

    private static double[] Values(IEnumerable<Batch<double>> batches) => [.. batches.SelectMany(batch => batch.Inputs.ToArray())];

    [Theory]
    [InlineData(10, 3)]
    [InlineData(9, 3)]
    [InlineData(1, 5)]
    [InlineData(100, 7)]
    [InlineData(0, 4)]
    public void An_epoch_has_every_sample_once_in_N_over_B_batches_rounded_up(int count, int size)
    {
        var batches = Numbers(count).Batches(size, Key, 3).ToArray();
        Assert.Equal((count + size - 1) / size, batches.Length);
        Assert.Equal(Enumerable.Range(0, count).Select(i => (double)i), Values(batches).Order());
        Assert.All(batches.SkipLast(1), batch => Assert.Equal(size, batch.Count));
        Assert.All(batches, batch => Assert.Equal(batch.Inputs + 1.0, batch.Targets));
    }

    [Fact]
    public void The_short_last_batch_is_dropped_when_told()
    {
        var batches = Numbers(10).Batches(new Batching(4, DropLast: true), Key, 0).ToArray();
        Assert.Equal([4, 4], batches.Select(batch => batch.Count));
        Assert.Equal(3, Numbers(9).Batches(new Batching(3, DropLast: true), Key, 0).Count());
    }

    [Fact]
    public void Dropping_every_batch_is_refused() =>
        Assert.Equal("Batching: 3 samples make no batch of 4 when the short last one is dropped. Keep it, or make batches smaller.",
            Assert.Throws<NNException>(() => Numbers(3).Batches(new Batching(4, DropLast: true), Key, 0)).Message);

    [Fact]
    public void The_same_key_and_epoch_give_the_same_batches() =>
        Assert.Equal(Numbers(50).Batches(8, Key, 2), Numbers(50).Batches(8, Key, 2));

    [Fact]
    public void Epochs_and_keys_differ()
    {
        var batching = new Batching(8);
        ImmutableArray<int>[] orders = [batching.Order(50, Key, 0), batching.Order(50, Key, 1), batching.Order(50, RandomKey.FromSeed(8), 0), [.. Enumerable.Range(0, 50)]];
        Assert.Equal(4, orders.Select(order => string.Join(' ', order)).Distinct().Count());
    }

    [Fact]
    public void The_order_of_an_epoch_is_the_permutation_of_the_key_folded_with_it() =>
        Assert.Equal(Key.Fold(5).Permutation(20).ToArray(), new Batching(3).Order(20, Key, 5).ToArray());

    [Fact]
    public void In_order_is_the_order_of_the_dataset() =>
        Assert.Equal([0.0, 1, 2, 3, 4], Values(Numbers(5).Batches(new Batching(2, Sampling.InOrder), Key, 4)));

    [Theory]
    [InlineData(Sampling.Shuffled)]
    [InlineData(Sampling.InOrder)]
    [InlineData(Sampling.WithReplacement)]
    public void An_epoch_goes_on_from_any_place_as_if_it_had_not_stopped(Sampling sampling)
    {
        var batching = new Batching(3, sampling);
        var whole = Numbers(20).Batches(batching, Key, 1).ToArray();
        for (int place = 0; place <= whole.Length; place++)
            Assert.Equal(whole.Skip(place), Numbers(20).Batches(batching, Key, 1, from: place));
    }

    [Fact]
    public void Going_on_reads_no_batch_before_the_place()
    {
        List<int> read = [];
        var data = Dataset.FromSamples<double>(9, [1], [1], i => { read.Add(i); return new Sample<double>(Tensor.Vector<double>(i), Tensor.Vector(0.0)); });
        Assert.Single(data.Batches(new Batching(3, Sampling.InOrder), Key, 0, from: 2));
        Assert.Equal([6, 7, 8], read);
    }

    [Fact]
    public void Draws_with_replacement_repeat_some_and_miss_some()
    {
        var order = new Batching(10, Sampling.WithReplacement).Order(200, Key, 0);
        Assert.Equal(200, order.Length);
        Assert.All(order, index => Assert.InRange(index, 0, 199));
        Assert.InRange(order.Distinct().Count(), 80, 170);
    }

    [Fact]
    public void Batch_indices_are_windows_of_the_order()
    {
        var batching = new Batching(3);
        Assert.Equal([6], batching.BatchIndices([0, 1, 2, 3, 4, 5, 6], 2).ToArray());
        Assert.Equal("Batching: there is no batch 3; the epoch has 3, counted from 0.", Assert.Throws<NNException>(() => batching.BatchIndices([0, 1, 2, 3, 4, 5, 6], 3)).Message);
    }

    [Fact]
    public void Wrong_options_are_refused_also_in_with()
    {
        Assert.Equal("Batching: a batch has at least one sample, got the size 0.", Assert.Throws<NNException>(() => new Batching(0)).Message);
        Assert.Throws<NNException>(() => new Batching(4) with { Size = -1 });
        Assert.Throws<NNException>(() => new Batching(4, (Sampling)9));
    }

    [Fact]
    public void Wrong_places_are_refused_when_asked_not_when_read()
    {
        Assert.Equal("Dataset.Batches: the epoch has 2 batches, it cannot go on from batch 3.", Assert.Throws<NNException>(() => Numbers(4).Batches(2, Key, 0, from: 3)).Message);
        Assert.Throws<NNException>(() => Numbers(4).Batches(2, Key, -1));
    }
}
