namespace Functional.NN.Tests.Data;

public sealed class SyntheticPointsTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    private static readonly Dictionary<string, Func<int, RandomKey, Dataset<double>>> Makers = new()
    {
        ["moons"] = (count, key) => SyntheticData.TwoMoons<double>(count, key),
        ["spirals"] = (count, key) => SyntheticData.TwoSpirals<double>(count, key),
        ["blobs"] = (count, key) => SyntheticData.Blobs<double>(count, key, classes: 3, features: 4),
        ["sine"] = (count, key) => SyntheticData.SineRegression<double>(count, key),
    };

    public static TheoryData<string> Names => [.. Makers.Keys];

    [Fact]
    public void Xor_is_the_table_of_exclusive_or()
    {
        var all = All(SyntheticData.Xor<float>());
        Assert.Equal(Tensor.Of<float>([4, 2], 0, 0, 0, 1, 1, 0, 1, 1), all.Inputs);
        Assert.Equal(Tensor.Of<float>([4, 1], 0, 1, 1, 0), all.Targets);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_same_key_gives_the_same_samples(string name)
    {
        Batch<double> once = All(Makers[name](50, Key)), again = All(Makers[name](50, Key));
        Assert.Equal(once.Inputs, again.Inputs);
        Assert.Equal(once.Targets, again.Targets);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Another_key_gives_other_samples_everywhere(string name)
    {
        Tensor<double> one = All(Makers[name](50, Key)).Inputs, other = All(Makers[name](50, Key.Fold(1))).Inputs;
        for (int i = 0; i < 50; i++) Assert.NotEqual(one.At(i), other.At(i));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_two_samples_are_the_same(string name)
    {
        var inputs = All(Makers[name](200, Key)).Inputs;
        Assert.Equal(200, Enumerable.Range(0, 200).Select(inputs.At).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_longer_dataset_begins_with_the_shorter(string name) =>
        Assert.Equal(All(Makers[name](20, Key)).Inputs, All(Makers[name](33, Key)).Inputs.Slice(0, 0, 20));

    [Theory]
    [InlineData("moons", 2)]
    [InlineData("spirals", 2)]
    [InlineData("blobs", 3)]
    public void Classes_take_turns(string name, int classes)
    {
        var data = Makers[name](31, Key);
        Assert.Equal(classes, data.Classes);
        Assert.Equal(Enumerable.Range(0, 31).Select(i => (double)(i % classes)), All(data).Targets.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void None_is_a_number_of_samples_too(string name) => Assert.Equal(0, Makers[name](0, Key).Count);

    [Fact]
    public void In_float_the_samples_are_those_in_double_rounded() =>
        Assert.Equal(All(SyntheticData.TwoMoons<double>(40, Key)).Inputs.Cast<float>(), All(SyntheticData.TwoMoons<float>(40, Key)).Inputs);

    [Fact]
    public void Without_noise_the_moons_are_two_half_circles()
    {
        foreach (var (p, label) in Points(SyntheticData.TwoMoons<double>(400, Key, noise: 0)))
        {
            double x = label == 0 ? p[0] : 1 - p[0], y = label == 0 ? p[1] : 0.5 - p[1];
            Assert.Equal(1, x * x + y * y, 12);
            Assert.True(y >= 0);
        }
    }

    [Fact]
    public void The_moons_are_covered_from_end_to_end()
    {
        var x = Points(SyntheticData.TwoMoons<double>(400, Key, noise: 0)).Where(s => s.Label == 0).Select(s => s.Point[0]).ToArray();
        Assert.InRange(x.Min(), -1, -0.99);
        Assert.InRange(x.Max(), 0.99, 1);
        Assert.InRange(x.Count(v => v < 0), 70, 130);
    }

    [Theory]
    [InlineData(1.75)]
    [InlineData(3)]
    public void Without_noise_the_spirals_turn_with_their_radius_on_opposite_sides(double turns)
    {
        foreach (var (p, label) in Points(SyntheticData.TwoSpirals<double>(400, Key, noise: 0, turns)))
        {
            double r = Math.Sqrt(p[0] * p[0] + p[1] * p[1]), φ = 2 * Math.PI * turns * r, side = label == 0 ? r : -r;
            Assert.InRange(r, 0, 1);
            Assert.Equal(side * Math.Cos(φ), p[0], 10);
            Assert.Equal(side * Math.Sin(φ), p[1], 10);
        }
    }

    [Fact]
    public void Blobs_lie_around_their_centres_with_their_spread()
    {
        const int each = 4000;
        const double spread = 0.3;
        var centres = Tensor.Matrix(new[,] { { 1.0, -2, 0 }, { 5, 5, 5 } });
        var samples = Points(SyntheticData.Blobs<double>(2 * each, Key, centres, spread)).ToArray();
        for (int c = 0; c < 2; c++)
        {
            for (int f = 0; f < 3; f++)
            {
                var values = samples.Where(s => s.Label == c).Select(s => s.Point[f]).ToArray();
                double mean = values.Average(), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
                Assert.InRange(mean - centres[c, f], -5 * spread / Math.Sqrt(each), 5 * spread / Math.Sqrt(each));
                Assert.InRange(deviation / spread, 0.94, 1.06);
            }
        }
    }

    [Fact]
    public void Blobs_without_spread_are_the_centres_of_their_key()
    {
        var centres = SyntheticData.BlobCentres(Key, 3, 2);
        foreach (var (p, label) in Points(SyntheticData.Blobs<double>(9, Key, spread: 0))) Assert.Equal(centres.At(label).ToArray(), p);
    }

    [Fact]
    public void Two_keys_can_share_the_centres()
    {
        var centres = SyntheticData.BlobCentres(Key, 3, 2);
        Assert.Equal(All(SyntheticData.Blobs<double>(9, Key)).Inputs, All(SyntheticData.Blobs<double>(9, Key, centres)).Inputs);
        Assert.Equal(All(SyntheticData.Blobs<double>(9, Key, centres, 0)).Inputs, All(SyntheticData.Blobs<double>(9, Key.Fold("test"), centres, 0)).Inputs);
    }

    [Fact]
    public void Without_noise_the_sine_is_the_sine_within_its_range()
    {
        var all = All(SyntheticData.SineRegression<double>(300, Key, noise: 0, low: -1, high: 4));
        for (int i = 0; i < 300; i++)
        {
            Assert.InRange(all.Inputs[i, 0], -1, 4);
            Assert.Equal(Math.Sin(all.Inputs[i, 0]), all.Targets[i, 0], 14);
        }
    }

    [Fact]
    public void Noise_has_the_standard_deviation_asked_for()
    {
        var all = All(SyntheticData.SineRegression<double>(4000, Key, noise: 0.2));
        double square = Enumerable.Range(0, 4000).Average(i => Square(all.Targets[i, 0] - Math.Sin(all.Inputs[i, 0])));
        Assert.InRange(Math.Sqrt(square), 0.19, 0.21);
    }

    [Fact]
    public void What_makes_no_sense_is_refused_in_a_sentence()
    {
        Assert.Equal("SyntheticData.TwoMoons: a count cannot be negative, got -1.", Refusal(() => SyntheticData.TwoMoons<float>(-1, Key)));
        Assert.Equal("SyntheticData.TwoMoons: noise cannot be negative and must be finite, got -0.5.", Refusal(() => SyntheticData.TwoMoons<float>(1, Key, -0.5)));
        Assert.Equal("SyntheticData.TwoSpirals: turns must be positive and finite, got 0.", Refusal(() => SyntheticData.TwoSpirals<float>(1, Key, turns: 0)));
        Assert.Equal("SyntheticData.Blobs: needs at least one class and one feature, got 0 and 2.", Refusal(() => SyntheticData.Blobs<float>(1, Key, classes: 0)));
        Assert.Equal("SyntheticData.SineRegression: needs low ≤ high, both finite, got 2 and 1.", Refusal(() => SyntheticData.SineRegression<float>(1, Key, low: 2, high: 1)));
        Assert.Equal("SyntheticData.Blobs: centres are a matrix with a row for each class, got 3.",
            Assert.Throws<ShapeException>(() => SyntheticData.Blobs<float>(1, Key, Tensor.Vector(1.0, 2, 3))).Message);
    }

    private static string Refusal(Func<object> act) => Assert.Throws<NNException>(act).Message;

    private static double Square(double x) => x * x;

    private static Batch<T> All<T>(Dataset<T> data) where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => data.Read([.. Enumerable.Range(0, data.Count)]);

    private static IEnumerable<(double[] Point, int Label)> Points(Dataset<double> data)
    {
        var all = All(data);
        return Enumerable.Range(0, data.Count).Select(i => (all.Inputs.At(i).ToArray(), (int)all.Targets[i]));
    }
}
