using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>What a network's last layers decide over a rectangle of the plane.</summary>
internal static class PlaneDecisions
{
    private const double Room = 0.12;

    /// <summary>A score for each class at the nodes of a grid: those of the outputs, or of a single output its distance from the threshold on either side.</summary>
    /// <param name="area">the grid</param>
    /// <param name="outputs">(N × 2) to (N × outputs)</param>
    /// <param name="threshold">what a single output must exceed for class 1</param>
    public static ImmutableArray<Raster> Scores<T>(Raster area, Func<Tensor<T>, Tensor<T>> outputs, double threshold) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int nodes = area.Columns * area.Rows;
        var given = outputs(Tensor.Of([nodes, 2], Enumerable.Range(0, nodes).SelectMany(i => (T[])[T.CreateTruncating(area.X(i % area.Columns)), T.CreateTruncating(area.Y(i / area.Columns))])));
        double[] numbers = [.. given.ToArray().Select(v => double.CreateChecked(v))];
        int each = numbers.Length / nodes;
        if (each == 1) return [area with { Values = [.. numbers.Select(v => threshold - v)] }, area with { Values = [.. numbers.Select(v => v - threshold)] }];
        return [.. Enumerable.Range(0, each).Select(k => area with { Values = [.. Enumerable.Range(0, nodes).Select(i => numbers[i * each + k])] })];
    }

    /// <summary>An empty grid around points.</summary>
    public static Raster Around(IEnumerable<LabelledPoint> points, int resolution)
    {
        var finite = points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).ToList();
        if (finite.Count == 0) return new(-1, 1, -1, 1, resolution, resolution, []);
        var (left, right) = Range(finite.Select(p => p.X));
        var (bottom, top) = Range(finite.Select(p => p.Y));
        return new(left, right, bottom, top, resolution, resolution, []);
    }

    /// <summary>The threshold of a single output: ½ behind a sigmoid, which gives probabilities, else 0.</summary>
    public static double Threshold(Network network) => network.Body.Layers.LastOrDefault() is { } last && Bare(last) is Sigmoid ? 0.5 : 0;

    private static ILayer Bare(ILayer layer) => layer switch { NamedLayer named => Bare(named.Layer), Frozen frozen => Bare(frozen.Layer), WeightNoise noisy => Bare(noisy.Layer), Shared shared => Bare(shared.Layer), _ => layer };

    private static (double From, double To) Range(IEnumerable<double> values)
    {
        double low = values.Min(), high = values.Max(), room = high > low ? Room * (high - low) : Math.Max(1e-3, Math.Abs(low) * Room);
        return (low - room, high + room);
    }
}
