using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels.Products;

/// <summary>
/// A product too large for the caches, in blocks: the panels of a block of B, and then a block of A, are copied to where their rows lie close.
/// A later block of the depth continues the chains through C, so blocks cannot change a bit.
/// </summary>
internal static unsafe class Blocks<T, TVector, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector>
{
    private const int BytesOfA = 512 << 10, BytesOfB = 4 << 20, MostDepth = 512;
    private const long Page = 4096;

    /// <summary>The columns of a panel.</summary>
    private static int Columns => Rectangle<T, TVector, TLanes>.Columns;

    /// <summary>One line of the cache between neighbours, so that they do not fall on one another there.</summary>
    private static int Gap => Scratch.Line / sizeof(T);

    /// <summary>
    /// Whether copies pay: if there are rows enough to use each panel of B often, and B is large, or its rows lie so far apart, by a large power
    /// of two, that only few places of the cache are theirs.
    /// </summary>
    public static bool Pay(nint rowOfB, int m, int k, int n) =>
        m >= 5 * TLanes.MostRowsOfTwo && ((long)k * n * sizeof(T) > BytesOfB * 3L / 2 || k > MostInPlace(rowOfB * sizeof(T)));

    /// <summary>The most rows of B that the cache holds at such a distance.</summary>
    private static long MostInPlace(long bytes)
    {
        long power = bytes & -bytes;
        return power == 0 ? long.MaxValue : power >= Page ? TLanes.MostPages : TLanes.MostHalfPages * (Page / 2 / power);
    }

    /// <summary>A depth of one or more, in blocks for usual caches: A in half of the second level, B in the third, a panel of B in or near the first.</summary>
    public static void Run(T* a, T* b, T* c, in Steps steps, int m, int k, int n, bool accumulate)
    {
        int depth = Part(k, MostDepth), height = Part(m, BytesOfA / (depth * sizeof(T))), width = Part(n, BytesOfB / (depth * sizeof(T)));
        Run(a, b, c, steps, m, k, n, accumulate, height, depth, RoundUp(width, Columns));
    }

    /// <remarks>Blocks of A are height × depth, of B depth × width, a multiple of a panel's columns.</remarks>
    public static void Run(T* a, T* b, T* c, in Steps steps, int m, int k, int n, bool accumulate, int height, int depth, int width)
    {
        int sizeOfB = RoundUp((depth * Columns + Gap) * (width / Columns), Gap), sizeOfA = Math.Max((height + Gap) * depth, (depth + Gap) * height);
        T* blockOfB = (T*)Scratch.Of((nint)(sizeOfB + sizeOfA) * sizeof(T)), blockOfA = blockOfB + sizeOfB;
        for (int j = 0; j < n; j += width)
            for (int p = 0; p < k; p += depth)
            {
                int deep = Math.Min(depth, k - p), wide = Math.Min(width, n - j);
                CopyPanels(b + p * steps.RowOfB + j, steps.RowOfB, blockOfB, deep, wide);
                for (int i = 0; i < m; i += height)
                {
                    int high = Math.Min(height, m - i);
                    var inside = CopyBlock(a + i * steps.RowOfA + p * steps.ColumnOfA, steps, blockOfA, high, deep);
                    Panels(blockOfA, blockOfB, c + i * steps.RowOfC + j, inside, high, deep, wide, accumulate || p > 0);
                }
            }
    }

    private static void Panels(T* a, T* b, T* c, in Steps steps, int m, int k, int n, bool accumulate)
    {
        for (; n > 0; n -= Columns, b += k * Columns + Gap, c += Columns)
            Rectangle<T, TVector, TLanes>.Run(a, b, c, steps, m, k, Math.Min(n, Columns), accumulate);
    }

    /// <summary>Copies a block of A in the direction it has.</summary>
    /// <returns>the steps of a product of the copies</returns>
    private static Steps CopyBlock(T* from, in Steps steps, T* to, int rows, int columns)
    {
        if (steps.RowOfA == 1)
        {
            Copy(from, steps.ColumnOfA, 1, to, rows + Gap, columns, rows);
            return new Steps(1, rows + Gap, Columns, steps.RowOfC);
        }
        Copy(from, steps.RowOfA, steps.ColumnOfA, to, columns + Gap, rows, columns);
        return new Steps(columns + Gap, 1, Columns, steps.RowOfC);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Copy(T* from, nint fromRow, nint fromColumn, T* to, nint toRow, int rows, int columns)
    {
        int lanes = Columns / 2, whole = fromColumn == 1 ? columns - columns % lanes : 0;
        for (int row = 0; row < rows; row++, from += fromRow, to += toRow)
        {
            for (int column = 0; column < whole; column += lanes) TLanes.Store(TLanes.Load(from + column), to + column);
            for (int column = whole; column < columns; column++) to[column] = from[column * fromColumn];
        }
    }

    /// <summary>Copies a block of B row by row, as it lies, into one panel after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyPanels(T* from, nint fromRow, T* to, int rows, int columns)
    {
        int lanes = Columns / 2, whole = columns - columns % Columns;
        nint panel = rows * Columns + Gap;
        for (int row = 0; row < rows; row++, from += fromRow, to += Columns)
        {
            T* target = to;
            for (int column = 0; column < whole; column += Columns, target += panel)
            {
                TLanes.Store(TLanes.Load(from + column), target);
                TLanes.Store(TLanes.Load(from + column + lanes), target + lanes);
            }
            for (int column = whole; column < columns; column++) target[column - whole] = from[column];
        }
    }

    /// <summary>The size of nearly equal parts, none above the most.</summary>
    private static int Part(int whole, int most)
    {
        int parts = (whole + most - 1) / most;
        return (whole + parts - 1) / parts;
    }

    private static int RoundUp(int size, int unit) => (size + unit - 1) / unit * unit;
}
