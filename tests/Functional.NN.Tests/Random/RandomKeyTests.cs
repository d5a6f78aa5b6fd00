using Functional.NN.Kernels;
using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Keys;

public sealed class RandomKeyTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(42);

    [Theory]
    [InlineData(0, 0, 0, 0, 0xc2b6e3a8c2c69865, 0x6f81ed42f350084d)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0xe02cb7c4d95d277a, 0xd06633d0893b8b68)]
    [InlineData(0x243f6a8885a308d3, 0x13198a2e03707344, 0xa4093822299f31d0, 0x082efa98ec4e6c89, 0x263c7d30bb0f0af1, 0x56be8361d3311526)]
    public void Threefry_gives_the_published_answers(ulong counter0, ulong counter1, ulong key0, ulong key1, ulong word0, ulong word1) =>
        Assert.Equal((word0, word1), Threefry.Block(key0, key1, counter0, counter1));

    [Fact]
    public void A_seed_is_the_first_word() => Assert.Equal(new RandomKey(7, 0), RandomKey.FromSeed(7));

    [Fact]
    public void A_negative_seed_is_refused() => Assert.Throws<NNException>(() => RandomKey.FromSeed(-1));

    [Fact]
    public void Words_come_in_pairs_from_the_blocks_of_the_key()
    {
        for (int block = 0; block < 5; block++)
            Assert.Equal(Threefry.Block(Key.First, Key.Second, (ulong)block, 0), (Key.Bits(2 * block), Key.Bits(2 * block + 1)));
    }

    [Theory, InlineData(1), InlineData(2), InlineData(7), InlineData(64)]
    public void A_shorter_draw_is_the_beginning_of_a_longer_one(int count)
    {
        Assert.Equal(Key.Uniform<double>([100]).Slice(0, 0, count), Key.Uniform<double>([count]));
        Assert.Equal(Key.Normal<double>([100]).Slice(0, 0, count), Key.Normal<double>([count]));
        Assert.Equal(Key.Bernoulli<double>([100], 0.3).Slice(0, 0, count), Key.Bernoulli<double>([count], 0.3));
        Assert.Equal(Key.Integers(100, 17).Take(count), Key.Integers(count, 17));
        Assert.Equal(Key.Split(100).Take(count), Key.Split(count));
    }

    [Fact]
    public void The_same_key_gives_the_same_numbers() => Assert.Equal(Key.Normal<float>([50]), RandomKey.FromSeed(42).Normal<float>([50]));

    [Fact]
    public void Float_numbers_are_the_double_ones_rounded_once()
    {
        Assert.Equal(Key.Normal<double>([51]).Cast<float>(), Key.Normal<float>([51]));
        Assert.Equal(Key.Uniform<double>([51], -3, 5).Cast<float>(), Key.Uniform<float>([51], -3, 5));
    }

    [Fact]
    public void Folded_split_and_drawn_keys_never_meet()
    {
        var keys = Enumerable.Range(0, 1000).Select(i => Key.Fold(i)).Concat(Key.Split(1000)).Concat(Enumerable.Range(0, 1000).Select(i => new RandomKey(Key.Bits(2 * i), Key.Bits(2 * i + 1)))).Append(Key);
        Assert.Equal(3001, keys.Distinct().Count());
    }

    [Fact]
    public void A_fold_of_a_fold_depends_on_the_order() => Assert.NotEqual(Key.Fold(1).Fold(2), Key.Fold(2).Fold(1));

    [Fact]
    public void Names_fold_by_their_FNV_hash()
    {
        Assert.Equal(Key.Fold(0xcbf29ce484222325UL), Key.Fold(""));
        Assert.Equal(Key.Fold(0xaf63dc4c8601ec8cUL), Key.Fold("a"));
        Assert.Equal(Key.Fold(0x85944171f73967e8UL), Key.Fold("foobar"));
    }

    [Fact]
    public void Numbers_of_different_folds_are_not_correlated()
    {
        const int n = 20000;
        Tensor<double> a = Key.Fold(1).Normal<double>([n]), b = Key.Fold(2).Normal<double>([n]);
        Assert.True(Math.Abs(Numbers.Dot(a, b) / n) < 5 / Math.Sqrt(n));
    }

    [Theory, InlineData(0, 1), InlineData(-3, 5), InlineData(1e-30, 1.1e-30), InlineData(16777215, 16777216), InlineData(-1, -1 + 1e-7)]
    public void Uniform_numbers_are_from_low_to_below_high(double low, double high)
    {
        var floats = Key.Uniform<float>([20000], low, high);
        Assert.All(floats.ToArray(), value => Assert.True(value >= (float)low && value < high, $"{value}"));
        Assert.All(Key.Uniform<double>([2000], low, high).ToArray(), value => Assert.True(value >= low && value < high, $"{value}"));
    }

    [Fact]
    public void A_uniform_interval_without_any_float_in_it_gives_its_low_end()
    {
        var (low, high) = (1.0, 1 + 1e-12);
        Assert.All(Key.Uniform<float>([100], low, high).ToArray(), value => Assert.Equal(1f, value));
    }

    [Fact]
    public void Uniform_numbers_fill_their_interval_evenly()
    {
        const int n = 100_000, bins = 50;
        var counts = new int[bins];
        foreach (double value in Key.Uniform<double>([n], 2, 3).AsSpan()) counts[(int)((value - 2) * bins)]++;
        Assert.True(ChiSquare(counts) < 100, "49 degrees of freedom: 100 is beyond 1 in 10⁵");
    }

    [Fact]
    public void A_uniform_interval_turned_around_or_without_end_is_refused()
    {
        Assert.Equal("RandomKey.Uniform: needs low ≤ high, both finite, got 2.5 and 1.", Cultures.Under("de-DE", () => Assert.Throws<NNException>(() => Key.Uniform<double>([1], 2.5, 1)).Message));
        Assert.Throws<NNException>(() => Key.Uniform<double>([1], 0, double.PositiveInfinity));
        Assert.Throws<NNException>(() => Key.Uniform<double>([1], double.NaN, 1));
    }

    [Fact]
    public void Normal_numbers_have_the_moments_of_the_normal_distribution()
    {
        const int n = 200_000;
        double[] z = Key.Normal<double>([n]).ToArray();
        double Moment(int k) => z.Select(value => Math.Pow(value, k)).Average();
        Assert.Equal(0, Moment(1), 5 / Math.Sqrt(n));
        Assert.Equal(1, Moment(2), 5 * Math.Sqrt(2.0 / n));
        Assert.Equal(0, Moment(3), 5 * Math.Sqrt(15.0 / n));
        Assert.Equal(3, Moment(4), 5 * Math.Sqrt(96.0 / n));
    }

    [Fact]
    public void Normal_numbers_next_to_each_other_are_not_correlated()
    {
        const int n = 100_000;
        double[] z = Key.Normal<double>([n]).ToArray();
        Assert.Equal(0, z.Zip(z.Skip(1), (a, b) => a * b).Average(), 5 / Math.Sqrt(n));
    }

    [Fact]
    public void Normal_numbers_have_the_mean_and_deviation_asked_for() =>
        Numbers.Near(Key.Normal<double>([40]) * 3.0 + 2.0, Key.Normal<double>([40], 2, 3), 1e-14, 1e-14);

    [Theory, InlineData(-0.5), InlineData(double.NaN), InlineData(double.PositiveInfinity)]
    public void A_deviation_that_is_negative_or_not_finite_is_refused(double deviation) => Assert.Throws<NNException>(() => Key.Normal<double>([1], 0, deviation));

    [Fact]
    public void Bernoulli_numbers_are_one_with_the_probability()
    {
        const int n = 50_000;
        var ones = Key.Bernoulli<float>([n], 0.3);
        Assert.Equal(0.3, (double)ones.Mean().ToScalar(), 5 * Math.Sqrt(0.21 / n));
        Assert.All(ones.ToArray(), value => Assert.True(value is 0 or 1));
        Assert.Equal(Tensor.Zeros<double>([9]), Key.Bernoulli<double>([9], 0));
        Assert.Equal(Tensor.Full([9], 1.0), Key.Bernoulli<double>([9], 1));
    }

    [Theory, InlineData(-0.1), InlineData(1.1), InlineData(double.NaN)]
    public void A_probability_outside_its_range_is_refused(double probability) => Assert.Throws<NNException>(() => Key.Bernoulli<double>([1], probability));

    [Fact]
    public void A_permutation_has_every_number_once()
    {
        foreach (int n in new[] { 0, 1, 2, 3, 10, 1000 }) Assert.Equal(Enumerable.Range(0, n), Key.Permutation(n).Order());
    }

    [Fact]
    public void All_permutations_of_four_are_equally_likely()
    {
        var counts = new Dictionary<string, int>();
        const int draws = 24_000;
        for (int i = 0; i < draws; i++)
        {
            string order = string.Join(' ', Key.Fold(i).Permutation(4));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(24, counts.Count);
        Assert.True(ChiSquare([.. counts.Values]) < 63, "23 degrees of freedom: 63 is beyond 1 in 10⁵");
    }

    [Theory, InlineData(7), InlineData(10), InlineData(64)]
    public void Integers_are_equally_likely(int bound)
    {
        var counts = new int[bound];
        foreach (int value in Key.Integers(70_000, bound)) counts[value]++;
        double degrees = bound - 1;
        Assert.True(ChiSquare(counts) < degrees + 6 * Math.Sqrt(2 * degrees) + 10);
    }

    [Fact]
    public void Integers_below_a_huge_bound_reach_its_upper_third() => Assert.Contains(Key.Integers(100, int.MaxValue), value => value > int.MaxValue / 3 * 2);

    [Theory, InlineData(0), InlineData(-3)]
    public void A_bound_that_is_not_positive_is_refused(int bound) => Assert.Throws<NNException>(() => Key.Integers(1, bound));

    [Fact]
    public void Negative_counts_are_refused()
    {
        Assert.Throws<NNException>(() => Key.Split(-1));
        Assert.Throws<NNException>(() => Key.Permutation(-1));
        Assert.Throws<NNException>(() => Key.Integers(-1, 2));
    }

    private static double ChiSquare(int[] counts)
    {
        double expected = counts.Average();
        return counts.Sum(count => (count - expected) * (count - expected) / expected);
    }
}
