using System.Globalization;
using Functional.NN.Kernels;
using Xunit.Abstractions;

namespace Functional.NN.Tests.Kernels;

/// <summary>Every function against 200 bits, over thousands of random arguments of each kind; the bounds are those its documentation states.</summary>
public sealed class ElementaryAccuracyTests(ITestOutputHelper output)
{
    private const double Tiny = double.Epsilon;
    private const double Huge = double.MaxValue;

    [Fact]
    public void The_reference_knows_the_published_digits()
    {
        // e, ln 2, π, erf 1, erfc 5, sin 10²² (Abramowitz and Stegun 1.1, 7.1; Ng 1992).
        AssertClose("2.71828182845904523536028747135266249775724709", ReferenceFunctions.Exp(BigReal.One));
        AssertClose("0.69314718055994530941723212145817656807550013", ReferenceFunctions.Log(BigReal.Of(2)));
        AssertClose("3.14159265358979323846264338327950288419716939", ReferenceFunctions.Pi);
        AssertClose("0.84270079294971486934122063508260925929606699", ReferenceFunctions.Erf(BigReal.One));
        AssertClose("1.10714871779409050301706546017853704007004764", ReferenceFunctions.Atan(BigReal.Of(2)));
        AssertClose("-0.8522008497671888017727058937530294", ReferenceFunctions.Sin(BigReal.Of(1e22)));
    }

    [Fact]
    public void The_reference_agrees_with_itself_where_two_ways_meet()
    {
        foreach (var x in Samples.Uniform(1, 4.0, 5.0, 20).Select(BigReal.Of))
        {
            var (bySeries, byFraction) = (BigReal.One - ReferenceFunctions.Erf(x), ReferenceFunctions.ErfcByFraction(x, 160));
            Assert.True((bySeries / byFraction - BigReal.One).Magnitude < -100, $"erfc({x.Approximate:R})");
        }
    }

    [Fact]
    public void Exp_is_within_its_bound() => Check("exp", Elementary.Exp, ReferenceFunctions.Exp, 0.6, [
        .. Samples.Uniform(2, -708.39, 709.78, 8000), .. Samples.Uniform(4, -1, 1, 8000),
        .. Samples.Logarithmic(5, Tiny, 1, 1000).OfBothSigns(), .. Samples.Uniform(6, 709.7, 709.8, 1000)]);

    [Fact]
    public void Exp_is_within_its_bound_where_it_is_subnormal() =>
        Check("exp", Elementary.Exp, ReferenceFunctions.Exp, 0.8, [.. Samples.Uniform(3, -746, -708, 6000)]);

    [Fact]
    public void Expm1_is_within_its_bound() => Check("expm1", Elementary.Expm1, ReferenceFunctions.Expm1, 0.8, [
        .. Samples.Uniform(7, -60, 709.78, 5000), .. Samples.Uniform(8, -2, 2, 12000),
        .. Samples.Logarithmic(9, Tiny, 1, 2000).OfBothSigns(), .. Samples.Logarithmic(10, 1e-17, 1, 4000).OfBothSigns()]);

    [Fact]
    public void Log_is_within_its_bound() => Check("log", Elementary.Log, ReferenceFunctions.Log, 0.6, [
        .. Samples.Logarithmic(11, Tiny, Huge, 6000), .. Samples.Uniform(12, 0.3, 3, 12000), .. Samples.Logarithmic(19, Tiny, 1e-307, 1000),
        .. Samples.Uniform(13, 0.999, 1.001, 2000), .. Samples.Logarithmic(14, 1 - 1e-12, 1 + 1e-12, 1000)]);

    [Fact]
    public void Log1p_is_within_its_bound() => Check("log1p", Elementary.Log1p, ReferenceFunctions.Log1p, 0.6, [
        .. Samples.Logarithmic(15, Tiny, Huge, 4000), .. Samples.Uniform(16, -1, 2, 12000),
        .. Samples.Logarithmic(17, 1e-17, 0.999, 6000).OfBothSigns(), .. Samples.Logarithmic(18, 1e-17, 1, 1000).Select(x => x - 1).Where(x => x > -1)]);

    [Fact]
    public void Tanh_is_within_its_bound() => Check("tanh", Elementary.Tanh, ReferenceFunctions.Tanh, 0.75, [
        .. Samples.Uniform(20, -20, 20, 4000), .. Samples.Uniform(21, -2, 2, 12000), .. Samples.Logarithmic(22, 1e-10, 22, 4000).OfBothSigns(),
        .. Samples.Logarithmic(23, Tiny, Huge, 1000).OfBothSigns()]);

    [Fact]
    public void Tanh_shrink_is_within_its_bound() => Check("tanh shrink", Elementary.TanhShrink, x => x - ReferenceFunctions.Tanh(x), 1.5, [
        .. Samples.Uniform(90, -1, 1, 8000), .. Samples.Uniform(91, 0.45, 0.55, 4000), .. Samples.Uniform(92, -30, 30, 4000),
        .. Samples.Logarithmic(93, 1e-12, 1, 4000).OfBothSigns(), .. Samples.Logarithmic(94, 1, Huge, 1000).OfBothSigns()]);

    [Fact]
    public void Sigmoid_is_within_its_bound() => Check("sigmoid", Elementary.Sigmoid, ReferenceFunctions.Sigmoid, 0.6, [
        .. Samples.Uniform(24, -40, 40, 6000), .. Samples.Uniform(25, -2, 2, 8000), .. Samples.Uniform(26, -708.39, 745, 4000)]);

    [Fact]
    public void Sigmoid_is_within_its_bound_where_it_is_subnormal() =>
        Check("sigmoid", Elementary.Sigmoid, ReferenceFunctions.Sigmoid, 0.8, [.. Samples.Uniform(27, -746, -708, 6000)]);

    [Fact]
    public void Softplus_is_within_its_bound() => Check("softplus", Elementary.Softplus, ReferenceFunctions.Softplus, 0.8, [
        .. Samples.Uniform(28, -40, 40, 6000), .. Samples.Uniform(29, -746, -700, 3000), .. Samples.Uniform(30, -3, 3, 8000),
        .. Samples.Uniform(31, -745, 745, 2000), .. Samples.Uniform(32, -39, -33, 3000), .. Samples.Logarithmic(33, Tiny, Huge, 500)]);

    [Fact]
    public void Erf_is_within_its_bound() => Check("erf", Elementary.Erf, ReferenceFunctions.Erf, 0.75, [
        .. Samples.Uniform(34, -1, 1, 8000), .. Samples.Uniform(35, -6, 6, 4000), .. Samples.Logarithmic(36, 1e-10, 1, 3000).OfBothSigns(),
        .. Samples.Logarithmic(37, Tiny, Huge, 500).OfBothSigns()]);

    [Fact]
    public void Erfc_is_within_its_bound() => Check("erfc", Elementary.Erfc, ReferenceFunctions.Erfc, 0.9, [
        .. Samples.Uniform(38, -6, 4, 6000), .. Samples.Uniform(39, 0, 1, 3000), .. Samples.Uniform(40, 4, 26.54, 3000),
        .. Samples.Uniform(42, 26.54, 27.3, 2000), .. Samples.Logarithmic(43, Tiny, 4, 500).OfBothSigns()]);

    [Fact]
    public void Sin_is_within_its_bound() => Check("sin", Elementary.Sin, ReferenceFunctions.Sin, 0.75, Angles(44));

    [Fact]
    public void Cos_is_within_its_bound() => Check("cos", Elementary.Cos, ReferenceFunctions.Cos, 0.75, Angles(51));

    [Fact]
    public void Atan_is_within_its_bound() => Check("atan", Elementary.Atan, ReferenceFunctions.Atan, 0.75, [
        .. Samples.Uniform(82, -3, 3, 12000), .. Samples.Logarithmic(85, 1e-10, 1e20, 6000).OfBothSigns(), .. Samples.Logarithmic(86, Tiny, Huge, 1000).OfBothSigns(),
        .. new[] { 0.4375, 0.6875, 1.1875, 2.4375 }.SelectMany(x => new[] { x, Math.BitDecrement(x), -x })]);

    [Fact]
    public void Pow_is_within_its_bound()
    {
        var bases = Samples.Logarithmic(61, Tiny, Huge, 4000).Concat(Samples.Uniform(62, 0.5, 2, 6000)).ToArray();
        var results = Samples.Uniform(63, -708.39, 709.7, 10000).ToArray();
        var exponents = bases.Select((x, i) => results[i] / Elementary.Log(x)).ToArray();
        CheckPow([.. bases.Zip(exponents), .. bases.Zip(Samples.Uniform(64, -0.9, 0.9, 6000)), .. bases.Select(x => (x, 0.5))], 0.6);
    }

    [Fact]
    public void Pow_is_within_its_bound_where_it_is_subnormal()
    {
        var bases = Samples.Uniform(65, 0.01, 20, 3000).ToArray();
        CheckPow([.. bases.Zip(Samples.Uniform(66, -745, -708, 3000), (x, log) => (x, log / Elementary.Log(x)))], 0.8);
    }

    [Fact]
    public void Float_functions_are_correctly_rounded_but_for_a_ten_thousandth_of_an_ulp()
    {
        CheckFloat("exp", Elementary.Exp, ReferenceFunctions.Exp, [.. Samples.Uniform(71, -104, 89, 2000)]);
        CheckFloat("expm1", Elementary.Expm1, ReferenceFunctions.Expm1, [.. Samples.Logarithmic(72, 1e-45, 88, 2000).OfBothSigns()]);
        CheckFloat("log", Elementary.Log, ReferenceFunctions.Log, [.. Samples.Logarithmic(73, 2e-45, 3e38, 2000)]);
        CheckFloat("log1p", Elementary.Log1p, ReferenceFunctions.Log1p, [.. Samples.Logarithmic(74, 2e-45, 3e38, 2000)]);
        CheckFloat("tanh", Elementary.Tanh, ReferenceFunctions.Tanh, [.. Samples.Logarithmic(75, 2e-45, 10, 2000).OfBothSigns()]);
        CheckFloat("tanh shrink", Elementary.TanhShrink, x => x - ReferenceFunctions.Tanh(x), [.. Samples.Logarithmic(82, 1e-12, 10, 2000).OfBothSigns()]);
        CheckFloat("sigmoid", Elementary.Sigmoid, ReferenceFunctions.Sigmoid, [.. Samples.Uniform(76, -104, 20, 2000)]);
        CheckFloat("softplus", Elementary.Softplus, ReferenceFunctions.Softplus, [.. Samples.Uniform(77, -104, 20, 2000)]);
        CheckFloat("erf", Elementary.Erf, ReferenceFunctions.Erf, [.. Samples.Uniform(78, -4, 4, 1000)]);
        CheckFloat("erfc", Elementary.Erfc, ReferenceFunctions.Erfc, [.. Samples.Uniform(79, -4, 10.1, 1000)]);
        CheckFloat("sin", Elementary.Sin, ReferenceFunctions.Sin, [.. Samples.Logarithmic(80, 1e-40, 3e38, 2000).OfBothSigns()]);
        CheckFloat("atan", Elementary.Atan, ReferenceFunctions.Atan, [.. Samples.Logarithmic(83, 1e-40, 3e38, 2000).OfBothSigns()]);
        CheckFloat("cos", Elementary.Cos, ReferenceFunctions.Cos, [.. Samples.Logarithmic(81, 1e-5, 3e38, 2000).OfBothSigns()]);
    }

    private static double[] Angles(ulong key)
    {
        var halfPi = ReferenceFunctions.Pi.Scaled(-1);
        return [
            .. Samples.Uniform(key, -10, 10, 4000), .. Samples.Uniform(key + 1, -1e5, 1e5, 3000),
            .. Samples.Logarithmic(key + 2, Tiny, 1, 500).OfBothSigns(), .. Samples.Logarithmic(key + 3, 1e-3, 1048576, 2000).OfBothSigns(),
            .. Samples.Logarithmic(key + 4, 1e5, Huge, 3000).OfBothSigns(),
            .. Samples.Uniform(key + 5, 1, 600000, 2000).Select(n => (BigReal.Of(Math.Floor(n)) * halfPi).Approximate), // next to a multiple of π/2
            6381956970095103.0 * Math.ScaleB(1.0, 797)]; // the double nearest of all to one (Muller, Elementary Functions, table 11.1)
    }

    private void Check(string name, Func<double, double> function, Func<BigReal, BigReal> reference, double bound, double[] arguments)
    {
        var (worst, at) = arguments.Select(x => (Ulp.Error(function(x), reference(BigReal.Of(x))), x)).MaxBy(pair => pair.Item1);
        Report(name, worst, bound, FormattableString.Invariant($"{at:R} of {arguments.Length} arguments"));
    }

    private void CheckFloat(string name, Func<float, float> function, Func<BigReal, BigReal> reference, double[] arguments)
    {
        var (worst, at) = arguments.Select(x => (float)x).Select(x => (Ulp.Error(function(x), reference(BigReal.Of(x))), x)).MaxBy(pair => pair.Item1);
        Report(name + " in float", worst, 0.5001, FormattableString.Invariant($"{at:R} of {arguments.Length} arguments"));
    }

    private void CheckPow((double X, double Y)[] arguments, double bound)
    {
        var (worst, at) = arguments
            .Select(p => (Ulp.Error(Elementary.Pow(p.X, p.Y), ReferenceFunctions.Pow(BigReal.Of(p.X), BigReal.Of(p.Y))), p))
            .MaxBy(pair => pair.Item1);
        Report("pow", worst, bound, FormattableString.Invariant($"({at.X:R}, {at.Y:R}) of {arguments.Length} arguments"));
    }

    private void Report(string name, double worst, double bound, string where)
    {
        var sentence = FormattableString.Invariant($"{name}: worst error {worst:F4} ulp (bound {bound}) at {where}");
        output.WriteLine(sentence);
        Assert.True(worst <= bound, sentence);
    }

    private static void AssertClose(string digits, BigReal actual)
    {
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var places = digits.Length - point - 1;
        var number = System.Numerics.BigInteger.Parse(digits.Remove(point, 1), CultureInfo.InvariantCulture);
        var expected = new BigReal(number, 0) / new BigReal(System.Numerics.BigInteger.Pow(10, places), 0);
        Assert.True((actual - expected).Magnitude < -(places - 1) * 3.32, digits);
    }
}
