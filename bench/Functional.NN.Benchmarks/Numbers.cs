namespace Functional.NN.Benchmarks;

/// <summary>Numbers to compute with, the same every time.</summary>
internal static class Numbers
{
    public static float[] Some(int count, int seed = 1) => RandomKey.FromSeed(seed).Uniform<float>(Shape.Of(count), -0.5, 0.5).ToArray();

    public static Tensor<float> Tensor(Shape shape, int seed = 1) => RandomKey.FromSeed(seed).Uniform<float>(shape, -0.5, 0.5);
}
