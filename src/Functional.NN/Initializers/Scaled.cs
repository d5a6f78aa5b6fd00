namespace Functional.NN;

/// <summary>A distribution of mean 0 with a standard deviation.</summary>
internal static class Scaled
{
    /// <summary>The bound of the uniform distribution with a standard deviation.</summary>
    public static double Bound(double deviation) => Math.Sqrt(3) * deviation;

    public static Tensor<double> Draw(Shape shape, InitialDistribution distribution, double deviation, RandomKey key)
    {
        double bound = Bound(deviation);
        return distribution == InitialDistribution.Uniform ? key.Uniform<double>(shape, -bound, bound) : key.Normal<double>(shape, 0, deviation);
    }
}
