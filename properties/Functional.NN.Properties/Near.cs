namespace Functional.NN.Properties;

/// <summary>Whether two numbers that are the same in exact arithmetic differ by rounding alone.</summary>
internal static class Near
{
    private const double Relative = 1e-10;

    /// <summary>Two tensors are the same but for rounding of numbers of a size.</summary>
    /// <param name="expected">one</param>
    /// <param name="actual">the other</param>
    /// <param name="size">how large the numbers were that were added up to them</param>
    /// <param name="what">what they are, for people</param>
    /// <param name="rounding">how far rounding may move them, where numbers inside may cancel; asked for only when they differ</param>
    public static void AssertSame(Tensor<double> expected, Tensor<double> actual, double size, string what = "it", Func<double>? rounding = null)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        double error = (expected - actual).Abs().ToArray().DefaultIfEmpty(0).Max(), allowed = Relative * Math.Max(1e-3, size);
        Assert.True(error <= allowed || (rounding is not null && error <= allowed + rounding()), FormattableString.Invariant($"{what} is off by {error:R} where the numbers have the size {size:R}: {actual}, not {expected}"));
    }

    /// <summary>Two numbers are the same but for rounding of numbers of a size.</summary>
    public static void AssertSame(double expected, double actual, double size, string what = "it") => AssertSame(Tensor.Scalar(expected), Tensor.Scalar(actual), size, what);
}
