using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>What the left factors of a tile are: one number for all lanes, or a number for each; and what its chains start from.</summary>
internal interface ILeftFactors<T, TVector, TLanes> where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
{
    static abstract unsafe TVector Read(T* left);

    static abstract unsafe TVector Start(T* result);
}

/// <summary>Weights: the same for all samples. The chains start from +0.</summary>
internal readonly struct WeightFactors<T, TVector, TLanes> : ILeftFactors<T, TVector, TLanes>
    where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe TVector Read(T* left) => TLanes.All(*left);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe TVector Start(T* result) => default;
}

/// <summary>Cells of sixteen samples: one for each lane. The chains go on from where they were.</summary>
internal readonly struct CellFactors<T, TVector, TLanes> : ILeftFactors<T, TVector, TLanes>
    where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe TVector Read(T* left) => *(TVector*)left;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe TVector Start(T* result) => *(TVector*)result;
}

/// <summary>Where a column of a tile reads its right factors, and where it writes its results; in elements.</summary>
internal readonly record struct TilePlace(int Right, int Result);

/// <summary>
/// The one kernel of the convolutions, forward and backward: rows by columns of chains that do not wait for each other, each of them
/// sum ← fma(left[row, i], right[column, i], sum) over i = (outer, middle, inner) ascending.
/// </summary>
/// <remarks>Six rows by four vectors fill the 32 registers of AVX-512; six by two, or two by four, the sixteen of AVX2. Rows and columns do not meet, so the tile cannot change a bit.</remarks>
internal unsafe struct ChainTile
{
    public const int MostRows = 6;

    /// <summary>How often each loop turns.</summary>
    public int Outer, Middle, Inner;

    /// <summary>How many elements each turn moves the left factors, and what lies between two rows of them.</summary>
    public nint LeftOuter, LeftMiddle, LeftInner, LeftRow;

    /// <summary>How many elements each turn moves the right factors.</summary>
    public nint RightOuter, RightMiddle, RightInner;

    /// <summary>What lies between two rows of results.</summary>
    public nint ResultRow;

    /// <summary>A place is 2 to this power columns of the tile, one vector after another: those that hold its sixteen samples, or one.</summary>
    public int PlaceShift;

    /// <summary>All columns of up to six rows.</summary>
    public static void Run<T, TVector, TLanes, TLeft>(ChainTile* tile, int rows, int columns, TilePlace* places, T* left, T* right, T* result)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector> where TLeft : struct, ILeftFactors<T, TVector, TLanes>
    {
        switch (rows)
        {
            case 1: Columns<T, TVector, TLanes, TLeft, One>(tile, columns, places, left, right, result); break;
            case 2: Columns<T, TVector, TLanes, TLeft, Two>(tile, columns, places, left, right, result); break;
            case 3: Columns<T, TVector, TLanes, TLeft, Three>(tile, columns, places, left, right, result); break;
            case 4: Columns<T, TVector, TLanes, TLeft, Four>(tile, columns, places, left, right, result); break;
            case 5: Columns<T, TVector, TLanes, TLeft, Five>(tile, columns, places, left, right, result); break;
            case 6: Columns<T, TVector, TLanes, TLeft, Six>(tile, columns, places, left, right, result); break;
        }
    }

    private static void Columns<T, TVector, TLanes, TLeft, TRows>(ChainTile* tile, int columns, TilePlace* places, T* left, T* right, T* result)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector> where TLeft : struct, ILeftFactors<T, TVector, TLanes> where TRows : struct, ICount
    {
        int width = sizeof(TVector) == 64 || TRows.Value < 3 ? 4 : 2, tiles = columns / width, done = tiles * width;
        if (tiles > 0 && width == 4) Tiles<T, TVector, TLanes, TLeft, TRows, Four>(tile, 0, done, places, left, right, result);
        else if (tiles > 0) Tiles<T, TVector, TLanes, TLeft, TRows, Two>(tile, 0, done, places, left, right, result);
        switch (columns - done)
        {
            case 1: Tiles<T, TVector, TLanes, TLeft, TRows, One>(tile, done, columns, places, left, right, result); break;
            case 2: Tiles<T, TVector, TLanes, TLeft, TRows, Two>(tile, done, columns, places, left, right, result); break;
            case 3: Tiles<T, TVector, TLanes, TLeft, TRows, Three>(tile, done, columns, places, left, right, result); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<T, TVector, TLanes, TLeft, TRows, TColumns>(ChainTile* tile, int first, int end, TilePlace* places, T* left, T* right, T* result)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector> where TLeft : struct, ILeftFactors<T, TVector, TLanes>
        where TRows : struct, ICount where TColumns : struct, ICount
    {
        int shift = tile->PlaceShift, mask = (1 << shift) - 1, lanes = sizeof(TVector) / sizeof(T);
        nint row1 = tile->LeftRow, row2 = 2 * row1, row3 = 3 * row1, row4 = 4 * row1, row5 = 5 * row1;
        nint leftInner = tile->LeftInner, rightInner = tile->RightInner;
        for (int column = first; column < end; column += TColumns.Value)
        {
            int a = column, b = TColumns.Value > 1 ? column + 1 : a, c = TColumns.Value > 2 ? column + 2 : a, d = TColumns.Value > 3 ? column + 3 : a;
            nint from = places[a >> shift].Right + (a & mask) * lanes;
            nint fromB = places[b >> shift].Right + (b & mask) * lanes - from;
            nint fromC = places[c >> shift].Right + (c & mask) * lanes - from;
            nint fromD = places[d >> shift].Right + (d & mask) * lanes - from;
            T* to = result + places[a >> shift].Result + (a & mask) * lanes;
            T* toB = result + places[b >> shift].Result + (b & mask) * lanes;
            T* toC = result + places[c >> shift].Result + (c & mask) * lanes;
            T* toD = result + places[d >> shift].Result + (d & mask) * lanes;
            nint next = tile->ResultRow;
            TVector a0 = TLeft.Start(to), b0 = a0, c0 = a0, d0 = a0;
            TVector a1 = a0, b1 = a0, c1 = a0, d1 = a0, a2 = a0, b2 = a0, c2 = a0, d2 = a0, a3 = a0, b3 = a0, c3 = a0, d3 = a0;
            TVector a4 = a0, b4 = a0, c4 = a0, d4 = a0, a5 = a0, b5 = a0, c5 = a0, d5 = a0;
            if (TColumns.Value > 1) b0 = TLeft.Start(toB);
            if (TColumns.Value > 2) c0 = TLeft.Start(toC);
            if (TColumns.Value > 3) d0 = TLeft.Start(toD);
            if (TRows.Value > 1)
            {
                a1 = TLeft.Start(to + 1 * next);
                if (TColumns.Value > 1) b1 = TLeft.Start(toB + 1 * next);
                if (TColumns.Value > 2) c1 = TLeft.Start(toC + 1 * next);
                if (TColumns.Value > 3) d1 = TLeft.Start(toD + 1 * next);
            }
            if (TRows.Value > 2)
            {
                a2 = TLeft.Start(to + 2 * next);
                if (TColumns.Value > 1) b2 = TLeft.Start(toB + 2 * next);
                if (TColumns.Value > 2) c2 = TLeft.Start(toC + 2 * next);
                if (TColumns.Value > 3) d2 = TLeft.Start(toD + 2 * next);
            }
            if (TRows.Value > 3)
            {
                a3 = TLeft.Start(to + 3 * next);
                if (TColumns.Value > 1) b3 = TLeft.Start(toB + 3 * next);
                if (TColumns.Value > 2) c3 = TLeft.Start(toC + 3 * next);
                if (TColumns.Value > 3) d3 = TLeft.Start(toD + 3 * next);
            }
            if (TRows.Value > 4)
            {
                a4 = TLeft.Start(to + 4 * next);
                if (TColumns.Value > 1) b4 = TLeft.Start(toB + 4 * next);
                if (TColumns.Value > 2) c4 = TLeft.Start(toC + 4 * next);
                if (TColumns.Value > 3) d4 = TLeft.Start(toD + 4 * next);
            }
            if (TRows.Value > 5)
            {
                a5 = TLeft.Start(to + 5 * next);
                if (TColumns.Value > 1) b5 = TLeft.Start(toB + 5 * next);
                if (TColumns.Value > 2) c5 = TLeft.Start(toC + 5 * next);
                if (TColumns.Value > 3) d5 = TLeft.Start(toD + 5 * next);
            }
            T* outerLeft = left, outerRight = right + from;
            for (int outer = tile->Outer; outer > 0; outer--)
            {
                T* middleLeft = outerLeft, middleRight = outerRight;
                for (int middle = tile->Middle; middle > 0; middle--)
                {
                    T* l = middleLeft, r = middleRight;
                    for (int inner = tile->Inner; inner > 0; inner--)
                    {
                        TVector x = *(TVector*)r, y = x, z = x, u = x, v = TLeft.Read(l);
                        if (TColumns.Value > 1) y = *(TVector*)(r + fromB);
                        if (TColumns.Value > 2) z = *(TVector*)(r + fromC);
                        if (TColumns.Value > 3) u = *(TVector*)(r + fromD);
                        a0 = TLanes.MultiplyAdd(v, x, a0);
                        if (TColumns.Value > 1) b0 = TLanes.MultiplyAdd(v, y, b0);
                        if (TColumns.Value > 2) c0 = TLanes.MultiplyAdd(v, z, c0);
                        if (TColumns.Value > 3) d0 = TLanes.MultiplyAdd(v, u, d0);
                        if (TRows.Value > 1)
                        {
                            v = TLeft.Read(l + row1);
                            a1 = TLanes.MultiplyAdd(v, x, a1);
                            if (TColumns.Value > 1) b1 = TLanes.MultiplyAdd(v, y, b1);
                            if (TColumns.Value > 2) c1 = TLanes.MultiplyAdd(v, z, c1);
                            if (TColumns.Value > 3) d1 = TLanes.MultiplyAdd(v, u, d1);
                        }
                        if (TRows.Value > 2)
                        {
                            v = TLeft.Read(l + row2);
                            a2 = TLanes.MultiplyAdd(v, x, a2);
                            if (TColumns.Value > 1) b2 = TLanes.MultiplyAdd(v, y, b2);
                            if (TColumns.Value > 2) c2 = TLanes.MultiplyAdd(v, z, c2);
                            if (TColumns.Value > 3) d2 = TLanes.MultiplyAdd(v, u, d2);
                        }
                        if (TRows.Value > 3)
                        {
                            v = TLeft.Read(l + row3);
                            a3 = TLanes.MultiplyAdd(v, x, a3);
                            if (TColumns.Value > 1) b3 = TLanes.MultiplyAdd(v, y, b3);
                            if (TColumns.Value > 2) c3 = TLanes.MultiplyAdd(v, z, c3);
                            if (TColumns.Value > 3) d3 = TLanes.MultiplyAdd(v, u, d3);
                        }
                        if (TRows.Value > 4)
                        {
                            v = TLeft.Read(l + row4);
                            a4 = TLanes.MultiplyAdd(v, x, a4);
                            if (TColumns.Value > 1) b4 = TLanes.MultiplyAdd(v, y, b4);
                            if (TColumns.Value > 2) c4 = TLanes.MultiplyAdd(v, z, c4);
                            if (TColumns.Value > 3) d4 = TLanes.MultiplyAdd(v, u, d4);
                        }
                        if (TRows.Value > 5)
                        {
                            v = TLeft.Read(l + row5);
                            a5 = TLanes.MultiplyAdd(v, x, a5);
                            if (TColumns.Value > 1) b5 = TLanes.MultiplyAdd(v, y, b5);
                            if (TColumns.Value > 2) c5 = TLanes.MultiplyAdd(v, z, c5);
                            if (TColumns.Value > 3) d5 = TLanes.MultiplyAdd(v, u, d5);
                        }
                        l += leftInner;
                        r += rightInner;
                    }
                    middleLeft += tile->LeftMiddle;
                    middleRight += tile->RightMiddle;
                }
                outerLeft += tile->LeftOuter;
                outerRight += tile->RightOuter;
            }
            *(TVector*)to = a0;
            if (TColumns.Value > 1) *(TVector*)toB = b0;
            if (TColumns.Value > 2) *(TVector*)toC = c0;
            if (TColumns.Value > 3) *(TVector*)toD = d0;
            if (TRows.Value > 1)
            {
                *(TVector*)(to + 1 * next) = a1;
                if (TColumns.Value > 1) *(TVector*)(toB + 1 * next) = b1;
                if (TColumns.Value > 2) *(TVector*)(toC + 1 * next) = c1;
                if (TColumns.Value > 3) *(TVector*)(toD + 1 * next) = d1;
            }
            if (TRows.Value > 2)
            {
                *(TVector*)(to + 2 * next) = a2;
                if (TColumns.Value > 1) *(TVector*)(toB + 2 * next) = b2;
                if (TColumns.Value > 2) *(TVector*)(toC + 2 * next) = c2;
                if (TColumns.Value > 3) *(TVector*)(toD + 2 * next) = d2;
            }
            if (TRows.Value > 3)
            {
                *(TVector*)(to + 3 * next) = a3;
                if (TColumns.Value > 1) *(TVector*)(toB + 3 * next) = b3;
                if (TColumns.Value > 2) *(TVector*)(toC + 3 * next) = c3;
                if (TColumns.Value > 3) *(TVector*)(toD + 3 * next) = d3;
            }
            if (TRows.Value > 4)
            {
                *(TVector*)(to + 4 * next) = a4;
                if (TColumns.Value > 1) *(TVector*)(toB + 4 * next) = b4;
                if (TColumns.Value > 2) *(TVector*)(toC + 4 * next) = c4;
                if (TColumns.Value > 3) *(TVector*)(toD + 4 * next) = d4;
            }
            if (TRows.Value > 5)
            {
                *(TVector*)(to + 5 * next) = a5;
                if (TColumns.Value > 1) *(TVector*)(toB + 5 * next) = b5;
                if (TColumns.Value > 2) *(TVector*)(toC + 5 * next) = c5;
                if (TColumns.Value > 3) *(TVector*)(toD + 5 * next) = d5;
            }
        }
    }
}
