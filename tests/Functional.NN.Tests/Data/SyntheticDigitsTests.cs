using System.Collections.Immutable;

namespace Functional.NN.Tests.Data;

public sealed class SyntheticDigitsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(3);

    [Fact]
    public void The_same_key_draws_the_same_bytes()
    {
        for (int digit = 0; digit < 10; digit++) Assert.Equal(DigitImages.Render(Key, digit).AsEnumerable(), DigitImages.Render(Key, digit));
    }

    [Fact]
    public void Another_key_draws_another_image()
    {
        var images = Enumerable.Range(0, 100).Select(i => Convert.ToHexString(DigitImages.Render(Key.Fold(i), 3).AsSpan()));
        Assert.Equal(100, images.Distinct().Count());
    }

    [Fact]
    public void Sample_i_is_the_digit_i_mod_10_drawn_with_the_key_folded_with_i()
    {
        var batch = SyntheticData.Digits<double>(30, Key).Read([27, 4]);
        Assert.Equal(Tensor.Vector(7.0, 4), batch.Targets);
        Assert.Equal(Shape.Of(2, 1, 28, 28), batch.Inputs.Shape);
        Assert.Equal(DigitImages.Render(Key.Fold(27), 7).Select(b => b / 255.0), batch.Inputs.At(0).ToArray());
        Assert.Equal(DigitImages.Render(Key.Fold(4), 4).Select(b => b / 255.0), batch.Inputs.At(1).ToArray());
    }

    [Fact]
    public void Classes_are_balanced_in_every_ten()
    {
        var data = SyntheticData.Digits<float>(40, Key);
        Assert.Equal(10, data.Classes);
        foreach (var digit in data.Read([.. Enumerable.Range(0, 40)]).Targets.ToArray().CountBy(label => label)) Assert.Equal(4, digit.Value);
    }

    [Fact]
    public void Values_are_from_0_to_1()
    {
        var values = SyntheticData.Digits<float>(200, Key).Read([.. Enumerable.Range(0, 200)]).Inputs.ToArray();
        Assert.All(values, value => Assert.InRange(value, 0, 1));
        Assert.Contains(values, value => value == 0);
        Assert.Contains(values, value => value > 0.9f);
    }

    [Fact]
    public void Every_image_is_mostly_paper_with_full_ink_in_its_middle()
    {
        for (int i = 0; i < 500; i++)
        {
            var image = DigitImages.Render(Key.Fold(i), i % 10);
            Assert.InRange(image.Count(b => b > 128), 12, 320);
            double middle = Enumerable.Range(0, 784).Where(p => p / 28 is >= 5 and < 23 && p % 28 is >= 5 and < 23).Average(p => (double)image[p]);
            double edge = Enumerable.Range(0, 784).Where(p => p / 28 is 0 or 27 || p % 28 is 0 or 27).Average(p => (double)image[p]);
            Assert.True(middle > edge + 10, $"image {i}: {middle} in the middle, {edge} at the edge");
        }
    }

    [Fact]
    public void Every_way_of_writing_a_digit_occurs()
    {
        for (int digit = 0; digit < 10; digit++)
        {
            int ways = DigitGlyphs.Of(digit).Length;
            Assert.Equal(ways, Enumerable.Range(0, 200).Select(i => (int)(Key.Fold(i).Unit(0) * ways)).Distinct().Count());
        }
    }

    [Fact]
    public void The_nearest_mean_knows_some_digits_and_not_all()
    {
        var means = Enumerable.Range(0, 10).Select(digit => Mean(Images("train", digit, 100))).ToArray();
        int right = 0;
        for (int digit = 0; digit < 10; digit++)
            right += Images("test", digit, 30).Count(image => Enumerable.Range(0, 10).MinBy(d => Distance(means[d], image)) == digit);
        Assert.InRange(right, 150, 260);
    }

    [Fact]
    public void There_is_no_eleventh_digit() =>
        Assert.Equal("DigitImages.Render: a digit is from 0 to 9, got 10.", Assert.Throws<NNException>(() => DigitImages.Render(Key, 10)).Message);

    private static IEnumerable<ImmutableArray<byte>> Images(string split, int digit, int count) =>
        Enumerable.Range(0, count).Select(i => DigitImages.Render(Key.Fold(split).Fold(10 * i + digit), digit));

    private static double[] Mean(IEnumerable<ImmutableArray<byte>> images)
    {
        var all = images.ToArray();
        return [.. Enumerable.Range(0, 784).Select(p => all.Average(image => (double)image[p]))];
    }

    private static double Distance(double[] mean, ImmutableArray<byte> image) => mean.Zip(image, (m, b) => (m - b) * (m - b)).Sum();
}
