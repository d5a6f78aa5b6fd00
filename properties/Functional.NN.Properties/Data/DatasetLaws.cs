using System.Collections.Immutable;
using FsCheck.Fluent;

namespace Functional.NN.Properties.Data;

/// <summary>What holds for any dataset, however it is kept and looked at.</summary>
public class DatasetLaws
{
    private static readonly Kind<DatasetCase>[] Kinds = [new("streamed", 0.3, c => c.Streamed), new("with views", 0.3, c => !c.Views.IsEmpty), new("masked", 0.3, c => c.Masked), new("weighed", 0.3, c => c.Weighed)];

    [Fact]
    public void Views_give_the_samples_they_say_with_all_that_belongs_to_them() => Law.Holds(DatasetCase.Any, c => Assert.Equal(DatasetCase.Of(c.Samples, c.Places), c.Data.All()), DatasetCase.Smaller, 200, Kinds);

    [Fact]
    public void Samples_are_the_same_read_in_any_order_and_number() => Law.Holds(
        from c in DatasetCase.Any
        from some in Gen.Choose(0, c.Places.Length - 1).ListOf()
        select (Case: c, Some: some.ToImmutableArray()),
        c => Assert.Equal(DatasetCase.Of(c.Case.Data.All(), c.Some), c.Case.Data.Read(c.Some)));

    [Fact]
    public void Two_parts_make_the_whole_again() => Law.Holds(DatasetCase.Any, c =>
    {
        var data = c.Data;
        int cut = c.Key.Below("cut", data.Count + 1);
        Assert.Equal(data.All(), data.Take(cut).Concat(data.Skip(cut)).All());
    }, DatasetCase.Smaller);

    [Fact]
    public void An_epoch_without_replacement_has_every_sample_once_and_batches_of_the_size_but_the_last() => Law.Holds(
        from c in DatasetCase.Any
        from size in Gen.Choose(1, 12)
        from sampling in Gen.Elements(Sampling.Shuffled, Sampling.InOrder)
        from epoch in Gen.Choose(0, 3)
        select (Case: c, Batching: new Batching(size, sampling), Epoch: epoch),
        c =>
        {
            var data = c.Case.Data;
            var order = c.Batching.Order(data.Count, c.Case.Key, c.Epoch);
            Batch<double>[] batches = [.. data.Batches(c.Batching, c.Case.Key, c.Epoch)];
            Assert.Equal(Enumerable.Range(0, data.Count), order.Order());
            Assert.Equal(c.Batching.BatchCount(data.Count), batches.Length);
            Assert.All(batches.SkipLast(1), batch => Assert.Equal(c.Batching.Size, batch.Count));
            for (int i = 0; i < batches.Length; i++) Assert.Equal(data.Read(c.Batching.BatchIndices(order, i)), batches[i]);
        });

    [Fact]
    public void Folds_leave_every_sample_out_once() => Law.Holds(DatasetCase.Any.Where(c => c.Places.Length > 1), c =>
    {
        var data = Dataset.FromTensors(Tensor.Generate([c.Places.Length], i => (double)i), Tensor.Zeros<double>([c.Places.Length]));
        int k = 2 + c.Key.Below("folds", Math.Min(4, data.Count - 1));
        var folds = data.Folds(k, c.Key);
        Assert.Equal(data.All().Inputs.ToArray(), folds.SelectMany(fold => fold.Validation.All().Inputs.ToArray()).Order());
        Assert.All(folds, fold => Assert.Equal(data.All().Inputs.ToArray(), fold.Training.All().Inputs.ToArray().Concat(fold.Validation.All().Inputs.ToArray()).Order()));
    }, DatasetCase.Smaller);
}
