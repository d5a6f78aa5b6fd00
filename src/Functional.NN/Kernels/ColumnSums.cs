using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Functional.NN.Kernels;

/// <summary>Sums down columns, in the order of <see cref="Reduction"/>: row r of a column goes to chain r mod 16. A vector of columns has its sixteen chains in registers.</summary>
internal static unsafe class ColumnSums
{
    /// <summary>The sums of some neighbouring columns.</summary>
    /// <param name="x">the first of them in the first row</param>
    /// <param name="rows">how many rows there are</param>
    /// <param name="step">from a row to the next</param>
    /// <param name="some">how many columns are summed</param>
    /// <param name="y">their sums</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Of<T>(T* x, int rows, nint step, int some, T* y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = Vector512<T>.Count, column = 0;
        for (; column <= some - width; column += width) *(Vector512<T>*)(y + column) = Sixteen(x + column, rows, step);
        // The last columns that fill no vector: some of them once more, or one by one.
        if (column < some && some >= width) *(Vector512<T>*)(y + some - width) = Sixteen(x + some - width, rows, step);
        else for (; column < some; column++) y[column] = One(x + column, rows, step);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T One<T>(T* x, int rows, nint step) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> chains = stackalloc T[Reduction.Chains];
        chains.Clear();
        for (int row = 0; row < rows; row++, x += step) chains[row % Reduction.Chains] += *x;
        return Reduction.Tree<T>(chains);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<T> Sixteen<T>(T* x, int rows, nint step) where T : unmanaged
    {
        Vector512<T> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        Vector512<T> i = default, j = default, k = default, l = default, m = default, n = default, o = default, p = default;
        nint two = 2 * step, four = 4 * step;
        int row = 0;
        for (; row <= rows - Reduction.Chains; row += Reduction.Chains)
        {
            a += *(Vector512<T>*)x;
            b += *(Vector512<T>*)(x + step);
            c += *(Vector512<T>*)(x + two);
            d += *(Vector512<T>*)(x + two + step);
            x += four;
            e += *(Vector512<T>*)x;
            f += *(Vector512<T>*)(x + step);
            g += *(Vector512<T>*)(x + two);
            h += *(Vector512<T>*)(x + two + step);
            x += four;
            i += *(Vector512<T>*)x;
            j += *(Vector512<T>*)(x + step);
            k += *(Vector512<T>*)(x + two);
            l += *(Vector512<T>*)(x + two + step);
            x += four;
            m += *(Vector512<T>*)x;
            n += *(Vector512<T>*)(x + step);
            o += *(Vector512<T>*)(x + two);
            p += *(Vector512<T>*)(x + two + step);
            x += four;
        }
        int rest = rows - row;
        if (rest > 0) a += *(Vector512<T>*)x;
        if (rest > 1) b += *(Vector512<T>*)(x + step);
        if (rest > 2) c += *(Vector512<T>*)(x + two);
        if (rest > 3) d += *(Vector512<T>*)(x + two + step);
        x += four;
        if (rest > 4) e += *(Vector512<T>*)x;
        if (rest > 5) f += *(Vector512<T>*)(x + step);
        if (rest > 6) g += *(Vector512<T>*)(x + two);
        if (rest > 7) h += *(Vector512<T>*)(x + two + step);
        x += four;
        if (rest > 8) i += *(Vector512<T>*)x;
        if (rest > 9) j += *(Vector512<T>*)(x + step);
        if (rest > 10) k += *(Vector512<T>*)(x + two);
        if (rest > 11) l += *(Vector512<T>*)(x + two + step);
        x += four;
        if (rest > 12) m += *(Vector512<T>*)x;
        if (rest > 13) n += *(Vector512<T>*)(x + step);
        if (rest > 14) o += *(Vector512<T>*)(x + two);
        // The tree: l and l + 8, then l + 4, l + 2, l + 1.
        a = (a + i) + (e + m);
        b = (b + j) + (f + n);
        c = (c + k) + (g + o);
        d = (d + l) + (h + p);
        return (a + c) + (b + d);
    }
}
