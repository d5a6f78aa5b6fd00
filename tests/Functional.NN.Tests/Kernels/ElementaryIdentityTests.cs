using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Kernels;

/// <summary>What holds bit for bit between results: symmetries, precisions, exact powers; and order, as far as half an ulp lets it.</summary>
public sealed class ElementaryIdentityTests
{
    private static readonly double[] Arguments = [
        .. Samples.Logarithmic(101, double.Epsilon, double.MaxValue, 2000), .. Samples.Logarithmic(102, 1e-9, 800, 4000), .. Samples.Uniform(103, 0, 8, 4000)];

    [Fact]
    public void Tanh_erf_sin_and_atan_are_odd_and_cos_is_even_bit_for_bit()
    {
        foreach (var x in Arguments)
        {
            Assert.Equal(-Elementary.Tanh(x), Elementary.Tanh(-x));
            Assert.Equal(-Elementary.TanhShrink(x), Elementary.TanhShrink(-x));
            Assert.Equal(-Elementary.Erf(x), Elementary.Erf(-x));
            Assert.Equal(-Elementary.Sin(x), Elementary.Sin(-x));
            Assert.Equal(-Elementary.Atan(x), Elementary.Atan(-x));
            Assert.Equal(Elementary.Cos(x), Elementary.Cos(-x));
        }
    }

    [Fact]
    public void Sine_and_cosine_stay_within_one_and_their_squares_add_to_one()
    {
        foreach (var x in Arguments)
        {
            var (sin, cos) = (Elementary.Sin(x), Elementary.Cos(x));
            Assert.InRange(sin, -1.0, 1.0);
            Assert.InRange(cos, -1.0, 1.0);
            Assert.InRange(sin * sin + cos * cos, 1 - 4e-16, 1 + 4e-16);
        }
    }

    [Fact]
    public void Log_undoes_exp_to_within_the_rounding_of_its_argument()
    {
        foreach (var x in Samples.Uniform(104, -700, 700, 5000))
            Assert.InRange(Elementary.Log(Elementary.Exp(x)), x - 2e-16 - Math.Abs(x) * 2e-16, x + 2e-16 + Math.Abs(x) * 2e-16);
    }

    [Theory]
    [InlineData("exp")]
    [InlineData("expm1")]
    [InlineData("log")]
    [InlineData("log1p")]
    [InlineData("tanh")]
    [InlineData("sigmoid")]
    [InlineData("softplus")]
    [InlineData("erf")]
    [InlineData("erfc")]
    [InlineData("atan")]
    public void Monotone_functions_never_step_back_by_more_than_one_double(string name)
    {
        var function = Functions[name];
        var sign = name == "erfc" ? -1 : 1;
        foreach (var x in name == "log" ? Arguments : [.. Arguments, .. Arguments.Select(x => -x)])
        {
            if (name == "log1p" && x <= -1)
                continue;
            var (here, next, later) = (function(x), function(Math.BitIncrement(x)), function(x + Math.Abs(x) * 1e-15));
            Assert.True(sign * (next - here) >= 0 || Ulp.Distance(here, next) <= BigInteger.One, FormattableString.Invariant($"{name} at {x:R}: {here:R} then {next:R}"));
            Assert.True(sign * (later - here) >= 0 || Ulp.Distance(here, later) <= BigInteger.One || double.IsNaN(later), FormattableString.Invariant($"{name} near {x:R}: {here:R} then {later:R}"));
        }
    }

    [Fact]
    public void Generic_functions_are_those_of_their_precision()
    {
        foreach (var x in Arguments)
        {
            Assert.Equal(Elementary.Exp((float)x), Elementary.Exp<float>((float)x));
            Assert.Equal(Elementary.Tanh((float)x), Elementary.Tanh<float>((float)x));
            Assert.Equal(Elementary.Softplus(x), Elementary.Softplus<double>(x));
            Assert.Equal(Elementary.Log(x), Elementary.Log<double>(x));
        }
    }

    [Fact]
    public void Functions_without_a_short_form_are_in_float_the_double_ones_rounded_once()
    {
        foreach (var x in Arguments.Select(x => (float)x))
        {
            Assert.Equal((float)Elementary.Erf((double)x), Elementary.Erf(x));
            Assert.Equal((float)Elementary.Erfc((double)x), Elementary.Erfc(x));
            Assert.Equal((float)Elementary.Sin((double)x), Elementary.Sin(x));
            Assert.Equal((float)Elementary.Cos((double)x), Elementary.Cos<float>(x));
            Assert.Equal((float)Elementary.Atan((double)x), Elementary.Atan(x));
            Assert.Equal((float)Elementary.Pow((double)x, 0.3f), Elementary.Pow<float>(x, 0.3f));
        }
    }

    [Fact]
    public void Whole_powers_are_exact_where_a_double_holds_them()
    {
        for (var x = 1; x < 3000; x++)
        {
            var power = new BigInteger(x);
            for (var n = 1; power.GetBitLength() <= 53 && n < 60; n++, power *= x)
            {
                Assert.Equal((double)power, Elementary.Pow((double)x, n));
                Assert.Equal(n % 2 == 0 ? (double)power : -(double)power, Elementary.Pow(-(double)x, n));
                Assert.Equal(x, Elementary.Pow((double)power, 1.0 / n), x * 1e-14);
            }
        }

        for (var n = -1074; n <= 1023; n++)
            Assert.Equal(Math.ScaleB(1.0, n), Elementary.Pow(2.0, n));
    }

    private static Dictionary<string, Func<double, double>> Functions { get; } = new()
    {
        ["exp"] = Elementary.Exp,
        ["expm1"] = Elementary.Expm1,
        ["log"] = Elementary.Log,
        ["log1p"] = Elementary.Log1p,
        ["tanh"] = Elementary.Tanh,
        ["sigmoid"] = Elementary.Sigmoid,
        ["softplus"] = Elementary.Softplus,
        ["erf"] = Elementary.Erf,
        ["erfc"] = Elementary.Erfc,
        ["atan"] = Elementary.Atan,
    };
}
