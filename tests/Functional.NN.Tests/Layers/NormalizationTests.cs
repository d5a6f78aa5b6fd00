using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

/// <summary>Normalisations that do not mix samples.</summary>
public sealed class NormalizationTests
{
    private const double NoEpsilon = 1e-300;

    private static Tensor<double> Apply(ILayer layer, Tensor<double> x) => Model<double>.Initialize(new Network(x.Shape.Sample, layer), default).Predict(x);

    private static string Refused(Shape input, ILayer layer) => Assert.Throws<ShapeException>(() => new Network(input, layer)).Message;

    [Fact]
    public void Layer_normalisation_gives_every_position_mean_zero_and_the_biased_variance_one()
    {
        var y = Apply(new LayerNorm(Epsilon: NoEpsilon), Numbers.Some<double>([4, 3, 5], 1) * 3.0 + 7.0);
        Numbers.Near(Tensor.Zeros<double>([4, 3]), y.Mean(2), 0, 1e-13);
        Numbers.Near(Tensor.Full<double>([4, 3], 1), (y * y).Mean(2), 1e-12, 0);
    }

    [Fact]
    public void Layer_normalisation_may_take_several_axes_together()
    {
        var y = Apply(new LayerNorm(TrailingAxes: 2, Epsilon: NoEpsilon), Numbers.Some<double>([4, 2, 3, 5], 1) + 2.0);
        Numbers.Near(Tensor.Full<double>([4, 2], 1), (y * y).Mean(2, 3), 1e-12, 0);
        Assert.True((y * y).Mean(3).Map(v => Math.Abs(v - 1)).Max(2).Mean().ToScalar() > 0.05, "one axis alone must not have variance one");
    }

    [Fact]
    public void Layer_normalisation_does_not_change_when_a_sample_is_scaled_and_shifted()
    {
        var x = Numbers.Some<double>([4, 6], 1);
        Numbers.Near(Apply(new LayerNorm(Epsilon: NoEpsilon), x), Apply(new LayerNorm(Epsilon: NoEpsilon), x * 12.0 - 5.0), 1e-12, 1e-13);
    }

    [Fact]
    public void Factors_and_shifts_have_the_shape_of_the_axes_that_are_averaged() =>
        Assert.Equal([Shape.Of(3, 5), Shape.Of(3, 5), Shape.Of(2), Shape.Of(2), Shape.Of(5)],
            new Network([2, 3, 5], new LayerNorm(TrailingAxes: 2), new LayerNorm(Affine: false), new GroupNorm(1), new RmsNorm()).Layout.Select(block => block.Shape));

    [Fact]
    public void One_group_is_layer_normalisation_over_the_whole_sample()
    {
        var x = Numbers.Some<double>([3, 4, 2, 2], 1) + 1.0;
        Numbers.Near(Apply(new LayerNorm(TrailingAxes: 3), x), Apply(new GroupNorm(1), x), 1e-13, 1e-15);
    }

    [Fact]
    public void A_group_for_every_channel_is_layer_normalisation_of_each_image()
    {
        var x = Numbers.Some<double>([3, 4, 2, 2], 1) + 1.0;
        Numbers.Near(Apply(new LayerNorm(TrailingAxes: 2, Affine: false), x), Apply(new GroupNorm(4), x), 1e-13, 1e-15);
    }

    [Fact]
    public void Groups_are_of_neighbouring_channels()
    {
        var x = Numbers.Some<double>([3, 6], 1);
        var y = Apply(new GroupNorm(2, Epsilon: NoEpsilon), x);
        Numbers.Near(Apply(new LayerNorm(Epsilon: NoEpsilon), x.Slice(1, 0, 3)), y.Slice(1, 0, 3), 1e-13, 1e-15);
        Numbers.Near(Apply(new LayerNorm(Epsilon: NoEpsilon), x.Slice(1, 3, 3)), y.Slice(1, 3, 3), 1e-13, 1e-15);
    }

    [Fact]
    public void Root_mean_square_normalisation_gives_every_position_a_mean_of_squares_of_one_and_keeps_its_direction()
    {
        var x = Numbers.Some<double>([4, 3, 5], 1) + 0.5;
        var y = Apply(new RmsNorm(Epsilon: NoEpsilon), x);
        Numbers.Near(Tensor.Full<double>([4, 3], 1), (y * y).Mean(2), 1e-13, 0);
        Numbers.Near(x / (x * x).Mean(2).Map(Math.Sqrt).Reshape(4, 3, 1), y, 1e-13, 0);
    }

    [Fact]
    public void Epsilon_is_inside_the_root()
    {
        var x = Tensor.Of([1, 2], 1.0, -1);
        Numbers.Near(x * 0.5, Apply(new LayerNorm(Epsilon: 3), x), 1e-15, 0);
        Numbers.Near(x * 0.5, Apply(new GroupNorm(1, Epsilon: 3), x), 1e-15, 0);
        Numbers.Near(x * 0.5, Apply(new RmsNorm(Epsilon: 3), x), 1e-15, 0);
    }

    [Theory]
    [InlineData(5, 7, false), InlineData(3, 2, false), InlineData(1, 4, false), InlineData(4, 6, false), InlineData(5, 7, true), InlineData(4, 6, true)]
    public void Local_response_normalisation_is_its_formula(int size, int channels, bool over)
    {
        var x = Numbers.Some<double>([2, channels, 3], 1);
        double α = over ? 0.3 / size : 0.3;
        var expected = Tensor.Generate(x.Shape, i =>
        {
            int n = i / (3 * channels), c = i / 3 % channels, place = i % 3;
            double sum = 0;
            for (int j = Math.Max(0, c - size / 2); j <= Math.Min(channels - 1, c + (size - 1) / 2); j++) sum += x[n, j, place] * x[n, j, place];
            return x[n, c, place] / Math.Pow(1.5 + α * sum, 0.6);
        });
        Numbers.Near(expected, Apply(new LocalResponseNormalization(size, Alpha: 0.3, Beta: 0.6, K: 1.5, AlphaOverSize: over), x), 1e-13, 1e-15);
    }

    [Fact]
    public void The_constants_of_local_response_normalisation_are_those_of_2012() =>
        Assert.Equal("LocalResponseNormalization(5, 0.0001, 0.75, 2)", new LocalResponseNormalization().ToString());

    [Fact]
    public void Samples_that_do_not_fit_are_refused_with_a_sentence()
    {
        Assert.Equal("LayerNorm(2 axes), layer 1 of 1 (\"0\"): expected samples of 2 axes or more, which are averaged over, got 3. Say TrailingAxes: 1, or reshape them.", Refused([3], new LayerNorm(2)));
        Assert.Equal("GroupNorm(4), layer 1 of 1 (\"0\"): expected channels that can be cut into 4 groups of one size, got 6×2 with 6 channels. Say another number of groups.", Refused([6, 2], new GroupNorm(4)));
        Assert.EndsWith("expected samples with a channel axis in front, got scalars. Reshape them to [1].", Refused([], new GroupNorm(1)), StringComparison.Ordinal);
        Assert.EndsWith("expected samples with a channel axis in front, got scalars. Reshape them to [1].", Refused([], new LocalResponseNormalization()), StringComparison.Ordinal);
        Assert.EndsWith("expected samples with an axis of features at the end, got scalars. Reshape them to [1].", Refused([], new RmsNorm()), StringComparison.Ordinal);
    }

    [Fact]
    public void Constants_that_make_no_sense_are_refused_with_a_sentence()
    {
        static string Message(Func<object> make) => Assert.Throws<NNException>(make).Message;
        Assert.Equal("LayerNorm: the number of trailing axes must be positive, got 0.", Message(() => new LayerNorm(0)));
        Assert.Equal("GroupNorm: the number of groups must be positive, got -1.", Message(() => new GroupNorm(-1)));
        Assert.Equal("RmsNorm: epsilon must be a finite positive number, got 0.", Message(() => new RmsNorm(0)));
        Assert.Equal("LocalResponseNormalization: the size must be positive, got 0.", Message(() => new LocalResponseNormalization(0)));
        Assert.Equal("LocalResponseNormalization: k must be a finite positive number, got 0.", Message(() => new LocalResponseNormalization(K: 0)));
    }
}
