using System.Xml.Linq;

namespace Functional.NN.Tests.Seeing;

/// <summary>Decision regions and feature spaces.</summary>
public class FeatureSpaceTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(9);

    /// <summary>Exclusive or by hand: the hidden units are whether any and whether both inputs are on (Goodfellow et al. 2016, section 6.1).</summary>
    private static Model<double> Xor
    {
        get
        {
            var network = new Network([2], new Dense(2), new Relu().Named("hidden"), new Dense(1));
            var θ = network.Initialize<double>(Key).With("0.weight", Tensor.Of([2, 2], 1.0, 1, 1, 1)).With("0.bias", Tensor.Vector(0.0, -1)).With("2.weight", Tensor.Of([2, 1], 1.0, -2)).With("2.bias", Tensor.Vector(-0.5));
            return new(network, θ);
        }
    }

    private static Model<double> Linear(params double[] weights)
    {
        var network = new Network([2], new Dense(1));
        return new(network, network.Initialize<double>(Key).With("0.weight", Tensor.Of([2, 1], weights)).With("0.bias", Tensor.Vector(-0.25)));
    }

    private static XElement Drawn(string svg) => XDocument.Parse(svg).Root!;

    private static string[] Kinds(XElement picture) => [.. DrawnText.All(picture, "path").Select(p => p.Attribute("class")!.Value)];

    [Fact]
    public void Exclusive_or_has_the_regions_of_its_network_and_all_samples_in_them()
    {
        var regions = DecisionRegions.Of(Xor, SyntheticData.Xor<double>());
        Assert.Equal(1, regions.Accuracy);
        Assert.Equal("0 1 1 0", string.Join(' ', regions.Decisions));
        Assert.Equal([new(0, 0, 0), new(0, 1, 1), new(1, 0, 1), new(1, 1, 0)], regions.Samples.AsEnumerable());
        var picture = Drawn(regions.ToSvg());
        Assert.Equal(["region f0", "region f1", "boundary", "mark f0", "mark f1"], Kinds(picture).Take(5));
        Assert.Equal(2, DrawnText.All(picture, "path").Single(p => p.Attribute("class")!.Value == "region f0").Attribute("d")!.Value.Count(c => c == 'M'));
        Assert.Empty(DrawnText.Faults(picture));
        Assert.Equal(regions.ToSvg(), DecisionRegions.Of(Xor, SyntheticData.Xor<double>()).ToSvg());
    }

    [Fact]
    public void A_straight_line_leaves_half_of_exclusive_or_wrong()
    {
        var regions = DecisionRegions.Of(Linear(1, 0), SyntheticData.Xor<double>());
        Assert.Equal(0.5, regions.Accuracy);
        Assert.Contains("50 % of 4 samples lie in the region of their class.", DrawnText.Words(Drawn(regions.ToSvg())));
        Assert.Equal("1 1 1 1", string.Join(' ', DecisionRegions.Of(Linear(1, 0), SyntheticData.Xor<double>(), threshold: -1).Decisions));
    }

    public static TheoryData<string> Squashers => ["plain", "frozen", "shared", "noisy"];

    [Theory, MemberData(nameof(Squashers))]
    public void Behind_a_sigmoid_a_half_decides_whatever_stands_around_it(string how)
    {
        ILayer last = how switch { "frozen" => new Frozen(new Sigmoid()), "shared" => new Shared("last", new Sigmoid()), "noisy" => new WeightNoise(new Sigmoid(), 0.1), _ => new Sigmoid() };
        var network = new Network([2], new Dense(1), last);
        var model = new Model<double>(network, new Parameters<double>(network.Layout, Linear(1, 0).Parameters.Vector));
        Assert.Equal(DecisionRegions.Of(Linear(1, 0), SyntheticData.Xor<double>()).Decisions.AsEnumerable(), DecisionRegions.Of(model, SyntheticData.Xor<double>()).Decisions);
    }

    [Fact]
    public void The_hidden_layer_of_exclusive_or_has_the_points_that_a_line_parts()
    {
        var space = FeatureSpace.Of(Xor, "hidden", SyntheticData.Xor<double>());
        Assert.Equal([new(0, 0, 0), new(1, 0, 1), new(1, 0, 1), new(2, 1, 0)], space.Samples.AsEnumerable());
        Assert.True(space.HasRegions);
        Assert.Empty(space.VarianceShares);
        var picture = Drawn(space.ToSvg());
        var boundary = DrawnText.All(picture, "path").Single(p => p.Attribute("class")!.Value == "boundary").Attribute("d")!.Value;
        Assert.Equal(2, boundary.Count(c => c is 'M' or 'L'));
        Assert.Equal(["unit 0", "unit 1"], DrawnText.Words(picture, " axis "));
        Assert.NotEmpty(DrawnText.All(picture, "polyline"));
        Assert.Empty(DrawnText.Faults(picture));
    }

    [Fact]
    public void What_is_behind_a_layer_decides_as_the_whole_network()
    {
        var moons = SyntheticData.TwoMoons<double>(60, Key);
        var model = Model<double>.Initialize(new Network([2], new Dense(2), new Tanh(), new BatchNorm(), new Residual(new Dense(2)), new Shared("a", new Dense(2)), new Shared("a", new Dense(2))), Key);
        var inputs = moons.All().Inputs;
        for (int place = 0; place < 6; place++)
            Assert.Equal(model.Predict(inputs), model.PredictBehind(place, model.Trace(inputs)[$"{place}"]));
    }

    [Fact]
    public void A_layer_of_many_units_is_seen_along_its_first_two_principal_components()
    {
        var moons = SyntheticData.TwoMoons<double>(80, Key);
        var model = Model<double>.Initialize(new Network([2], new Dense(6), new Tanh().Named("hidden"), new Dense(2)), Key);
        var space = FeatureSpace.Of(model, "hidden", moons);
        double[][] activations = [.. model.Trace(moons.All().Inputs)["hidden"].ToArray().Chunk(6)];
        double all = Enumerable.Range(0, 6).Sum(j => Variance(activations.Select(a => a[j])));
        Assert.Equal(Variance(space.Samples.Select(s => s.X)) / all, space.VarianceShares[0], 1e-12);
        Assert.Equal(Variance(space.Samples.Select(s => s.Y)) / all, space.VarianceShares[1], 1e-12);
        Assert.Equal(0, space.Samples.Average(s => s.X * s.Y), 1e-12);
        for (int j = 0; j < 6; j++) Assert.True(Variance(activations.Select(a => a[j])) <= Variance(space.Samples.Select(s => s.X)) + 1e-12);
        Assert.False(space.HasRegions);
        Assert.Contains("first principal component", string.Join(' ', DrawnText.Words(Drawn(space.ToSvg()))), StringComparison.Ordinal);
        Assert.Equal(activations[3][4], FeatureSpace.OfUnits(model, "hidden", moons, 1, 4).Samples[3].Y);
    }

    private static double Variance(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        return all.Average(v => (v - mean) * (v - mean));
    }

    [Fact]
    public void Images_have_a_feature_space_without_a_net()
    {
        var digits = SyntheticData.Digits<float>(40, Key);
        var model = Model<float>.Initialize(new Network([1, 28, 28], new Flatten(), new Dense(20), new Relu().Named("hidden"), new Dense(10)), Key);
        var picture = Drawn(FeatureSpace.Of(model, "hidden", digits).ToSvg());
        Assert.Empty(DrawnText.All(picture, "polyline"));
        Assert.Equal(10, DrawnText.Words(picture, " legend ").Count());
    }

    [Fact]
    public void What_cannot_be_drawn_is_refused_in_a_sentence()
    {
        var digits = SyntheticData.Digits<double>(10, Key);
        string Refused(Func<object> draw) => Assert.ThrowsAny<NNException>(draw).Message;
        Assert.Contains("wants a network and samples of 2 numbers", Refused(() => DecisionRegions.Of(Xor, digits)), StringComparison.Ordinal);
        Assert.Contains("there is no layer \"nowhere\"; there are 0, hidden, 2", Refused(() => FeatureSpace.Of(Xor, "nowhere", SyntheticData.Xor<double>())), StringComparison.Ordinal);
        Assert.Contains("has 1 unit; a plane takes two", Refused(() => FeatureSpace.Of(Xor, "2", SyntheticData.Xor<double>())), StringComparison.Ordinal);
        Assert.Contains("the units 0 to 1; two different ones are wanted, got 1 and 1", Refused(() => FeatureSpace.OfUnits(Xor, "hidden", SyntheticData.Xor<double>(), 1, 1)), StringComparison.Ordinal);
        Assert.Contains("the layer \"hidden\" gives numbers that are not finite for sample 0; take a model", Refused(() => FeatureSpace.Of(Xor.With(Xor.Parameters * double.NaN), "hidden", SyntheticData.Xor<double>())), StringComparison.Ordinal);
        Assert.Contains("2 to 1000 places across and up, got 1", Refused(() => DecisionRegions.Of(Xor, SyntheticData.Xor<double>(), resolution: 1)), StringComparison.Ordinal);
    }
}
