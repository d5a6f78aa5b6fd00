using System.Collections.Immutable;
using Functional.NN.Kernels;

namespace Functional.NN;

/// <summary>How activations become points of the plane: two of the units, or the two directions in which they vary most.</summary>
/// <param name="Across">what lies across</param>
/// <param name="Up">what lies upwards</param>
/// <param name="Mean">what is taken away first, one number a unit</param>
/// <param name="First">the direction across, one number a unit</param>
/// <param name="Second">the direction upwards</param>
internal sealed record FeatureProjection(string Across, string Up, ImmutableArray<double> Mean, ImmutableArray<double> First, ImmutableArray<double> Second)
{
    /// <summary>More are not taken for principal components, whose time grows with the cube.</summary>
    public const int MostUnits = 400;

    /// <summary>The parts of the variance along the two directions; none where they are units.</summary>
    public ImmutableArray<double> Variance { get; init; } = [];

    /// <summary>Two of the units.</summary>
    public static FeatureProjection Units(int units, int first, int second) =>
        new(Sentence.Of($"unit {first}"), Sentence.Of($"unit {second}"), [.. new double[units]], [.. Enumerable.Range(0, units).Select(i => i == first ? 1.0 : 0)], [.. Enumerable.Range(0, units).Select(i => i == second ? 1.0 : 0)]);

    /// <summary>The first two principal components (Pearson 1901, Hotelling 1933): the eigenvectors of the covariance with the largest eigenvalues, the number of largest magnitude in each positive.</summary>
    public static FeatureProjection Principal(double[][] samples)
    {
        int units = samples[0].Length;
        double[] mean = [.. Enumerable.Range(0, units).Select(j => samples.Sum(s => s[j]) / samples.Length)], covariance = new double[units * units];
        foreach (double[] sample in samples)
            for (int i = 0; i < units; i++)
                for (int j = 0; j < units; j++) covariance[i * units + j] += (sample[i] - mean[i]) * (sample[j] - mean[j]) / samples.Length;
        var (values, vectors) = SymmetricMatrix.Eigen(covariance, units);
        int[] order = [.. Enumerable.Range(0, units).OrderByDescending(i => values[i]).Take(2)];
        double all = values.Sum();
        ImmutableArray<double> parts = [.. order.Select(i => all > 0 ? Math.Max(0, values[i]) / all : 0)];
        string Axis(string which, double part) => Sentence.Of($"{which} principal component ({100 * part:0.#} % of the variance)");
        return new(Axis("first", parts[0]), Axis("second", parts[1]), [.. mean], Signed(vectors.AsSpan(order[0] * units, units)), Signed(vectors.AsSpan(order[1] * units, units))) { Variance = parts };
    }

    /// <summary>Where activations lie in the plane.</summary>
    public (double X, double Y) Of(ReadOnlySpan<double> activations)
    {
        double x = 0, y = 0;
        for (int i = 0; i < activations.Length; i++) (x, y) = (x + First[i] * (activations[i] - Mean[i]), y + Second[i] * (activations[i] - Mean[i]));
        return (x, y);
    }

    private static ImmutableArray<double> Signed(ReadOnlySpan<double> vector)
    {
        double largest = 0;
        foreach (double v in vector)
            if (Math.Abs(v) > Math.Abs(largest)) largest = v;
        return [.. vector.ToArray().Select(v => largest < 0 ? -v : v)];
    }
}
