using System.Numerics;

namespace Functional.NN.Tests.Verification;

/// <summary>Hand-written derivatives, with nothing of the automatic differentiation in them.</summary>
public class PlainGradientTests
{
    private static readonly double[] At = [1.0, 2.0, -0.5];

    private static double Value(double[] x) => Math.Sin(x[0]) * x[1] + Math.Exp(x[1] * x[2]);

    private static double[] Gradient(double[] x) => [Math.Cos(x[0]) * x[1], Math.Sin(x[0]) + x[2] * Math.Exp(x[1] * x[2]), x[1] * Math.Exp(x[1] * x[2])];

    private static Complex ComplexValue(Complex[] x) => Complex.Sin(x[0]) * x[1] + Complex.Exp(x[1] * x[2]);

    private static double[] Polar(double[] x) => [x[0] * Math.Cos(x[1]), x[0] * Math.Sin(x[1])];

    private static double[,] PolarJacobian(double[] x) => new[,] { { Math.Cos(x[1]), -x[0] * Math.Sin(x[1]) }, { Math.Sin(x[1]), x[0] * Math.Cos(x[1]) } };

    private static double[] Off(double[] gradient, int place, double factor) => [.. gradient.Select((g, i) => i == place ? g * factor : g)];

    public static TheoryData<string> Methods => ["central", "Richardson", "complex step", "directions"];

    private static GradientReport Check(string method, Func<double[], double[]> gradient) => method switch
    {
        "central" => GradientCheck.Function(Value, gradient, At),
        "Richardson" => GradientCheck.Function(Value, gradient, At, new GradientCheckOptions(GradientMethod.Richardson)),
        "directions" => GradientCheck.Function(Value, gradient, At, new GradientCheckOptions(coordinates: GradientCoordinates.Directions(3))),
        _ => GradientCheck.ComplexStep(ComplexValue, gradient, At),
    };

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_right_gradient_is_right(string method) => Assert.Equal(GradientVerdict.Right, Check(method, Gradient).Verdict);

    [Theory]
    [MemberData(nameof(Methods))]
    public void One_that_is_a_millionth_off_in_one_place_is_wrong(string method)
    {
        var report = Check(method, x => Off(Gradient(x), 1, 1 + 1e-6));
        Assert.Equal(GradientVerdict.Wrong, report.Verdict);
        if (method != "directions") Assert.Equal("x[1]", Assert.Single(report.Wrong).Coordinate);
    }

    [Theory]
    [InlineData("central", 1e-8)]
    [InlineData("Richardson", 1e-10)]
    [InlineData("complex step", 2e-11)]
    public void No_mistake_above_what_it_says_it_would_have_seen_goes_unseen(string method, double most)
    {
        var right = Check(method, Gradient);
        double detectable = right["x"][0].Detectable;
        Assert.InRange(detectable, 1e-13, most);
        Assert.NotEqual(GradientVerdict.Right, Check(method, x => Off(Gradient(x), 0, 1 + 1.01 * detectable / Gradient(x)[0]))["x"][0].Verdict);
    }

    [Fact]
    public void The_bound_covers_the_error_of_the_measured_slope()
    {
        foreach (string method in new[] { "central", "Richardson", "complex step" })
            Assert.All(Check(method, Gradient)["x"], e => Assert.InRange(Math.Abs(e.Numeric - Gradient(At)[e.Place]), 0, e.Bound + 1e-15));
    }

    [Fact]
    public void A_Jacobian_is_checked_by_differences_by_its_own_tangents_and_by_their_adjoint()
    {
        foreach (var method in Enum.GetValues<GradientMethod>())
            Assert.Equal(GradientVerdict.Right, GradientCheck.Jacobian(Polar, PolarJacobian, [2.0, 0.7], new GradientCheckOptions(method)).Verdict);
    }

    [Fact]
    public void A_transposed_Jacobian_is_wrong()
    {
        double[,] Transposed(double[] x) => new[,] { { Math.Cos(x[1]), Math.Sin(x[1]) }, { -x[0] * Math.Sin(x[1]), x[0] * Math.Cos(x[1]) } };
        Assert.Equal(GradientVerdict.Wrong, GradientCheck.Jacobian(Polar, Transposed, [2.0, 0.7]).Verdict);
    }

    [Fact]
    public void A_Jacobian_of_another_size_is_named()
    {
        var report = GradientCheck.Jacobian(Polar, x => new double[3, 2], [2.0, 0.7]);
        Assert.Equal((GradientVerdict.Failed, "the Jacobian is 3×2, where 2 values of 2 variables make it 2×2"), (report.Verdict, report.Reason));
    }

    [Fact]
    public void A_tangent_that_is_not_the_pullbacks_transpose_is_wrong_whatever_the_function_is()
    {
        double[] Pulled(double[] x, double[] ȳ) => [ȳ[0] * Math.Cos(x[1]) + ȳ[1] * Math.Sin(x[1]), x[0] * (ȳ[1] * Math.Cos(x[1]) - ȳ[0] * Math.Sin(x[1]))];
        double[] Pushed(double[] x, double[] v) => [v[0] * Math.Cos(x[1]) - x[0] * v[1] * Math.Sin(x[1]), v[0] * Math.Sin(x[1]) + x[0] * v[1] * Math.Cos(x[1])];
        var adjoint = new GradientCheckOptions(GradientMethod.Adjoint);
        Assert.Equal(GradientVerdict.Right, GradientCheck.Pullback(Polar, Pulled, [2.0, 0.7], Pushed, adjoint).Verdict);
        Assert.Equal(GradientVerdict.Wrong, GradientCheck.Pullback(Polar, Pulled, [2.0, 0.7], (x, v) => Off(Pushed(x, v), 1, 1.00001), adjoint).Verdict);
    }

    [Fact]
    public void A_function_that_is_not_analytic_cannot_be_told_by_a_complex_step_to_be_right() =>
        Assert.NotEqual(GradientVerdict.Right, GradientCheck.ComplexStep(x => x[0] * Complex.Conjugate(x[0]), x => [2 * x[0]], [1.5]).Verdict);

    [Fact]
    public void Methods_that_need_a_tangent_are_refused_in_one_sentence()
    {
        var error = Assert.Throws<NNException>(() => GradientCheck.Function(Value, Gradient, At, new GradientCheckOptions(GradientMethod.Adjoint)));
        Assert.Equal("GradientCheck: a plain function has no tangent to compare with; choose CentralDifference or Richardson, got Adjoint.", error.Message);
        Assert.Throws<NNException>(() => GradientCheck.Function(Value, Gradient, At, new GradientCheckOptions(order: 2)));
        Assert.Throws<NNException>(() => GradientCheck.Function(Value, Gradient, At, new GradientCheckOptions(precision: GradientPrecision.Single)));
    }
}
