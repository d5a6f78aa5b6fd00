using Functional.NN.Tests.Images;

namespace Functional.NN.Tests.Layers;

public sealed class ActivationTests
{
    private static readonly Dictionary<string, (Activation Layer, Func<double, double> Plain)> All = new()
    {
        ["identity"] = (new Identity(), x => x),
        ["relu"] = (new Relu(), x => Math.Max(0, x)),
        ["leaky relu"] = (new LeakyRelu(0.1), x => x > 0 ? x : 0.1 * x),
        ["sigmoid"] = (new Sigmoid(), x => 1 / (1 + Math.Exp(-x))),
        ["tanh"] = (new Tanh(), Math.Tanh),
        ["softplus"] = (new Softplus(), x => Math.Log(1 + Math.Exp(x))),
        ["elu"] = (new Elu(1.5), x => x > 0 ? x : 1.5 * (Math.Exp(x) - 1)),
        ["gelu"] = (new Gelu(), x => 0.5 * x * (1 + MathNet.Numerics.SpecialFunctions.Erf(x / Math.Sqrt(2)))),
        ["silu"] = (new Silu(), x => x / (1 + Math.Exp(-x))),
        ["step"] = (new Step(), x => x >= 0 ? 1 : 0),
        ["sign"] = (new Sign(), x => Math.Sign(x)),
        ["relu6"] = (new Relu6(), x => Math.Clamp(x, 0, 6)),
        ["selu"] = (new Selu(), x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1))),
        ["celu"] = (new Celu(0.7), x => Math.Max(0, x) + Math.Min(0, 0.7 * (Math.Exp(x / 0.7) - 1))),
        ["gelu, tanh"] = (new GeluTanh(), x => 0.5 * x * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)))),
        ["mish"] = (new Mish(), x => x * Math.Tanh(Math.Log(1 + Math.Exp(x)))),
        ["softsign"] = (new Softsign(), x => x / (1 + Math.Abs(x))),
        ["log-sigmoid"] = (new LogSigmoid(), x => -Math.Log(1 + Math.Exp(-x))),
        ["hard tanh"] = (new HardTanh(-2, 0.5), x => Math.Clamp(x, -2, 0.5)),
        ["hard sigmoid"] = (new HardSigmoid(), x => Math.Clamp(x / 6 + 0.5, 0, 1)),
        ["hard swish"] = (new HardSwish(), x => x * Math.Clamp(x / 6 + 0.5, 0, 1)),
        ["tanh shrink"] = (new TanhShrink(), x => x - Math.Tanh(x)),
        ["soft shrink"] = (new SoftShrink(0.7), x => x > 0.7 ? x - 0.7 : x < -0.7 ? x + 0.7 : 0),
        ["hard shrink"] = (new HardShrink(0.7), x => Math.Abs(x) > 0.7 ? x : 0),
    };

    public static TheoryData<string> Names => [.. All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void An_activation_is_its_formula(string name)
    {
        var x = Numbers.Some<double>([50], 1) * 3.0;
        Numbers.Near(x.Map(All[name].Plain), All[name].Layer.Apply(Var.Of(x)).Value<double>(), 1e-12, 1e-14);
    }

    [Theory, MemberData(nameof(Names))]
    public void The_derivative_is_the_limit_of_differences(string name)
    {
        var (layer, plain) = All[name];
        var x = Numbers.Some<double>([50], 2) * 3.0;
        Numbers.Near(x.Map(v => (plain(v + 1e-6) - plain(v - 1e-6)) / 2e-6), Grad.Of(v => layer.Apply(v).Sum(), x), 1e-7, 1e-8);
    }

    [Theory, MemberData(nameof(Names))]
    public void Value_and_derivative_are_finite_at_a_thousand(string name)
    {
        var x = Tensor.Vector(-1000f, 1000f, 0f, -90f, 90f);
        Assert.True(All[name].Layer.Apply(Var.Of(x)).Value<float>().IsFinite);
        Assert.True(Grad.Of(v => All[name].Layer.Apply(v).Sum(), x).IsFinite);
    }

    [Fact]
    public void Softmax_sums_to_one_and_its_logarithm_is_log_softmax()
    {
        var x = Numbers.Some<double>([4, 6], 1) * 5.0;
        var y = new Softmax().Apply(Var.Of(x)).Value<double>();
        Numbers.Near(Tensor.Full<double>([4], 1), y.Sum(1), 1e-14, 0);
        Numbers.Near(y.Map(Math.Log), new LogSoftmax().Apply(Var.Of(x)).Value<double>(), 1e-13, 1e-14);
    }

    [Fact]
    public void Softmax_does_not_change_when_a_number_is_added_to_all() =>
        Assert.Equal(Var.Softmax(Var.Of(Tensor.Vector(1.0, 2, 4))).Value<double>(), Var.Softmax(Var.Of(Tensor.Vector(1025.0, 1026, 1028))).Value<double>());

    private static double At(Activation layer, double x) => layer.Apply(Var.Of(Tensor.Vector(x))).Value<double>()[0];

    private static double Slope(Activation layer, double x) => Grad.Of(v => layer.Apply(v).Sum(), Tensor.Vector(x))[0];

    private static void Relative(double expected, double got, double bound = 1e-13) => Assert.True(Math.Abs(got - expected) <= bound * Math.Abs(expected), $"expected {expected:R}, got {got:R}");

    [Theory]
    [InlineData(1e-3), InlineData(1e-8), InlineData(-1e-100)]
    public void Tanh_shrink_keeps_its_accuracy_where_x_and_its_tanh_nearly_cancel(double x) =>
        Relative(x * x * x * (1.0 / 3 - 2 * x * x / 15 + 17 * x * x * x * x / 315), At(new TanhShrink(), x), 1e-15);

    [Theory]
    [InlineData(-40), InlineData(-300), InlineData(-700)]
    public void The_negative_tails_keep_their_accuracy(double x)
    {
        Relative(x * Math.Exp(x), At(new Mish(), x));
        Relative((1 + x) * Math.Exp(x), Slope(new Mish(), x));
        Relative(x * Math.Exp(x), At(new Silu(), x));
        Relative(-Math.Exp(x), At(new LogSigmoid(), -x));
        Relative(Math.Exp(x), Slope(new LogSigmoid(), -x));
        Relative(Math.Exp(x), Slope(new Elu(), x));
        Relative(1.0507009873554805 * 1.6732632423543772 * Math.Exp(x), Slope(new Selu(), x));
    }

    // ½(1 + tanh u) = e^2u/(1 + e^2u).
    [Theory]
    [InlineData(-6), InlineData(-12), InlineData(-18)]
    public void The_negative_tail_of_GELU_by_tanh_keeps_its_accuracy(double x) => Relative(x * Math.Exp(2 * Math.Sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)), At(new GeluTanh(), x), 1e-10);

    [Theory]
    [InlineData(1000f), InlineData(-1e6f)]
    public void The_derivative_of_softsign_keeps_its_accuracy_in_float(float x) =>
        Relative(1 / ((1.0 + Math.Abs(x)) * (1.0 + Math.Abs(x))), Grad.Of(v => new Softsign().Apply(v).Sum(), Tensor.Vector(x))[0], 1e-6);

    // ∫ f(x)·φ(x) dx by the rectangle rule, which is exact to rounding for such functions but for the corner at 0.
    [Fact]
    public void Mean_zero_and_variance_one_are_a_fixed_point_of_SELU()
    {
        const double Step = 1e-4;
        var x = Tensor.Generate([240_001], i => (i - 120_000) * Step);
        var weights = x.Map(v => Math.Exp(-v * v / 2) / Math.Sqrt(2 * Math.PI) * Step);
        var y = new Selu().Apply(Var.Of(x)).Value<double>();
        Assert.Equal(0, (y * weights).Sum().ToScalar(), 1e-8);
        Assert.Equal(1, (y * y * weights).Sum().ToScalar(), 1e-8);
    }

    [Theory]
    [InlineData(0.3), InlineData(1), InlineData(4)]
    public void CELU_has_one_tangent_at_zero_whatever_alpha_is(double alpha)
    {
        Assert.Equal(1, Slope(new Celu(alpha), 0));
        Assert.Equal(1, Slope(new Celu(alpha), -1e-12), 1e-11);
        Assert.Equal(alpha, Slope(new Elu(alpha), -1e-13), 1e-11);
    }

    [Fact]
    public void Steps_and_signs_at_zero_are_as_told()
    {
        Assert.Equal((1, 0, 0.5), (At(new Step(), 0), At(new Step(0), 0), At(new Step(0.5), -0.0)));
        Assert.Equal((0, 1, -1), (At(new Sign(), 0), At(new Sign(1), 0), At(new Sign(-1), -0.0)));
        Assert.Equal((1, 0, 1, -1), (At(new Step(0.5), 1e-300), At(new Step(0.5), -1e-300), At(new Sign(1), 1e-300), At(new Sign(1), -1e-300)));
    }

    [Fact]
    public void The_derivatives_at_corners_are_those_documented()
    {
        Assert.Equal((0, 0), (Slope(new Relu6(), 0), Slope(new Relu6(), 6)));
        Assert.Equal((0, 0), (Slope(new HardTanh(), -1), Slope(new HardTanh(), 1)));
        Assert.Equal((0, 0), (Slope(new HardSigmoid(), -3), Slope(new HardSigmoid(), 3)));
        Assert.Equal((0, 1), (Slope(new HardSwish(), -3), Slope(new HardSwish(), 3)));
        Assert.Equal((0, 0), (Slope(new SoftShrink(1), 1), Slope(new SoftShrink(1), -1)));
        Assert.Equal((0, 0), (Slope(new HardShrink(1), 1), Slope(new HardShrink(1), -1)));
        Assert.Equal((1, 2), (Slope(new Elu(), 0), Slope(new Elu(2), 0)));
        Assert.Equal((1, 0), (Slope(new Softsign(), 0), Slope(new TanhShrink(), 0)));
    }

    [Fact]
    public void Maxout_takes_the_largest_of_each_group_of_neighbours_and_its_derivative_goes_to_the_first()
    {
        var x = Tensor.Of([2, 6], 1.0, 3, 2, 4, 0, -1, 5, 5, 5, -3, -2, -2);
        Assert.Equal(Tensor.Of([2, 2], 3.0, 4, 5, -2), new Maxout(3).Apply(Var.Of(x)).Value<double>());
        Assert.Equal(Tensor.Of([2, 6], 0.0, 1, 0, 1, 0, 0, 1, 0, 0, 0, 1, 0), Grad.Of(v => new Maxout(3).Apply(v).Sum(), x));
    }

    [Fact]
    public void Maxout_shortens_the_last_axis_and_refuses_one_that_cannot_be_cut()
    {
        Assert.Equal(Shape.Of(2, 3), new Maxout(2).OutputShape([2, 6]));
        Assert.Equal("Maxout(4), layer 1 of 1 (\"0\"): expected a last axis that can be cut into groups of 4, got 2×6. Give the layer before it 4 numbers for each one wanted.",
            Assert.Throws<ShapeException>(() => new Network([2, 6], new Maxout(4))).Message);
    }

    [Fact]
    public void A_learned_slope_is_that_of_its_channel()
    {
        var network = new Network([2, 3], new PRelu());
        var model = new Model<double>(network, network.Initialize<double>(default).With("0.weight", Tensor.Vector(0.5, -2.0)));
        Assert.Equal(Tensor.Of([1, 2, 3], -0.5, 0, 1, 2, 0, 1), model.Predict(Tensor.Of([1, 2, 3], -1.0, 0, 1, -1, 0, 1)));
    }

    [Fact]
    public void Learned_slopes_start_at_a_quarter_and_are_no_weights_to_penalties()
    {
        var network = new Network([3, 4, 4], new PRelu(), new PRelu(Shared: true, Initial: 0.1));
        Assert.Equal([0.25, 0.25, 0.25, 0.1], network.Initialize<double>(default).Vector.ToArray());
        Assert.All(network.Layout, block => Assert.Equal(ParameterRole.Other, block.Role));
    }

    [Fact]
    public void Scalars_have_no_channels_to_learn_a_slope_for() =>
        Assert.EndsWith("expected samples with a channel axis in front, got scalars. Reshape them to [1], or say Shared: true.", Assert.Throws<ShapeException>(() => new Network([], new PRelu())).Message, StringComparison.Ordinal);

    [Fact]
    public void Constants_that_make_no_sense_are_refused_with_a_sentence()
    {
        static string Message(Func<object> make) => Assert.Throws<NNException>(make).Message;
        Assert.Equal("Celu: alpha must be a finite positive number, got 0.", Message(() => new Celu(0)));
        Assert.Equal("HardTanh: the minimum must be below the maximum, got 1 and 1.", Message(() => new HardTanh(1, 1)));
        Assert.Equal("HardTanh: the minimum must be below the maximum, got 2 and 1.", Message(() => (new HardTanh() with { Minimum = 2 }).Apply(0)));
        Assert.Equal("SoftShrink: lambda must be a finite number that is not negative, got -1.", Message(() => new SoftShrink(-1)));
        Assert.Equal("HardShrink: lambda must be a finite number that is not negative, got NaN.", Message(() => new HardShrink(double.NaN)));
        Assert.Equal("Maxout: the number of pieces must be positive, got 0.", Message(() => new Maxout(0)));
        Assert.Equal("Step: the value at 0 must be a finite number, got NaN.", Message(() => new Step(double.NaN)));
        Assert.Equal("PRelu: the initial slope must be a finite number, got ∞.", Message(() => new PRelu(Initial: double.PositiveInfinity)).Replace("Infinity", "∞", StringComparison.Ordinal));
    }

    [Fact]
    public void An_activation_prints_its_constants() =>
        Assert.Equal("HardTanh(-2, 0.5) SoftShrink(0.25) Maxout(3) Step(1) PRelu(shared) Selu()", $"{new HardTanh(-2, 0.5)} {new SoftShrink(0.25)} {new Maxout(3)} {new Step()} {new PRelu(true)} {new Selu()}");
}
