using System.Numerics;

namespace Functional.NN.Tests.Keys;

/// <summary>Numbers drawn many at once are those drawn one by one, in every bit, for every length.</summary>
public sealed class BulkDrawTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11).Fold("bulk");

    private static readonly IEnumerable<int> Lengths = Enumerable.Range(0, 257).Append(1000);

    private static readonly double[] Probabilities = [0, double.Epsilon, 0.3, 0.5, Key.Unit(5), Math.BitIncrement(Key.Unit(5)), Key.Unit(8), Math.BitDecrement(1.0), 1];

    [Fact]
    public void Bernoulli_numbers_are_one_exactly_where_the_unit_number_is_below_the_probability()
    {
        Agree<float>(n => Probabilities.SelectMany(p => Key.Bernoulli<float>([n], p).ToArray()), n => Probabilities.SelectMany(p => DrawReference.Bernoulli<float>(Key, n, p)));
        Agree<double>(n => Probabilities.SelectMany(p => Key.Bernoulli<double>([n], p).ToArray()), n => Probabilities.SelectMany(p => DrawReference.Bernoulli<double>(Key, n, p)));
    }

    [Fact]
    public void Normal_numbers_are_those_of_the_functions_of_one_number()
    {
        Agree<float>(n => Key.Normal<float>([n], 0.25, 3).ToArray(), n => DrawReference.Normal<float>(Key, n, 0.25, 3));
        Agree<double>(n => Key.Normal<double>([n], -1e3, 7e-3).ToArray(), n => DrawReference.Normal<double>(Key, n, -1e3, 7e-3));
    }

    [Fact]
    public void Normal_numbers_reach_the_end_of_the_precision_as_one_by_one()
    {
        Agree<float>(n => Key.Normal<float>([n], 0, 3e38).ToArray(), n => DrawReference.Normal<float>(Key, n, 0, 3e38));
        Agree<float>(n => Key.Normal<float>([n], 0, 1e-44).ToArray(), n => DrawReference.Normal<float>(Key, n, 0, 1e-44));
    }

    [Fact]
    public void Uniform_numbers_are_those_of_their_formula()
    {
        Agree<float>(n => Key.Uniform<float>([n], -2, 0.7).ToArray(), n => DrawReference.Uniform<float>(Key, n, -2, 0.7));
        Agree<double>(n => Key.Uniform<double>([n], 1, 1 + 1e-14).ToArray(), n => DrawReference.Uniform<double>(Key, n, 1, 1 + 1e-14));
    }

    [Fact]
    public void Integers_take_the_words_one_after_the_other()
    {
        foreach (int bound in new[] { 1, 2, 7, 1000, int.MaxValue })
        {
            long word = 0;
            int[] expected = [.. Enumerable.Range(0, 1000).Select(_ => (int)DrawReference.Below(Key, (ulong)bound, ref word))];
            Assert.All(Lengths, n => Assert.Equal(expected.Take(n), Key.Integers(n, bound)));
        }
    }

    [Fact]
    public void Permutations_take_the_words_one_after_the_other() => Assert.All(Lengths, n => Assert.Equal(DrawReference.Permutation(Key, n), Key.Permutation(n)));

    [Theory, InlineData(0), InlineData(1), InlineData(12345), InlineData(int.MaxValue - 3L), InlineData(-5L)]
    public void Keys_folded_together_are_those_folded_one_by_one(long first) => Assert.All(Enumerable.Range(0, 70), n =>
    {
        var keys = new RandomKey[n];
        Key.FoldInto(first, keys);
        Assert.Equal(Enumerable.Range(0, n).Select(i => Key.Fold(first + i)), keys);
    });

    [Theory, InlineData(1, 0), InlineData(1, 5), InlineData(70, 1), InlineData(70, 3), InlineData(33, 40)]
    public void The_numbers_of_a_sample_are_those_of_its_place_in_the_batch_however_the_batch_is_cut(int samples, int size)
    {
        var draw = new SampleDraw("drop", [samples, size], SampleDistribution.Normal(0, 1));
        double[] expected = [.. Enumerable.Range(0, samples).SelectMany(i => DrawReference.Normal<double>(Key.Fold("drop").Fold(6 + i), size, 0, 1))];
        Assert.Equal(expected, draw.Tensor<double>(Key, 6).ToArray());
        for (int start = 0; start < samples; start += 9)
        {
            var some = new double[Math.Min(9, samples - start) * size];
            draw.Into<double>(Key, 6 + start, some);
            Assert.Equal(expected.Skip(start * size).Take(some.Length), some);
        }
    }

    private static void Agree<T>(Func<int, IEnumerable<T>> drawn, Func<int, IEnumerable<T>> reference) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Assert.All(Lengths, n => Assert.Equal(Bits(reference(n)), Bits(drawn(n))));

    /// <summary>A double holds every float, so its bits tell floats apart too.</summary>
    private static long[] Bits<T>(IEnumerable<T> numbers) where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. numbers.Select(number => BitConverter.DoubleToInt64Bits(double.CreateChecked(number)))];
}
