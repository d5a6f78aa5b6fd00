using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels.Products;

/// <summary>
/// The kernel of every matrix product: a tile of C, up to fourteen rows of one or two vectors, kept in registers while p runs over the depth k.
/// c[i, j] ← fma(a[i, p], b[p, j], c[i, j]) for p = 0, 1, …, k − 1, from +0 or from what C holds.
/// </summary>
/// <remarks>
/// The one text of all tiles. Rows, vectors and masks are sizes of type parameters, constants to the compiler: it drops the lines of rows and
/// vectors that a tile does not have, before it gives out registers. The sums have names because the elements of an array do not live in registers.
/// </remarks>
/// <typeparam name="T">float or double</typeparam>
/// <typeparam name="TVector">some of them</typeparam>
/// <typeparam name="TLanes">the arithmetic of the vectors</typeparam>
/// <typeparam name="TVectors"><see cref="Number.One"/> or <see cref="Number.Two"/> vectors wide</typeparam>
/// <typeparam name="TEnd">the columns end with the last vector (<see cref="Number.One"/>) or within it (<see cref="Number.Two"/>)</typeparam>
internal static unsafe class Tile<T, TVector, TLanes, TVectors, TEnd>
    where T : unmanaged where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector> where TVectors : unmanaged where TEnd : unmanaged
{
    /// <typeparam name="TRows">the tile's rows, a type of <see cref="Number"/></typeparam>
    /// <param name="a">the tile's first row of A</param>
    /// <param name="b">the tile's first column of B</param>
    /// <param name="c">the tile's first element of C</param>
    /// <param name="steps">how far apart the elements lie</param>
    /// <param name="k">columns of A, rows of B</param>
    /// <param name="rest">columns in the last vector, where they end within it</param>
    /// <param name="accumulate">whether the chains start from what C holds</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<TRows>(T* a, T* b, T* c, in Steps steps, int k, int rest, bool accumulate) where TRows : unmanaged
    {
        nint rowStep = steps.RowOfA, depthStep = steps.ColumnOfA, bStep = steps.RowOfB, cStep = steps.RowOfC, two = 2 * rowStep;
        TVector mask = sizeof(TEnd) == 2 ? TLanes.First(rest) : default;
        TVector c0L = default, c0R = default, c1L = default, c1R = default;
        TVector c2L = default, c2R = default, c3L = default, c3R = default;
        TVector c4L = default, c4R = default, c5L = default, c5R = default;
        TVector c6L = default, c6R = default, c7L = default, c7R = default;
        TVector c8L = default, c8R = default, c9L = default, c9R = default;
        TVector c10L = default, c10R = default, c11L = default, c11R = default;
        TVector c12L = default, c12R = default, c13L = default, c13R = default;
        if (accumulate)
        {
            T* row = c;
            if (sizeof(TRows) > 0) { c0L = Left(row, mask); c0R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 1) { c1L = Left(row, mask); c1R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 2) { c2L = Left(row, mask); c2R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 3) { c3L = Left(row, mask); c3R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 4) { c4L = Left(row, mask); c4R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 5) { c5L = Left(row, mask); c5R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 6) { c6L = Left(row, mask); c6R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 7) { c7L = Left(row, mask); c7R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 8) { c8L = Left(row, mask); c8R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 9) { c9L = Left(row, mask); c9R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 10) { c10L = Left(row, mask); c10R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 11) { c11L = Left(row, mask); c11R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 12) { c12L = Left(row, mask); c12R = Right(row, mask); row += cStep; }
            if (sizeof(TRows) > 13) { c13L = Left(row, mask); c13R = Right(row, mask); row += cStep; }
        }
        T* a0 = a, a3 = a0 + two + rowStep, a6 = a3 + two + rowStep, a9 = a6 + two + rowStep, a12 = a9 + two + rowStep;
        for (int p = 0; p < k; p++)
        {
            TVector bL = Left(b, mask), bR = Right(b, mask), x;
            b += bStep;
            if (sizeof(TRows) > 0) { x = TLanes.All(*a0); c0L = TLanes.MultiplyAdd(x, bL, c0L); c0R = Second(x, bR, c0R); }
            if (sizeof(TRows) > 1) { x = TLanes.All(a0[rowStep]); c1L = TLanes.MultiplyAdd(x, bL, c1L); c1R = Second(x, bR, c1R); }
            if (sizeof(TRows) > 2) { x = TLanes.All(a0[two]); c2L = TLanes.MultiplyAdd(x, bL, c2L); c2R = Second(x, bR, c2R); }
            if (sizeof(TRows) > 3) { x = TLanes.All(*a3); c3L = TLanes.MultiplyAdd(x, bL, c3L); c3R = Second(x, bR, c3R); }
            if (sizeof(TRows) > 4) { x = TLanes.All(a3[rowStep]); c4L = TLanes.MultiplyAdd(x, bL, c4L); c4R = Second(x, bR, c4R); }
            if (sizeof(TRows) > 5) { x = TLanes.All(a3[two]); c5L = TLanes.MultiplyAdd(x, bL, c5L); c5R = Second(x, bR, c5R); }
            if (sizeof(TRows) > 6) { x = TLanes.All(*a6); c6L = TLanes.MultiplyAdd(x, bL, c6L); c6R = Second(x, bR, c6R); }
            if (sizeof(TRows) > 7) { x = TLanes.All(a6[rowStep]); c7L = TLanes.MultiplyAdd(x, bL, c7L); c7R = Second(x, bR, c7R); }
            if (sizeof(TRows) > 8) { x = TLanes.All(a6[two]); c8L = TLanes.MultiplyAdd(x, bL, c8L); c8R = Second(x, bR, c8R); }
            if (sizeof(TRows) > 9) { x = TLanes.All(*a9); c9L = TLanes.MultiplyAdd(x, bL, c9L); c9R = Second(x, bR, c9R); }
            if (sizeof(TRows) > 10) { x = TLanes.All(a9[rowStep]); c10L = TLanes.MultiplyAdd(x, bL, c10L); c10R = Second(x, bR, c10R); }
            if (sizeof(TRows) > 11) { x = TLanes.All(a9[two]); c11L = TLanes.MultiplyAdd(x, bL, c11L); c11R = Second(x, bR, c11R); }
            if (sizeof(TRows) > 12) { x = TLanes.All(*a12); c12L = TLanes.MultiplyAdd(x, bL, c12L); c12R = Second(x, bR, c12R); }
            if (sizeof(TRows) > 13) { x = TLanes.All(a12[rowStep]); c13L = TLanes.MultiplyAdd(x, bL, c13L); c13R = Second(x, bR, c13R); }
            a0 += depthStep;
            if (sizeof(TRows) > 3) a3 += depthStep;
            if (sizeof(TRows) > 6) a6 += depthStep;
            if (sizeof(TRows) > 9) a9 += depthStep;
            if (sizeof(TRows) > 12) a12 += depthStep;
        }
        if (sizeof(TRows) > 0) { Put(c0L, c0R, c, mask); c += cStep; }
        if (sizeof(TRows) > 1) { Put(c1L, c1R, c, mask); c += cStep; }
        if (sizeof(TRows) > 2) { Put(c2L, c2R, c, mask); c += cStep; }
        if (sizeof(TRows) > 3) { Put(c3L, c3R, c, mask); c += cStep; }
        if (sizeof(TRows) > 4) { Put(c4L, c4R, c, mask); c += cStep; }
        if (sizeof(TRows) > 5) { Put(c5L, c5R, c, mask); c += cStep; }
        if (sizeof(TRows) > 6) { Put(c6L, c6R, c, mask); c += cStep; }
        if (sizeof(TRows) > 7) { Put(c7L, c7R, c, mask); c += cStep; }
        if (sizeof(TRows) > 8) { Put(c8L, c8R, c, mask); c += cStep; }
        if (sizeof(TRows) > 9) { Put(c9L, c9R, c, mask); c += cStep; }
        if (sizeof(TRows) > 10) { Put(c10L, c10R, c, mask); c += cStep; }
        if (sizeof(TRows) > 11) { Put(c11L, c11R, c, mask); c += cStep; }
        if (sizeof(TRows) > 12) { Put(c12L, c12R, c, mask); c += cStep; }
        if (sizeof(TRows) > 13) { Put(c13L, c13R, c, mask); c += cStep; }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Second(TVector a, TVector b, TVector c) => sizeof(TVectors) == 1 ? c : TLanes.MultiplyAdd(a, b, c);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Left(T* row, TVector mask) => sizeof(TVectors) == 1 && sizeof(TEnd) == 2 ? TLanes.LoadSome(row, mask) : TLanes.Load(row);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Right(T* row, TVector mask)
    {
        if (sizeof(TVectors) == 1) return default;
        row += sizeof(TVector) / sizeof(T);
        return sizeof(TEnd) == 2 ? TLanes.LoadSome(row, mask) : TLanes.Load(row);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector left, TVector right, T* row, TVector mask)
    {
        if (sizeof(TVectors) == 1 && sizeof(TEnd) == 2) TLanes.StoreSome(left, row, mask);
        else TLanes.Store(left, row);
        if (sizeof(TVectors) == 1) return;
        row += sizeof(TVector) / sizeof(T);
        if (sizeof(TEnd) == 2) TLanes.StoreSome(right, row, mask);
        else TLanes.Store(right, row);
    }
}
