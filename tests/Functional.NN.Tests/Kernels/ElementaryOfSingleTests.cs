using System.Runtime.Intrinsics.X86;
using Functional.NN.Kernels;

namespace Functional.NN.Tests.Kernels;

/// <summary>The short forms for arguments in float: how near they are to the full ones, and what holds bit for bit after rounding.</summary>
public sealed class ElementaryOfSingleTests
{
    private static readonly Dictionary<string, Case> Cases = new()
    {
        ["exp"] = new(x => Elementary<OneDouble>.ExpOfSingle(x).Value, Elementary.Exp, Elementary.Exp, -104, 89),
        ["expm1"] = new(x => Elementary<OneDouble>.Expm1OfSingle(x).Value, Elementary.Expm1, Elementary.Expm1, float.MinValue, 89),
        ["log"] = new(x => Elementary<OneDouble>.LogOfSingle(x).Value, Elementary.Log, Elementary.Log, 0, float.MaxValue),
        ["log1p"] = new(x => Elementary<OneDouble>.Log1pOfSingle(x).Value, Elementary.Log1p, Elementary.Log1p, -1, float.MaxValue),
        ["tanh"] = new(x => Elementary<OneDouble>.TanhOfSingle(x).Value, Elementary.Tanh, Elementary.Tanh, -10, 10),
        ["sigmoid"] = new(x => Elementary<OneDouble>.SigmoidOfSingle(x).Value, Elementary.Sigmoid, Elementary.Sigmoid, -104, float.MaxValue),
        ["softplus"] = new(x => Elementary<OneDouble>.SoftplusOfSingle(x).Value, Elementary.Softplus, Elementary.Softplus, -104, float.MaxValue),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    /// <summary>Every so many floats of all there are; fewer where fused multiply-add is slow.</summary>
    private static long Stride => Fma.IsSupported ? 7919 : 16 * 7919;

    private static IEnumerable<float> Floats
    {
        get
        {
            for (long bits = 0; bits <= uint.MaxValue; bits += Stride) yield return BitConverter.UInt32BitsToSingle((uint)bits);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void The_short_form_is_the_full_one_to_40_bits(string name)
    {
        var (form, full, _, low, high) = Cases[name];
        float[] everyday = [.. Samples.Uniform(301, -20, 20, 20000).Concat(Samples.Uniform(302, -1, 2, 20000)).Select(x => (float)x)];
        foreach (var x in Floats.Concat(everyday).Where(x => x >= low && x <= high))
        {
            var (got, expected) = (form(x), full(x));
            var near = Math.Abs(got - expected) <= Math.Abs(expected) * 9.1e-13;
            Assert.True(near || got == expected, FormattableString.Invariant($"{name} at {x:R}: {got:R}, expected {expected:R}"));
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void In_float_no_function_falls_between_neighbours(string name)
    {
        float[] places = [1e-30f, 0.001f, 0.3465f, 0.5f, 0.7071f, 0.999f, 1.0396f, 1.414f, 1.732f, 2f, 5f, 8.6f, 9f, 15f, 16.6f, 17.3f, 88f, 103f];
        var (_, _, function, low, high) = Cases[name];
        foreach (var place in places.Concat(places.Select(x => -x)).Where(x => x > low && x < high))
        {
            var (x, before) = (place, function(place));
            for (var i = 0; i < 3000; i++)
            {
                x = MathF.BitIncrement(x);
                var y = function(x);
                Assert.True(y >= before, FormattableString.Invariant($"{name} falls to {y:R} at {x:R}"));
                before = y;
            }
        }
    }

    [Fact]
    public void In_float_tanh_is_odd_bit_for_bit_and_saturates()
    {
        foreach (var x in Floats.Where(float.IsFinite))
            Assert.Equal(BitConverter.SingleToInt32Bits(-Elementary.Tanh(x)), BitConverter.SingleToInt32Bits(Elementary.Tanh(-x)));
        Assert.Equal(1f, Elementary.Tanh(9.02f));
        Assert.Equal(0.99999994f, Elementary.Tanh(8.9f));
        Assert.Equal(-1f, Elementary.Tanh(float.MinValue));
    }

    [Fact]
    public void Small_floats_and_subnormal_ones_are_their_own_tanh_expm1_and_log1p()
    {
        foreach (var x in Floats.Where(x => MathF.Abs(x) < 2e-8f))
        {
            Assert.Equal(x, Elementary.Tanh(x));
            Assert.Equal(x, Elementary.Expm1(x));
            Assert.Equal(x, Elementary.Log1p(x));
        }
    }

    [Fact]
    public void Results_in_float_leave_the_range_where_they_should()
    {
        Assert.Equal((float.PositiveInfinity, float.MaxValue), (Elementary.Expm1(89f), Elementary.Softplus(float.MaxValue)));
        Assert.Equal((0f, float.Epsilon), (Elementary.Sigmoid(-103.97209f), Elementary.Sigmoid(-103.97207f)));
        Assert.Equal((0f, float.Epsilon), (Elementary.Softplus(-103.97209f), Elementary.Softplus(-103.97207f)));
        Assert.Equal((0f, 0f), (Elementary.Sigmoid(float.MinValue), Elementary.Exp(float.MinValue)));
        Assert.Equal((-103.27893f, 88.72284f), (Elementary.Log(float.Epsilon), Elementary.Log(float.MaxValue)));
        Assert.Equal((float.NaN, float.NegativeInfinity), (Elementary.Log1p(-1.0000001f), Elementary.Log1p(-1f)));
    }

    /// <summary>The short form, the full one, the function in float, and where the short form promises its bits.</summary>
    private sealed record Case(Func<double, double> Form, Func<double, double> Full, Func<float, float> Function, float Low, float High);
}
