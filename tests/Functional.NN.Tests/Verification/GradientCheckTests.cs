using System.Globalization;

namespace Functional.NN.Tests.Verification;

public class GradientCheckTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(7);

    /// <summary>y = 2x, which claims that ȳ goes back as factor·ȳ.</summary>
    private sealed record Doubling(double Factor) : Primitive
    {
        public override Tensor<T> Forward<T>(Tensor<T>[] x) => x[0] + x[0];
        public override Var? Tangent(Var[] x, Var y, Var?[] dx) => 2 * dx[0]!;
        public override Var?[] Pullback(Var[] x, Var y, Var dy, bool[] asked) => [Factor * dy];
    }

    private static GradientReport OfDoubling(double factor) => GradientCheck.Function(x => Var.Apply(new Doubling(factor), x * x), Tensor.Of<double>([2, 2], 1, 2, 3, 4));

    [Fact]
    public void A_right_rule_is_right_in_every_coordinate()
    {
        var report = OfDoubling(2);
        Assert.True(report.IsRight);
        Assert.Equal(4, report.Entries.Length);
        Assert.All(report["x"], e => Assert.Equal(GradientVerdict.Right, e.Verdict));
    }

    [Theory]
    [InlineData(-2)]
    [InlineData(2 * 0.999)]
    [InlineData(2 * 1.001)]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_rule_that_is_a_little_or_very_wrong_is_wrong_in_every_coordinate(double factor)
    {
        var report = OfDoubling(factor);
        Assert.False(report.IsRight);
        Assert.Equal(4, report.Wrong.Count());
    }

    [Fact]
    public void A_rule_wrong_in_one_coordinate_is_wrong_there_and_that_one_comes_first()
    {
        var mask = Tensor.Of<double>([2, 2], 0, 0, 1, 0);
        var report = GradientCheck.Function(x => x * x + Var.StopGradient(Var.Constant(mask) * x), Tensor.Of<double>([2, 2], 1, 2, 3, 4));
        Assert.Equal("x[1, 0]", Assert.Single(report.Wrong).Coordinate);
        Assert.Equal("x[1, 0]", report.Worst!.Coordinate);
    }

    [Fact]
    public void What_is_wrong_is_said_in_one_sentence_with_the_coordinate_and_both_numbers()
    {
        var report = GradientCheck.Function(x => Var.Apply(new Doubling(-2), x), Tensor.Vector(0.5));
        var error = Assert.Throws<NNException>(() => report.ThrowIfWrong());
        Assert.StartsWith("GradientCheck of a function: the derivative with respect to x[0] is claimed to be -2 and measured as 2", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("(1 of 1 numbers are wrong).", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void A_report_reads_the_same_under_every_culture()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            string german = OfDoubling(1.9).ToString();
            CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
            Assert.Equal(OfDoubling(1.9).ToString(), german);
            Assert.Matches(@"^a function: WRONG, 4 coordinates, 4 wrong; \d+ evaluations, noise 1 ulp\n  x\[\d, \d\]: analytic -?\d+(\.\d+)?, numeric ", german);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void At_a_kink_there_is_no_derivative_and_the_coordinate_is_counted_with_both_slopes()
    {
        var report = GradientCheck.Function(Var.Relu, Tensor.Vector(0.0, 1, -1));
        Assert.Equal(GradientVerdict.Right, report.Verdict);
        Assert.Equal(GradientVerdict.Kink, report["x"][0].Verdict);
        Assert.Equal(new OneSidedSlopes(0, report["x"][0].Sides!.Value.Right), report["x"][0].Sides);
        Assert.Contains("1 at kinks", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_kink_nearby_does_not_make_a_right_rule_wrong() =>
        Assert.True(GradientCheck.Function(Var.Relu, Tensor.Vector(2e-6, -2e-6, 3e-7)).Entries.All(e => e.Verdict == GradientVerdict.Right));

    [Fact]
    public void Numbers_far_from_one_get_steps_in_proportion() =>
        Assert.True(GradientCheck.Function(x => Var.Log(x), Tensor.Vector(1e8, 1e3, 0.01)).IsRight);

    [Fact]
    public void A_function_of_several_tensors_has_a_block_for_each()
    {
        var report = GradientCheck.FunctionOfAll(x => Var.MatMul(x[0], x[1]), [Key.Normal<double>([2, 3]), Key.Normal<double>([3, 2])]);
        Assert.True(report.IsRight);
        Assert.Equal((6, 6), (report["x0"].Count, report["x1"].Count));
    }

    public static TheoryData<string, bool> Layers()
    {
        var cases = new TheoryData<string, bool>();
        foreach (string name in Checked.Keys) { cases.Add(name, true); cases.Add(name, false); }
        return cases;
    }

    private static readonly Dictionary<string, (ILayer Layer, Shape Input)> Checked = new()
    {
        ["Dense"] = (new Dense(3), [4]),
        ["Dense per position"] = (new Dense(2, PerPosition: true), [3, 2]),
        ["BatchNorm of vectors"] = (new BatchNorm(), [3]),
        ["BatchNorm of images"] = (new BatchNorm(), [2, 2, 3]),
        ["Dropout"] = (new Dropout(0.5), [5]),
        ["Lstm"] = (new Lstm(2), [3, 2]),
        ["Lstm, all states"] = (new Lstm(2, ReturnSequence: true, Reverse: true), [3, 2]),
        ["Residual"] = (new Residual(new Dense(3), new Tanh()), [3]),
        ["Gelu"] = (new Gelu(), [3]),
        ["Softmax"] = (new Softmax(), [4]),
    };

    [Theory]
    [MemberData(nameof(Layers))]
    public void The_gradients_of_a_layer_are_right_for_parameters_and_inputs(string name, bool training) =>
        GradientCheck.Layer(Checked[name].Layer, Checked[name].Input, Key, batch: 4, training).ThrowIfWrong();

    [Fact]
    public void The_blocks_of_a_layer_are_called_as_the_layer_calls_them()
    {
        var report = GradientCheck.Layer(new Dense(3), [4], Key);
        Assert.Equal((12, 3, 12), (report["weight"].Count, report["bias"].Count, report["inputs"].Count));
    }

    [Fact]
    public void A_masked_sequence_is_right_as_well() =>
        GradientCheck.Layer(new Lstm(2), [3, 2], Key, batch: 2, mask: Tensor.Of<double>([2, 3], 1, 1, 0, 1, 0, 0)).ThrowIfWrong();

    [Fact]
    public void A_layer_that_forgets_its_bias_in_the_gradient_is_wrong_in_its_bias_alone()
    {
        var forgetful = Layer.From("forgetful", [new ParameterSpec("weight", [2, 2], new Zeros()), new ParameterSpec("bias", [2], new Zeros())],
            (c, x) => Var.MatMul(x, c.Parameter("weight")) + Var.StopGradient(c.Parameter("bias")));
        var report = GradientCheck.Layer(forgetful, [2], Key);
        Assert.Equal(["bias"], report.Wrong.Select(e => e.Block).Distinct());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void The_gradient_of_a_loss_is_right(double smoothing) =>
        GradientCheck.Loss(new SoftmaxCrossEntropy(smoothing), Key.Normal<double>([3, 4]), Tensor.Vector<double>(0, 3, 1)).ThrowIfWrong();

    [Fact]
    public void A_loss_with_a_missing_term_is_wrong() =>
        Assert.False(GradientCheck.Loss(Loss.From("half", (p, t) => Var.Square(p - t).Sum(1) + Var.StopGradient(p.Sum(1))), Key.Normal<double>([3, 2]), Key.Normal<double>([3, 2])).IsRight);

    private static readonly Network Small = new([3], new Dense(4), new BatchNorm(), new Tanh(), new Dropout(0.3), new Dense(2));

    private static Batch<double> SmallBatch => new(Key.Normal<double>([5, 3]), Tensor.Vector<double>(0, 1, 1, 0, 1));

    [Fact]
    public void A_whole_network_is_right_with_its_penalties_in_its_parameters_its_state_and_its_inputs()
    {
        var objective = Objective.Supervised(new SoftmaxCrossEntropy(), new L2(0.1));
        var report = GradientCheck.Network(Small, objective, Small.Initialize<double>(Key), SmallBatch, Key).ThrowIfWrong();
        Assert.Equal(Small.Layout.Size + 2 * 4 + 15, report.Entries.Length);
    }

    [Fact]
    public void The_gradient_that_a_training_step_uses_is_right()
    {
        var trainer = new Trainer<double>(Small, new SoftmaxCrossEntropy(), new Sgd(0.1));
        GradientCheck.Trainer(trainer, Model<double>.Initialize(Small, Key), SmallBatch, Key).ThrowIfWrong();
    }

    [Fact]
    public void A_check_without_coordinates_is_right_and_has_no_worst()
    {
        var report = GradientCheck.Function(x => x, Tensor.Zeros<double>([0]));
        Assert.True(report.IsRight);
        Assert.Null(report.Worst);
    }

    [Fact]
    public void Options_are_checked()
    {
        Assert.Throws<NNException>(() => new GradientCheckOptions(tolerance: -1));
        Assert.Throws<NNException>(() => GradientCheckOptions.Default.With(resolution: 0));
        Assert.Throws<NNException>(() => GradientCheckOptions.Default with { Order = 3 });
        Assert.Throws<NNException>(() => GradientCheckOptions.Default with { Limit = TimeSpan.Zero });
        Assert.Throws<NNException>(() => GradientCoordinates.Sample(0));
        Assert.Throws<NNException>(() => GradientCoordinates.Directions(-1));
    }
}
