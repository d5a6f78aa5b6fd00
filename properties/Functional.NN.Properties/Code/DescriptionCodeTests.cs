using Functional.NN.Properties.Catalogue;

namespace Functional.NN.Properties.Code;

/// <summary>A layer of somebody's own, with a constant that is set behind the constructor.</summary>
public sealed record OwnLayer(double Gain, double[] Taps, float Small = 0.1f) : ILayer
{
    public string Label { get; init; } = "none";

    public Shape OutputShape(Shape input) => input;

    public Applied Apply(LayerContext context, Var x) => Applied.Of(Gain * x);
}

public class DescriptionCodeTests
{
    private static string Code(object? value) => DescriptionCode.Of(value).ToString();

    [Fact]
    public void The_code_of_everything_in_the_catalogue_and_of_every_kind_of_constant_compiles_and_makes_equal_things()
    {
        object[] values =
        [
            .. LayerCases.All.Select(c => c.Layer), new Sequential(LayerCases.All.Take(20).Select(c => c.Layer)), new OwnLayer(2, [0.1], 0.3f) { Label = "mine" },
            .. LossCases.All.Select(c => c.Loss), .. PenaltyCases.All, .. ObjectiveCases.All.Select(c => c.Run.Objective),
            Tensor.Of([2, 3], 0.1, -0.0, double.NaN, double.PositiveInfinity, double.Epsilon, -1e300), Tensor.Of([2], float.MaxValue, -0.1f), Tensor.Zeros<double>([0, 2]), Tensor.Full([2, 2], 0.5),
            Tensor.Scalar(3.0), Tensor.Of([1], 2f), new Given(RandomKey.FromSeed(1).Normal<double>([40])), RandomKey.FromSeed(7), RandomKey.FromSeed(7).Fold(1), "a \"b\" \\ \n\t\0 é 😀", long.MinValue,
            BlockSelection.Weights, BlockSelection.Under("a.b").Inverse(), ImagePadding.Same, ImagePadding.Valid, SignalPadding.Causal, Joining.Add, (Joining)7,
            new GradientCheckOptions(GradientMethod.Richardson, tolerance: 1e-5, coordinates: GradientCoordinates.Sample(3), limit: TimeSpan.FromMinutes(10)),
        ];
        string[] code = [.. values.Select(Code)];
        var made = CompiledCode.Values(code);
        Assert.Equal(values.Length, made.Length);
        for (int i = 0; i < values.Length; i++) Assert.True(DescriptionParts.Same(values[i], made[i]) || (values[i], made[i]) is (OwnLayer a, OwnLayer b) && Code(a) == Code(b), $"{values[i]} is written as {code[i]}, which is {made[i]}");
    }

    [Fact]
    public void Code_is_as_a_person_would_write_it()
    {
        Assert.Equal("new Dense(3)", Code(new Dense(3)));
        Assert.Equal("new Dense(3, Bias: false)", Code(new Dense(3, Bias: false)));
        Assert.Equal("new Conv2D(4, 3, 2, 1, Groups: 2)", Code(new Conv2D(4, 3, 2, 1, Groups: 2)));
        Assert.Equal("new Conv2D(4, new Extent2D(3, 1), Padding: ImagePadding.Same)", Code(new Conv2D(4, new Extent2D(3, 1), Padding: ImagePadding.Same)));
        Assert.Equal("new Residual(new Dense(4), new Tanh().Named(\"bend\"))", Code(new Residual(new Dense(4), new Tanh().Named("bend"))));
        Assert.Equal("new Shared(\"tied\", new Dense(4), Transpose: true)", Code(new Shared("tied", new Dense(4), Transpose: true)));
        Assert.Equal("new Reshape([2, 5])", Code(new Reshape([2, 5])));
        Assert.Equal("Objective.Supervised(new Hinge(0.5), new L2(0.01))", Code(Objective.Supervised(new Hinge(0.5), new L2(0.01))));
        Assert.Equal("Layer.From(\"twice\", (context, x) => throw new System.NotImplementedException() /* put the function here */)",
            Code(Layer.From("twice", x => 2 * x)));
    }

    [Fact]
    public void What_a_layer_takes_besides_its_constructor_is_set_behind_it() =>
        Assert.Equal("new OwnLayer(2.0, [1.0, 0.5]) { Label = \"mine\" }", Code(new OwnLayer(2, [1, 0.5]) { Label = "mine" }));

    [Fact]
    public void What_no_property_shows_is_asked_for() => Assert.Equal("new Hidden(default! /* Hidden takes \"size\", which no property of it shows */)", Code(new Hidden(3)).Replace("DescriptionCodeTests.", "", StringComparison.Ordinal));

    [Fact]
    public void Long_code_has_its_parts_on_lines_of_their_own() => Assert.Equal("""
        new Residual(
            new Conv2D(4, 3, Padding: 1),
            new Sequential(
                new BatchNorm(),
                new Relu(),
                new Dropout(0.25),
                new Conv2D(4, 3, Padding: 1, Initializer: new He(InitialDistribution.Uniform)),
                new Conv2D(4, 3, Padding: 1)))
        """.ReplaceLineEndings("\n"), Code(new Residual(new Conv2D(4, 3, Padding: 1), new Sequential(new BatchNorm(), new Relu(), new Dropout(0.25), new Conv2D(4, 3, Padding: 1, Initializer: new He(InitialDistribution.Uniform)), new Conv2D(4, 3, Padding: 1)))));

    [Fact]
    public void Code_is_the_same_under_every_culture()
    {
        var before = System.Globalization.CultureInfo.CurrentCulture;
        try
        {
            System.Globalization.CultureInfo.CurrentCulture = new("de-DE");
            Assert.Equal("new Dropout(0.25)", Code(new Dropout(0.25)));
            Assert.Equal("Tensor.Of([2], -0.5, 1E-07)", Code(Tensor.Of([2], -0.5, 1e-7)));
        }
        finally
        {
            System.Globalization.CultureInfo.CurrentCulture = before;
        }
    }

    private sealed class Hidden(int size) : ILayer
    {
        public Shape OutputShape(Shape input) => Shape.Of(size);

        public Applied Apply(LayerContext context, Var x) => Applied.Of(x);
    }
}
