namespace Functional.NN.Tests.Data;

public sealed class SplitTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    /// <summary>Class 0, 1 and 2 with 6, 9 and 15 samples, mixed; each input is the sample's index.</summary>
    private static readonly Dataset<double> Thirty = Dataset.FromTensors(
        Tensor.Generate(Shape.Of(30, 1), i => (double)i), [.. Enumerable.Range(0, 30).Select(i => i % 10 < 2 ? 0 : i % 10 < 5 ? 1 : 2)], classes: 3);

    private static int[] Members(Dataset<double> data) => [.. data.All().Inputs.ToArray().Select(x => (int)x)];

    private static int[] ClassCounts(Dataset<double> data) => [.. Enumerable.Range(0, 3).Select(c => data.Labels().Count(label => label == c))];

    private static void Partitioned(DataSplit<double> split) =>
        Assert.Equal(Enumerable.Range(0, 30), Members(split.Training).Concat(Members(split.Validation)).Order());

    [Fact]
    public void Without_a_key_the_first_samples_are_for_training()
    {
        var split = Thirty.Split(0.75);
        Assert.Equal(Enumerable.Range(0, 23), Members(split.Training));
        Assert.Equal(Enumerable.Range(23, 7), Members(split.Validation));
    }

    [Fact]
    public void With_a_key_the_parts_are_drawn_and_keep_the_order_of_the_whole()
    {
        var split = Thirty.SplitAt(20, Key);
        Partitioned(split);
        Assert.Equal(20, split.Training.Count);
        Assert.Equal(Members(split.Training).Order(), Members(split.Training));
        Assert.NotEqual(Enumerable.Range(0, 20), Members(split.Training));
        Assert.Equal(Members(split.Training), Members(Thirty.SplitAt(20, Key).Training));
        Assert.NotEqual(Members(split.Training), Members(Thirty.SplitAt(20, RandomKey.FromSeed(12)).Training));
    }

    [Theory]
    [InlineData(0.5, new[] { 3, 5, 7 })]
    [InlineData(2.0 / 3, new[] { 4, 6, 10 })]
    [InlineData(0.9, new[] { 5, 8, 14 })]
    [InlineData(0, new[] { 0, 0, 0 })]
    [InlineData(1, new[] { 6, 9, 15 })]
    public void A_stratified_split_keeps_the_proportions(double fraction, int[] training)
    {
        var split = Thirty.SplitStratified(fraction, Key);
        Partitioned(split);
        Assert.Equal(training, ClassCounts(split.Training));
    }

    [Fact]
    public void A_stratified_split_without_a_key_takes_the_first_of_each_class() =>
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 13, 15, 16], Members(Thirty.SplitStratified(0.5).Training));

    [Theory]
    [InlineData(2, false)]
    [InlineData(4, false)]
    [InlineData(30, false)]
    [InlineData(4, true)]
    [InlineData(7, true)]
    public void Folds_hold_back_every_sample_once_and_evenly(int k, bool stratified)
    {
        foreach (RandomKey? key in new RandomKey?[] { null, Key })
        {
            var folds = Thirty.Folds(k, key, stratified);
            Assert.Equal(k, folds.Length);
            Assert.All(folds, Partitioned);
            Assert.Equal(Enumerable.Range(0, 30), folds.SelectMany(fold => Members(fold.Validation)).Order());
            Assert.All(folds, fold => Assert.InRange(fold.Validation.Count, 30 / k, (30 + k - 1) / k));
        }
    }

    [Fact]
    public void Folds_without_a_key_hold_back_neighbours() =>
        Assert.Equal([Enumerable.Range(0, 10), Enumerable.Range(10, 10), Enumerable.Range(20, 10)], Thirty.Folds(3).Select(fold => Members(fold.Validation).AsEnumerable()));

    [Fact]
    public void Stratified_folds_hold_back_each_class_evenly() =>
        Assert.All(Thirty.Folds(4, Key, stratified: true), fold =>
        {
            var counts = ClassCounts(fold.Validation);
            Assert.InRange(counts[0], 1, 2);
            Assert.InRange(counts[1], 2, 3);
            Assert.InRange(counts[2], 3, 4);
        });

    [Fact]
    public void Impossible_splits_are_refused()
    {
        Assert.Equal("Dataset.Split: a fraction is from 0 to 1, got 1.5. For a number of samples use SplitAt.", Assert.Throws<NNException>(() => Thirty.Split(1.5)).Message);
        Assert.Throws<NNException>(() => Thirty.Split(double.NaN));
        Assert.Equal("Dataset.SplitAt: asked for 31 of 30 samples to train on; give a number from 0 to 30.", Assert.Throws<NNException>(() => Thirty.SplitAt(31)).Message);
        Assert.Equal("Dataset.Folds: 30 samples cannot be held back in 31 parts; give a number from 2 to the number of samples.", Assert.Throws<NNException>(() => Thirty.Folds(31)).Message);
        Assert.Throws<NNException>(() => Thirty.Folds(1));
        Assert.Throws<DataException>(() => Thirty.OneHot().SplitStratified(0.5));
    }
}
