namespace Functional.NN.Course.Tests;

/// <summary>Numbers that are the same up to rounding.</summary>
internal static class Close
{
    /// <summary>Every number within a part of the larger one, or within the least number that counts.</summary>
    public static void To(Tensor<double> expected, Tensor<double> actual, double relative = 1e-12, double least = 1e-14)
    {
        Assert.Equal(expected.Shape, actual.Shape);
        Assert.All(expected.ToArray().Zip(actual.ToArray()), pair => Assert.InRange(Math.Abs(pair.First - pair.Second), 0, Math.Max(least, relative * Math.Max(Math.Abs(pair.First), Math.Abs(pair.Second)))));
    }
}
