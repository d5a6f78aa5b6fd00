namespace Functional.NN.Tests.Verification;

/// <summary>At a kink there is no derivative, and the verdict is kink; beside one, however near, a right rule is never called wrong.</summary>
public class KinkTests
{
    private static readonly RandomKey Key = RandomKey.FromSeed(11);

    private static readonly double[] Distances = [1e-15, 1e-12, 1e-9, 1e-8, 1e-7, 1e-6, 1e-5, 1e-4, 1e-3];

    /// <summary>A function of one tensor, a layer or a loss, with its kink moved away by d.</summary>
    private static readonly Dictionary<string, Func<double, GradientReport>> Kinks = new()
    {
        ["relu"] = d => GradientCheck.Function(Var.Relu, Tensor.Vector(d)),
        ["relu of a product"] = d => GradientCheck.Function(x => Var.Relu(x * 1000), Tensor.Vector(d)),
        ["relu beside large numbers"] = d => GradientCheck.Function(x => (Var.Relu(x) + 1e3).Sum(), Tensor.Vector(d)),
        ["abs"] = d => GradientCheck.Function(Var.Abs, Tensor.Vector(d)),
        ["abs of a smooth function"] = d => GradientCheck.Function(x => Var.Abs(Var.Exp(x) - Math.E), Tensor.Vector(1 + d)),
        ["the norm of a vector"] = d => GradientCheck.Function(x => Var.Sqrt(Var.Square(x).Sum()), Tensor.Vector(d)),
        ["abs of a plain function"] = d => GradientCheck.Function(x => Math.Abs(x[0] - 0.3) + x[0] * x[0], x => [Math.Sign(x[0] - 0.3) + 2 * x[0]], [0.3 + d]),
        ["the larger of two"] = d => GradientCheck.Function(x => Math.Max(Math.Sin(x[0]), 0.5 * x[0]), x => [Math.Sin(x[0]) > 0.5 * x[0] ? Math.Cos(x[0]) : 0.5], [d]),
        ["a layer of rectifiers"] = d => GradientCheck.Layer(new Relu(), Tensor.Of([1, 1], d), Key),
        ["a leaky one"] = d => GradientCheck.Layer(new LeakyRelu(0.2), Tensor.Of([1, 1], d), Key),
        ["a hard tangent's corner"] = d => GradientCheck.Layer(new HardTanh(), Tensor.Of([1, 1], 1 + d), Key),
        ["a jump"] = d => GradientCheck.Layer(new HardShrink(0.5), Tensor.Of([1, 1], 0.5 + d), Key),
        ["a tie in max-pooling"] = d => GradientCheck.Layer(new MaxPool1D(2), Tensor.Of([1, 1, 2], 0.7 + d, 0.7), Key),
        ["a tie of four"] = d => GradientCheck.Layer(new MaxPool2D(2), Tensor.Of([1, 1, 2, 2], 0.7, 0.7 + d, 0.7 - d, 0.7), Key),
        ["the hinge's corner"] = d => GradientCheck.Loss(new Hinge(), Tensor.Of([1, 1], 1 + d), Tensor.Of([1, 1], 1.0)),
        ["the corner for the other class"] = d => GradientCheck.Loss(new Hinge(), Tensor.Of([1, 1], -1 + d), Tensor.Of([1, 1], -1.0)),
        ["an absolute error of 0"] = d => GradientCheck.Loss(new MeanAbsoluteError(), Tensor.Of([1, 1], 0.25 + d), Tensor.Of([1, 1], 0.25)),
        ["the corner of a second derivative"] = d => GradientCheck.Function(x => Var.Square(Var.Relu(x)), Tensor.Vector(d), new GradientCheckOptions(order: 2)),
    };

    public static TheoryData<string> Names => [.. Kinks.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void At_a_kink_the_verdict_is_kink(string name)
    {
        var report = Kinks[name](0);
        Assert.True(report.Entries.All(e => e.Verdict == GradientVerdict.Kink) && report.Verdict == GradientVerdict.Kink, report.ToString());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Beside_one_a_right_rule_is_never_wrong(string name)
    {
        foreach (double d in Distances.SelectMany(d => new[] { d, -d }))
            Assert.True(Kinks[name](d) is { IsRight: true } report && report.Count(GradientVerdict.Wrong) == 0, $"{d}: {Kinks[name](d)}");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_thousandth_away_it_is_right(string name)
    {
        foreach (double d in new[] { 1e-3, -1e-3 }) Assert.True(Kinks[name](d).Verdict == GradientVerdict.Right, $"{Kinks[name](d)}");
    }

    /// <summary>With steps in proportion to a small number a function of size 1 does not change at all: that is no slope of 0.</summary>
    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e-7)]
    [InlineData(1e-9)]
    [InlineData(1e-300)]
    public void A_gradient_that_is_forgotten_at_a_small_number_is_wrong(double x)
    {
        Assert.Equal(GradientVerdict.Wrong, GradientCheck.Function(x => 1 + Math.Exp(x[0]), _ => [0], [x]).Verdict);
        Assert.Equal(GradientVerdict.Right, GradientCheck.Function(x => 1 + Math.Exp(x[0]), x => [Math.Exp(x[0])], [x]).Verdict);
    }

    [Theory]
    [InlineData(1e-8)]
    [InlineData(1e-9)]
    [InlineData(1e-10)]
    public void A_kink_nearby_is_avoided_by_narrower_steps(double x) => Assert.Equal(GradientVerdict.Right, GradientCheck.Function(x => x.Sum(Math.Abs), x => [.. x.Select(v => (double)Math.Sign(v))], [x, -2.0])["x"][0].Verdict);

    [Theory]
    [InlineData(0)]
    [InlineData(1e-9)]
    [InlineData(-1e-9)]
    public void The_kinks_of_some_numbers_do_not_hide_a_mistake_in_others(double d)
    {
        var report = GradientCheck.Function(x => x.Sum(Math.Abs), x => [.. x.Select((v, i) => Math.Sign(v) * (i == 2 ? 1.001 : 1))], [d, -1.0, 2.0]);
        Assert.Equal("x[2]", Assert.Single(report.Wrong).Coordinate);
    }

    [Fact]
    public void Kinks_are_counted_and_shown_with_the_slopes_on_both_sides()
    {
        var report = GradientCheck.Layer(new Relu(), Tensor.Of([2, 2], 0.0, 1, -1, 0), Key);
        Assert.Equal((2, 2, GradientVerdict.Right), (report.Count(GradientVerdict.Kink), report.Count(GradientVerdict.Right), report.Verdict));
        Assert.All(report["inputs"].Where(e => e.Verdict == GradientVerdict.Kink), e => Assert.Equal(0, e.Sides!.Value.Left));
    }

    /// <summary>What no difference can see: both sides have the slope 1, and the rule's 0 is a choice of each summand.</summary>
    [Fact]
    public void A_kink_that_cancels_is_smooth_to_a_difference()
    {
        var report = GradientCheck.Function(x => Var.Relu(x) - Var.Relu(-x), Tensor.Vector(0.0));
        Assert.Equal((GradientVerdict.Wrong, 1), (report.Verdict, Math.Round(report.Worst!.Numeric, 6)));
    }
}
