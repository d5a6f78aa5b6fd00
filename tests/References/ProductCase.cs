using System.Numerics;
using Functional.NN.Kernels.Products;

namespace Functional.NN.References;

/// <summary>
/// A product of matrices with gaps after their rows, in memory that is NaN around A and B: a kernel that reads beyond them shows in C, and one that writes beyond C
/// shows in C's gaps.
/// </summary>
/// <param name="M">rows of A and C</param>
/// <param name="K">columns of A, rows of B</param>
/// <param name="N">columns of B and C</param>
/// <param name="Transposed">whether A lies transposed</param>
/// <param name="Accumulate">whether the product is added to C</param>
/// <param name="Gap">elements between the rows of A and B, and half of those between the rows of C</param>
/// <param name="ColumnOfA">from a column of A to the next, where A does not lie transposed</param>
/// <param name="RowOfB">from a row of B to the next; n and the gap unless told</param>
/// <param name="Extremes">whether there are infinities, NaN, subnormal and huge numbers among the numbers</param>
/// <param name="Seed">of the numbers</param>
internal sealed record ProductCase(int M, int K, int N, bool Transposed = false, bool Accumulate = false, int Gap = 0, int ColumnOfA = 1, int? RowOfB = null, bool Extremes = false, int Seed = 1)
{
    private const int Margin = 3;

    private Steps Steps { get; } = new(Transposed ? 1 : K * ColumnOfA + Gap, Transposed ? M + Gap : ColumnOfA, RowOfB ?? N + Gap, N + 2 * Gap);

    /// <summary>C and all around it are, after a kernel, what they are after three loops.</summary>
    public unsafe void Agrees<T>(ProductKernel<T> kernel, string name = "the kernel") where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Agree(After<T>(ProductReference.Multiply), After(kernel), name);

    /// <summary>So it is after every kernel of this machine, or after some.</summary>
    public unsafe void Check<T>(IEnumerable<(string Name, ProductKernel<T> Run)>? kernels = null) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var expected = After<T>(ProductReference.Multiply);
        foreach (var (name, run) in kernels ?? ProductKernels<T>.All) Agree(expected, After(run), name);
    }

    /// <summary>C and all around it after a kernel.</summary>
    private unsafe T[] After<T>(ProductKernel<T> kernel) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] a = Around<T>(M, Steps.RowOfA, K, Steps.ColumnOfA, 1), b = Around<T>(K, Steps.RowOfB, N, 1, 2), c = Around<T>(M, Steps.RowOfC, N, 1, 3);
        fixed (T* pa = a, pb = b, pc = c) kernel(pa + Margin, pb + Margin, pc + Margin, Steps, M, K, N, Accumulate);
        return c;
    }

    private void Agree<T>(T[] expected, T[] got, string name) where T : unmanaged, IBinaryFloatingPointIeee754<T> => SameBits.Assert<T>(expected, got, $"{this}, {name}");

    private T[] Around<T>(int rows, nint rowStep, int columns, nint columnStep, int matrix) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var numbers = MixedNumbers.Of<T>(rows * columns, Seed * 1000 + matrix, Extremes);
        var memory = new T[2 * Margin + Math.Max(0, (rows - 1) * rowStep + (columns - 1) * columnStep + 1)];
        Array.Fill(memory, T.NaN);
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < columns; j++)
                memory[Margin + i * rowStep + j * columnStep] = numbers[i * columns + j];
        return memory;
    }
}
