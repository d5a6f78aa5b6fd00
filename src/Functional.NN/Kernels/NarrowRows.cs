using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>Softmax and its logarithm of rows too narrow to fill vectors: some rows are turned to stand side by side, one a lane, and turned back.</summary>
internal static unsafe class NarrowRows
{
    /// <summary>Rows that have no more columns are narrow.</summary>
    public const int Columns = 32;

    /// <summary>So many rows side by side.</summary>
    private const int Side = 32;

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Softmax<T>(ReadOnlySpan<T> x, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> memory = stackalloc T[(Columns + 1) * Side];
        for (int start = 0; start < x.Length; start += Side * columns)
        {
            int rows = Math.Min(Side, (x.Length - start) / columns);
            Span<T> turned = memory[..(rows * columns)], one = memory.Slice(Columns * Side, rows);
            Turn<T>(x[start..], rows, columns, turned);
            Shift<T>(turned, one);
            ElementaryMap.Map<T, Elementwise.Exp<T>>(turned, turned);
            Reduction.Columns(turned, columns, rows, one);
            InEach<T, Elementwise.Divide<T>>(turned, one);
            Turn<T>(turned, columns, rows, y[start..]);
        }
    }

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LogSoftmax<T>(ReadOnlySpan<T> x, int columns, Span<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> memory = stackalloc T[(2 * Columns + 1) * Side];
        for (int start = 0; start < x.Length; start += Side * columns)
        {
            int rows = Math.Min(Side, (x.Length - start) / columns);
            Span<T> turned = memory[..(rows * columns)], powers = memory.Slice(Columns * Side, rows * columns), one = memory.Slice(2 * Columns * Side, rows);
            Turn<T>(x[start..], rows, columns, turned);
            Shift<T>(turned, one);
            ElementaryMap.Map<T, Elementwise.Exp<T>>(turned, powers);
            Reduction.Columns(powers, columns, rows, one);
            ElementaryMap.Map<T, Elementwise.Log<T>>(one, one);
            InEach<T, Elementwise.Subtract<T>>(turned, one);
            Turn<T>(turned, columns, rows, y[start..]);
        }
    }

    /// <summary>x − m, m the largest number of each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Shift<T>(Span<T> turned, Span<T> largest) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        turned[..largest.Length].CopyTo(largest);
        for (int i = largest.Length; i < turned.Length; i += largest.Length) Combine<T, Elementwise.Maximum<T>>(largest, turned.Slice(i, largest.Length));
        InEach<T, Elementwise.Subtract<T>>(turned, largest);
    }

    /// <summary>Every row of the turned ones combined with the one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void InEach<T, TFunction>(Span<T> turned, ReadOnlySpan<T> one) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IBinary<T>
    {
        for (int i = 0; i < turned.Length; i += one.Length) Combine<T, TFunction>(turned.Slice(i, one.Length), one);
    }

    /// <summary>a = f(a, b).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Combine<T, TFunction>(Span<T> a, ReadOnlySpan<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T> where TFunction : struct, IBinary<T>
    {
        int i = 0;
        for (; i <= a.Length - Vector<T>.Count; i += Vector<T>.Count) TFunction.Apply(new Vector<T>(a[i..]), new Vector<T>(b[i..])).CopyTo(a[i..]);
        for (; i < a.Length; i++) a[i] = TFunction.Apply(a[i], b[i]);
    }

    private static void Turn<T>(ReadOnlySpan<T> from, int rows, int columns, Span<T> to) where T : unmanaged
    {
        fixed (T* source = from, target = to) Transposition.Transpose(source, columns, target, rows, rows, columns);
    }
}
