using Functional.NN.Kernels;
using MathNet.Numerics;

namespace Functional.NN.Providers;

/// <summary>MathNet's provider with products by the built-in kernels: no native code, and the same bits on every machine and with any number of threads.</summary>
/// <remarks>Each element of a product is one chain of fused multiply-adds over ascending k, started at +0. <c>new ManagedSimdLinearAlgebraProvider().Use()</c> speeds up a program that uses MathNet's matrices.</remarks>
public sealed class ManagedSimdLinearAlgebraProvider : ProductLinearAlgebraProvider
{
    private readonly int? _threads;

    /// <summary>On as many threads as MathNet is told to use, <see cref="Control.MaxDegreeOfParallelism"/>, whenever a product is computed.</summary>
    public ManagedSimdLinearAlgebraProvider()
    {
    }

    /// <summary>On a number of threads of its own.</summary>
    /// <param name="threads">how many work on a large product, the caller's among them; 1 or more</param>
    public ManagedSimdLinearAlgebraProvider(int threads) => _threads = new Compute(Backend.Managed, threads).Threads;

    /// <inheritdoc/>
    public override string Description => $"Functional.NN managed SIMD ({Backend.Managed.Description})";

    private protected override void Multiply<T>(ReadOnlySpan<T> a, bool transposeA, ReadOnlySpan<T> b, bool transposeB, Span<T> c, int m, int k, int n, bool accumulate) =>
        ContiguousProduct.Multiply(a, transposeA, b, transposeB, c, m, k, n, accumulate, _threads ?? Control.MaxDegreeOfParallelism);
}
