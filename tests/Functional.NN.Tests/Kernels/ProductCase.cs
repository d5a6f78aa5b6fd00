using System.Numerics;
using System.Runtime.InteropServices;
using Functional.NN.Kernels.Products;

namespace Functional.NN.Tests.Kernels;

/// <summary>
/// Matrices with gaps after their rows, in memory that is NaN around A and B: a kernel that reads beyond them shows in C, and one that writes beyond C
/// shows in C's gaps.
/// </summary>
internal sealed class ProductCase<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int Margin = 3;
    private readonly int m, k, n;
    private readonly bool accumulate;
    private readonly Steps steps;
    private readonly T[] a, b, c;

    public ProductCase(int m, int k, int n, bool transposed = false, bool accumulate = false, int gap = 0, int columnOfA = 1, int? rowOfB = null)
    {
        (this.m, this.k, this.n, this.accumulate) = (m, k, n, accumulate);
        steps = new Steps(transposed ? 1 : k * columnOfA + gap, transposed ? m + gap : columnOfA, rowOfB ?? n + gap, n + 2 * gap);
        a = Around(m, steps.RowOfA, k, steps.ColumnOfA, 1);
        b = Around(k, steps.RowOfB, n, 1, 2);
        c = Around(m, steps.RowOfC, n, 1, 3);
    }

    /// <summary>C and all around it after a kernel.</summary>
    public unsafe T[] After(ProductKernel<T> kernel)
    {
        var to = (T[])c.Clone();
        fixed (T* pa = a, pb = b, pc = to) kernel(pa + Margin, pb + Margin, pc + Margin, steps, m, k, n, accumulate);
        return to;
    }

    /// <summary>C and all around it after three loops.</summary>
    public T[] Expected()
    {
        var to = (T[])c.Clone();
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++)
            {
                ref var sum = ref to[Margin + i * steps.RowOfC + j];
                if (!accumulate) sum = T.Zero;
                for (int p = 0; p < k; p++)
                    sum = T.FusedMultiplyAdd(a[Margin + i * steps.RowOfA + p * steps.ColumnOfA], b[Margin + p * steps.RowOfB + j], sum);
            }
        return to;
    }

    public void Check() => Check(ProductKernels<T>.All);

    public void Check(IEnumerable<(string Name, ProductKernel<T> Run)> kernels)
    {
        var expected = Expected();
        foreach (var (name, run) in kernels)
            Assert.True(MemoryMarshal.AsBytes(expected.AsSpan()).SequenceEqual(MemoryMarshal.AsBytes(After(run).AsSpan())), $"{this}, {name}");
    }

    public override string ToString() => $"{m}×{k}·{k}×{n} with {steps}{(accumulate ? ", added to C" : "")}";

    private static T[] Around(int rows, nint rowStep, int columns, nint columnStep, int seed)
    {
        var random = new Random(seed * 1000 + rows * 7 + columns);
        var memory = new T[2 * Margin + Math.Max(0, (rows - 1) * rowStep + (columns - 1) * columnStep + 1)];
        Array.Fill(memory, T.NaN);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                memory[Margin + i * rowStep + j * columnStep] = random.Next(8) == 0 ? T.NegativeZero : T.CreateTruncating(random.NextDouble() - 0.5);
        return memory;
    }
}
