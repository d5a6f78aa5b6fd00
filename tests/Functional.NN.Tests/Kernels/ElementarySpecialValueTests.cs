using Functional.NN.Kernels;

namespace Functional.NN.Tests.Kernels;

/// <summary>NaN, infinities, zeros of either sign, the edges of overflow and underflow, and pow's table; compared bit by bit.</summary>
public sealed class ElementarySpecialValueTests
{
    private const double Inf = double.PositiveInfinity;
    private const double NaN = double.NaN;
    private const double Tiny = double.Epsilon;

    /// <summary>The unary functions by name, in both precisions.</summary>
    private static readonly Dictionary<string, (Func<double, double> Double, Func<float, float> Single)> Functions = new()
    {
        ["exp"] = (Elementary.Exp, Elementary.Exp),
        ["expm1"] = (Elementary.Expm1, Elementary.Expm1),
        ["log"] = (Elementary.Log, Elementary.Log),
        ["log1p"] = (Elementary.Log1p, Elementary.Log1p),
        ["tanh"] = (Elementary.Tanh, Elementary.Tanh),
        ["tanh shrink"] = (Elementary.TanhShrink, Elementary.TanhShrink),
        ["sigmoid"] = (Elementary.Sigmoid, Elementary.Sigmoid),
        ["softplus"] = (Elementary.Softplus, Elementary.Softplus),
        ["erf"] = (Elementary.Erf, Elementary.Erf),
        ["erfc"] = (Elementary.Erfc, Elementary.Erfc),
        ["sin"] = (Elementary.Sin, Elementary.Sin),
        ["cos"] = (Elementary.Cos, Elementary.Cos),
        ["atan"] = (Elementary.Atan, Elementary.Atan),
    };

    [Theory]
    [InlineData("exp", 1.0, 1.0, 0.0, Inf)]
    [InlineData("expm1", -0.0, 0.0, -1.0, Inf)]
    [InlineData("log", -Inf, -Inf, NaN, Inf)]
    [InlineData("log1p", -0.0, 0.0, NaN, Inf)]
    [InlineData("tanh", -0.0, 0.0, -1.0, 1.0)]
    [InlineData("tanh shrink", -0.0, 0.0, -Inf, Inf)]
    [InlineData("sigmoid", 0.5, 0.5, 0.0, 1.0)]
    [InlineData("softplus", 0.6931471805599453, 0.6931471805599453, 0.0, Inf)]
    [InlineData("erf", -0.0, 0.0, -1.0, 1.0)]
    [InlineData("erfc", 1.0, 1.0, 2.0, 0.0)]
    [InlineData("sin", -0.0, 0.0, NaN, NaN)]
    [InlineData("cos", 1.0, 1.0, NaN, NaN)]
    [InlineData("atan", -0.0, 0.0, -1.5707963267948966, 1.5707963267948966)]
    public void Zeros_infinities_and_NaN_go_where_they_should(string name, double atMinusZero, double atPlusZero, double atMinusInfinity, double atInfinity)
    {
        AssertSame(name, -0.0, atMinusZero);
        AssertSame(name, +0.0, atPlusZero);
        AssertSame(name, -Inf, atMinusInfinity);
        AssertSame(name, Inf, atInfinity);
        AssertSame(name, NaN, NaN);
        AssertSame(name, -NaN, NaN);
        AssertSame(name, BitConverter.Int64BitsToDouble(0x7FF8000012345678), NaN);
    }

    [Theory]
    [InlineData("exp", 709.782712893384, 1.7976931348622732E308)]
    [InlineData("exp", 709.7827128933841, Inf)]
    [InlineData("exp", 1e308, Inf)]
    [InlineData("exp", -745.1332191019411, Tiny)]
    [InlineData("exp", -745.1332191019412, 0.0)]
    [InlineData("exp", -1e308, 0.0)]
    [InlineData("exp", Tiny, 1.0)]
    [InlineData("expm1", 709.7827128933841, Inf)]
    [InlineData("expm1", -1e308, -1.0)]
    [InlineData("expm1", Tiny, Tiny)]
    [InlineData("expm1", -Tiny, -Tiny)]
    [InlineData("log", 1.0, 0.0)]
    [InlineData("log", -1.0, NaN)]
    [InlineData("log", -Tiny, NaN)]
    [InlineData("log", Tiny, -744.4400719213812)]
    [InlineData("log1p", -1.0, -Inf)]
    [InlineData("log1p", -1.0000000000000002, NaN)]
    [InlineData("log1p", Tiny, Tiny)]
    [InlineData("log1p", double.MaxValue, 709.782712893384)]
    [InlineData("tanh", 1e308, 1.0)]
    [InlineData("tanh", -Tiny, -Tiny)]
    [InlineData("sigmoid", -1e308, 0.0)]
    [InlineData("sigmoid", -745.1332191019411, Tiny)]
    [InlineData("sigmoid", 1e308, 1.0)]
    [InlineData("softplus", -745.1332191019411, Tiny)]
    [InlineData("softplus", double.MaxValue, double.MaxValue)]
    [InlineData("erf", 6.0, 1.0)]
    [InlineData("erf", -1e308, -1.0)]
    [InlineData("erf", Tiny, Tiny)]
    [InlineData("erfc", -6.0, 2.0)]
    [InlineData("erfc", 27.3, 0.0)]
    [InlineData("erfc", 1e308, 0.0)]
    [InlineData("sin", Tiny, Tiny)]
    [InlineData("sin", double.MaxValue, 0.004961954789184062)]
    [InlineData("atan", Tiny, Tiny)]
    [InlineData("atan", -Tiny, -Tiny)]
    [InlineData("atan", 1.0, 0.7853981633974483)]
    [InlineData("atan", double.MaxValue, 1.5707963267948966)]
    [InlineData("atan", -1e17, -1.5707963267948966)]
    [InlineData("cos", double.MaxValue, -0.9999876894265599)]
    public void Edges_are_exact(string name, double x, double expected) => AssertBits(name, x, expected, Functions[name].Double(x));

    [Theory]
    [InlineData("exp", 88.72284f, float.PositiveInfinity, 88.72283f)]
    [InlineData("exp", -103.97209f, 0f, -103.97208f)]
    [InlineData("erfc", 10.06f, 0f, 10.05f)]
    public void Float_results_leave_the_range_where_they_should(string name, float x, float expected, float before)
    {
        Assert.Equal(expected, Functions[name].Single(x));
        Assert.NotEqual(expected, Functions[name].Single(before));
    }

    /// <summary>x, y, xʸ: the table of IEEE 754-2019 §9.2.1 and the edges of the range.</summary>
    private static readonly (double X, double Y, double Power)[] Powers =
    [
        (NaN, 0.0, 1.0),
        (1.0, NaN, 1.0),
        (1.0, Inf, 1.0),
        (-1.0, Inf, 1.0),
        (-1.0, -Inf, 1.0),
        (0.0, 0.0, 1.0),
        (Inf, -0.0, 1.0),
        (NaN, 1.0, NaN),
        (2.0, NaN, NaN),
        (0.0, 3.0, 0.0),
        (-0.0, 3.0, -0.0),
        (-0.0, 2.0, 0.0),
        (-0.0, 0.5, 0.0),
        (0.0, -3.0, Inf),
        (-0.0, -3.0, -Inf),
        (-0.0, -2.0, Inf),
        (-0.0, -0.5, Inf),
        (0.0, Inf, 0.0),
        (-0.0, -Inf, Inf),
        (Inf, 0.5, Inf),
        (Inf, -0.5, 0.0),
        (-Inf, 3.0, -Inf),
        (-Inf, 2.0, Inf),
        (-Inf, 0.5, Inf),
        (-Inf, -3.0, -0.0),
        (-Inf, -2.0, 0.0),
        (-Inf, Inf, Inf),
        (-Inf, -Inf, 0.0),
        (0.5, Inf, 0.0),
        (0.5, -Inf, Inf),
        (-0.5, Inf, 0.0),
        (2.0, Inf, Inf),
        (2.0, -Inf, 0.0),
        (-2.0, 0.5, NaN),
        (-1.0, 0.5, NaN),
        (-2.0, 3.0, -8.0),
        (-2.0, 9007199254740991.0, -Inf),
        (-2.0, 9007199254740992.0, Inf),
        (-1.0, 9007199254740991.0, -1.0),
        (2.0, -1074.0, Tiny),
        (2.0, -1075.0, 0.0),
        (-2.0, -1075.0, -0.0),
        (2.0, 1023.0, 8.98846567431158E307),
        (2.0, 1024.0, Inf),
        (Tiny, 1.0, Tiny),
        (Tiny, -1.0, Inf),
        (1e308, 1e308, Inf),
        (1e308, -1e308, 0.0),
        (1.0000000000000002, 1e308, Inf),
        (4.0, 0.5, 2.0),
        (double.MaxValue, 1.0, double.MaxValue),
    ];

    [Fact]
    public void Pow_has_the_special_values_of_IEEE_754() =>
        Assert.All(Powers, row => AssertBits(FormattableString.Invariant($"pow({row.X:R}, y)"), row.Y, row.Power, Elementary.Pow(row.X, row.Y)));

    private static void AssertSame(string name, double x, double expected)
    {
        AssertBits(name, x, expected, Functions[name].Double(x));
        AssertBits(name + " in float", x, (float)expected, Functions[name].Single((float)x));
    }

    private static void AssertBits(string name, double x, double expected, double actual) =>
        Assert.True(
            BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual),
            FormattableString.Invariant($"{name} at {x:R}: expected {expected:R}, got {actual:R}"));
}
