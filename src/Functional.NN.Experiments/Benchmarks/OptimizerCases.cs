using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Experiments;

/// <summary>Steps of the optimizers that go over all numbers in one pass, on one thread; what is written is other memory than what is read, as in training.</summary>
internal static class OptimizerCases
{
    private const int Count = 250_000;

    /// <summary>The optimizers of <see cref="NamedOptimizers"/>.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        .. NamedOptimizers.All.Entries.Select(entry => (entry.Name, Fused: entry.Item.Make(entry.Item.Rate ?? 0) as ElementwiseOptimizer)).Where(entry => entry.Fused is not null)
            .Select(entry => new BenchCase(entry.Name, _ => [Measure<float>(entry.Name, entry.Fused!), Measure<double>(entry.Name, entry.Fused!)])),
    ];

    private static ElementResult Measure<T>(string name, ElementwiseOptimizer optimizer) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scalars = new double[optimizer.ScalarCount];
        optimizer.Prepare(1000, scalars);
        Pinned<T>[] old = Vectors<T>(), next = Vectors<T>();
        return BenchRun.Elements<T>("optimizer", name, Count, () =>
            optimizer.Update<T>(scalars, old[^2].Span, old[^1].Span, next[^2].Span, State(optimizer, old), State(optimizer, next)));
    }

    /// <summary>The state's vectors, θ, and the gradient; all positive, as a mean of squares must be.</summary>
    private static Pinned<T>[] Vectors<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> => [.. Enumerable.Range(0, StateSpans<T>.Most + 2).Select(i =>
    {
        var vector = new Pinned<T>(Count);
        RandomKey.FromSeed(i).Uniform<T>(Shape.Of(Count), 0.001, 0.01).AsSpan().CopyTo(vector.Span);
        return vector;
    })];

    private static StateSpans<T> State<T>(ElementwiseOptimizer optimizer, Pinned<T>[] vectors) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = optimizer.VectorNames.Count;
        return new(count > 0 ? vectors[0].Span : default, count > 1 ? vectors[1].Span : default, count > 2 ? vectors[2].Span : default, count > 3 ? vectors[3].Span : default);
    }
}
