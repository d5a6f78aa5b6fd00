using System.Runtime.CompilerServices;

namespace Functional.NN;

/// <summary>Random numbers for the samples of a batch as a description, drawn when a step's key is known: sample i from the layer's key folded with its place in the whole batch.</summary>
/// <param name="Path">the layer's path, which the step's key is folded with</param>
/// <param name="Shape">(N × sample shape), or any shape where they are drawn once for all samples</param>
/// <param name="Distribution">of each number</param>
internal sealed record SampleDraw(string Path, Shape Shape, SampleDistribution Distribution)
{
    private const int KeysAtOnce = 32;

    /// <summary>Drawn once for all samples: row i of the first axis from the layer's key folded with i.</summary>
    public bool Once { get; init; }

    private readonly ulong _pathNumber = RandomKey.NumberOf(Path);

    /// <summary>All numbers, with the step's key.</summary>
    public Tensor<T> Tensor<T>(RandomKey stepKey, int firstSample) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var values = new T[Shape.Size];
        Into<T>(stepKey, Once ? 0 : firstSample, values);
        return NN.Tensor<T>.Own(Shape, values);
    }

    /// <summary>The numbers of as many samples (or rows) as there is room for.</summary>
    /// <param name="stepKey">the step's key</param>
    /// <param name="firstSample">the place of the first of them in the whole batch (or on the first axis)</param>
    /// <param name="to">where they go</param>
    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Into<T>(RandomKey stepKey, int firstSample, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var key = stepKey.Fold(_pathNumber);
        int size = Shape.Size / (Shape.Rank == 0 ? 1 : Math.Max(1, Shape[0]));
        if (size == 0) return;
        Span<RandomKey> keys = stackalloc RandomKey[KeysAtOnce];
        for (int sample = 0; sample * size < to.Length; sample += keys.Length)
        {
            keys = keys[..Math.Min(keys.Length, to.Length / size - sample)];
            key.FoldInto(firstSample + sample, keys);
            for (int i = 0; i < keys.Length; i++) Distribution.Into(keys[i], to.Slice((sample + i) * size, size));
        }
    }
}

/// <summary>Ones (with a probability) and zeros, uniform or normal numbers.</summary>
internal readonly record struct SampleDistribution(SampleKind Kind, double First, double Second)
{
    public static SampleDistribution Bernoulli(double probability) => new(SampleKind.Bernoulli, probability, 0);

    public static SampleDistribution Uniform(double low, double high) => new(SampleKind.Uniform, low, high);

    public static SampleDistribution Normal(double mean, double standardDeviation) => new(SampleKind.Normal, mean, standardDeviation);

    public void Into<T>(RandomKey key, Span<T> to) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        switch (Kind)
        {
            case SampleKind.Bernoulli:
                key.BernoulliInto(to, First);
                break;
            case SampleKind.Uniform:
                key.UniformInto(to, First, Second);
                break;
            default:
                key.NormalInto(to, First, Second);
                break;
        }
    }
}

/// <summary>The distributions of numbers drawn for samples.</summary>
internal enum SampleKind
{
    Bernoulli,
    Uniform,
    Normal,
}
