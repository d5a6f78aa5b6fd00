using System.Collections.Immutable;

namespace Functional.NN.Kernels;

/// <summary>
/// Sums and extremes of each feature over the samples of a dataset, in <c>double</c>, in the order of <see cref="Reduction"/>: sample i goes to chain i mod 16,
/// the chains are joined as a tree. How many samples are read at a time changes nothing.
/// </summary>
internal static class SampleStatistics
{
    private const int Block = 16 * Reduction.Chains;

    /// <summary>What is taken of a number x and a center c of its feature.</summary>
    public interface IStatistic
    {
        static abstract double Start { get; }
        static abstract double Step(double soFar, double x, double c);
        static abstract double Join(double a, double b);
    }

    public static Tensor<double> Over<T, TStatistic>(Dataset<T> data, Tensor<double> centers) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TStatistic : struct, IStatistic
    {
        int features = data.InputShape.Size;
        var center = centers.BroadcastTo(data.InputShape).AsSpan();
        var chains = new double[Reduction.Chains * features];
        Array.Fill(chains, TStatistic.Start);
        for (int start = 0; start < data.Count; start += Block)
        {
            ImmutableArray<int> indices = [.. Enumerable.Range(start, Math.Min(Block, data.Count - start))];
            var inputs = data.Read(indices).Inputs.AsSpan();
            for (int i = 0; i < indices.Length; i++)
                Step<T, TStatistic>(chains.AsSpan(i % Reduction.Chains * features, features), inputs.Slice(i * features, features), center);
        }
        for (int half = Reduction.Chains / 2; half > 0; half /= 2)
            for (int j = 0; j < half * features; j++)
                chains[j] = TStatistic.Join(chains[j], chains[half * features + j]);
        return Tensor<double>.Own(data.InputShape, chains[..features]);
    }

    private static void Step<T, TStatistic>(Span<double> chain, ReadOnlySpan<T> x, ReadOnlySpan<double> center)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> where TStatistic : struct, IStatistic
    {
        for (int j = 0; j < chain.Length; j++) chain[j] = TStatistic.Step(chain[j], double.CreateTruncating(x[j]), center[j]);
    }

    /// <summary>Σ x</summary>
    internal readonly struct Sum : IStatistic
    {
        public static double Start => 0;
        public static double Step(double soFar, double x, double c) => soFar + x;
        public static double Join(double a, double b) => a + b;
    }

    /// <summary>Σ |x − c|</summary>
    internal readonly struct Distance : IStatistic
    {
        public static double Start => 0;
        public static double Step(double soFar, double x, double c) => soFar + Math.Abs(x - c);
        public static double Join(double a, double b) => a + b;
    }

    /// <summary>Σ (x − c)²</summary>
    internal readonly struct SquaredDistance : IStatistic
    {
        public static double Start => 0;
        public static double Step(double soFar, double x, double c) => soFar + (x - c) * (x - c);
        public static double Join(double a, double b) => a + b;
    }

    /// <summary>The largest x; a NaN wins.</summary>
    internal readonly struct Largest : IStatistic
    {
        public static double Start => double.NegativeInfinity;
        public static double Step(double soFar, double x, double c) => soFar >= x || double.IsNaN(soFar) ? soFar : x;
        public static double Join(double a, double b) => Step(a, b, 0);
    }

    /// <summary>The smallest x; a NaN wins.</summary>
    internal readonly struct Smallest : IStatistic
    {
        public static double Start => double.PositiveInfinity;
        public static double Step(double soFar, double x, double c) => soFar <= x || double.IsNaN(soFar) ? soFar : x;
        public static double Join(double a, double b) => Step(a, b, 0);
    }
}
