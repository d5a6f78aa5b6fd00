namespace Functional.NN.Experiments.Tests;

public sealed class ValueHistogramTests
{
    public static TheoryData<double[]> Samples { get; } = new()
    {
        Tensors(1000).Select(x => x * 0.01 - 3).ToArray(),
        Tensors(31).ToArray(),
        new[] { -double.MaxValue, 0, 1, double.MaxValue },
        new[] { 5e-324, 0, 1e-323 },
        new[] { 1, Math.BitIncrement(1) },
        new[] { -0.0, 0.0 },
        new[] { 2.5 },
        new[] { 1, double.NaN, 3, double.PositiveInfinity, 2, double.NegativeInfinity },
    };

    [Theory]
    [MemberData(nameof(Samples))]
    public void Every_finite_number_is_counted_once_between_the_edges_of_its_bucket(double[] values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        var histogram = ValueHistogram.Of(values);
        double[] limits = [.. histogram.BucketLimit];
        Assert.Equal((finite.Min(), finite.Max(), finite.Length), (histogram.Min, histogram.Max, histogram.Num));
        Assert.Equal(finite.Max(), limits[^1]);
        Assert.Equal(limits.Order(), limits);
        for (int i = 0; i < limits.Length; i++)
        {
            bool last = i == limits.Length - 1;
            double from = i == 0 ? double.NegativeInfinity : limits[i - 1], to = limits[i];
            Assert.Equal(finite.Count(x => x >= from && (last ? x <= to : x < to)), histogram.Bucket[i]);
        }
    }

    [Fact]
    public void Edges_lie_at_equal_distances_and_sums_are_of_the_numbers()
    {
        var histogram = ValueHistogram.Of([0, 1, 1, 30]);
        Assert.All(histogram.BucketLimit.Index(), edge => Assert.Equal(edge.Index + 1.0, edge.Item, 12));
        Assert.Equal((32.0, 902.0), (histogram.Sum, histogram.SumSquares));
        Assert.Equal([1, 2, .. new double[27], 1], histogram.Bucket);
    }

    [Fact]
    public void Nothing_to_count_has_no_buckets()
    {
        Assert.Empty(ValueHistogram.Of([]).Bucket);
        Assert.Empty(ValueHistogram.Of([double.NaN]).BucketLimit);
        Assert.Equal(0, ValueHistogram.Of([double.NaN]).Num);
    }

    private static IEnumerable<double> Tensors(int count) => Enumerable.Range(0, count).Select(i => (double)(i * 7919 % 613));
}
