using System.Numerics;
using Functional.NN.Kernels;

namespace Functional.NN.Experiments;

/// <summary>Matrix products: <c>128x784x256</c> is a 128×784 matrix times a 784×256 one; with a <c>t</c> before it the first one is read transposed.</summary>
internal static class ProductCases
{
    private static readonly (int M, int K, int N)[] OneThread = [(10, 64, 128), (32, 64, 64), (128, 784, 256), (128, 128, 128), (256, 256, 256), (512, 512, 512)];

    /// <summary>The products of small networks on one thread, and a large one on all.</summary>
    public static IReadOnlyList<BenchCase> All { get; } =
    [
        .. OneThread.Select(s => Case(s.M, s.K, s.N, false, _ => 1)),
        Case(784, 128, 256, true, _ => 1),
        Case(2048, 2048, 2048, false, settings => settings.Threads),
    ];

    private static BenchCase Case(int m, int k, int n, bool transposed, Func<BenchSettings, int> threads)
    {
        string name = Sentence.Of($"{(transposed ? "t" : "")}{m}x{k}x{n}");
        return new(name, run => Both(run, name, m, k, n, transposed, threads(run.Settings)));
    }

    private static IEnumerable<BenchResult> Both(BenchRun run, string name, int m, int k, int n, bool transposed, int threads)
    {
        yield return Measure<float>(run, name, m, k, n, transposed, threads);
        yield return Measure<double>(run, name, m, k, n, transposed, threads);
    }

    private static ProductResult Measure<T>(BenchRun run, string name, int m, int k, int n, bool transposed, int threads) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Pinned<T> a = Filled<T>(m * k), b = Filled<T>(k * n), c = new(m * n);
        return run.Product<T>("gemm", name, threads, (double)m * k * n, () => ContiguousProduct.Multiply<T>(a.Span, transposed, b.Span, false, c.Span, m, k, n, accumulate: false, threads));
    }

    private static Pinned<T> Filled<T>(int count) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = new Pinned<T>(count);
        BenchRun.Numbers<T>(count).CopyTo(numbers.Span);
        return numbers;
    }
}
