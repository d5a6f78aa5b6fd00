using System.Numerics;

namespace Functional.NN.Tests.Kernels;

/// <summary>Errors in units of the last place of the true value, in both precisions, down to subnormal ones and up to overflow.</summary>
internal static class Ulp
{
    /// <summary>|actual − truth|/ulp(truth) in double. Infinity stands for 2¹⁰²⁴ and is right for any truth from there on; a NaN is infinitely wrong.</summary>
    public static double Error(double actual, BigReal truth) => Error(actual, truth, 52, 1023);

    /// <summary>|actual − truth|/ulp(truth) in float.</summary>
    public static double Error(float actual, BigReal truth) => Error(actual, truth, 23, 127);

    /// <summary>The number of doubles from one to the other; 0 for equal ones and for two NaNs.</summary>
    public static BigInteger Distance(double a, double b) => BigInteger.Abs(Rank(a) - (BigInteger)Rank(b));

    /// <summary>The number of floats from one to the other.</summary>
    public static BigInteger Distance(float a, float b) => BigInteger.Abs(Rank(a) - (BigInteger)Rank(b));

    private static double Error(double actual, BigReal truth, int fractionBits, int largestExponent)
    {
        if (double.IsNaN(actual))
            return double.PositiveInfinity;
        var magnitude = Math.Min(truth.Magnitude, largestExponent);
        var overflow = truth.Magnitude > largestExponent;
        if (double.IsInfinity(actual) && overflow)
            return Math.Sign(actual) == truth.Mantissa.Sign ? 0.0 : double.PositiveInfinity;
        var value = double.IsInfinity(actual) ? new BigReal(Math.Sign(actual), largestExponent + 1) : BigReal.Of(actual);
        var ulp = Math.Max(magnitude - fractionBits, 1 - largestExponent - fractionBits);
        return (value - truth).Absolute.Scaled(-ulp).Approximate;
    }

    /// <summary>The doubles in order, as integers: −0 and +0 share one.</summary>
    private static long Rank(double x)
    {
        var bits = BitConverter.DoubleToInt64Bits(x);
        return double.IsNaN(x) ? long.MaxValue : bits >= 0 ? bits : long.MinValue - bits;
    }

    private static long Rank(float x)
    {
        var bits = BitConverter.SingleToInt32Bits(x);
        return float.IsNaN(x) ? long.MaxValue : bits >= 0 ? bits : (long)int.MinValue - bits;
    }
}
