using System.Runtime.CompilerServices;
using Functional.NN.Kernels.Products;

namespace Functional.NN.Kernels;

/// <summary>Where a column of a tile reads its right factors, and where it writes its results; in elements.</summary>
internal readonly record struct TilePlace(int Right, int Result);

/// <summary>
/// The one kernel of the convolutions, forward and backward: rows by columns of chains that do not wait for each other, each of them
/// sum ← fma(left[row, i], right[column, i], sum) over i = (outer, middle, inner) ascending.
/// </summary>
/// <remarks>
/// Six rows by four vectors fill the 32 registers of AVX-512; six by two, or two by four, the sixteen of AVX2. Rows and columns do not meet, so
/// the tile cannot change a bit. Their numbers are sizes of type parameters, constants to the compiler, which drops the lines of rows and columns
/// that a tile does not have. The sums have names because the elements of an array do not live in registers.
/// </remarks>
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
    /// <param name="tile">its loops</param>
    /// <param name="rows">1 to 6</param>
    /// <param name="columns">the vectors of all places</param>
    /// <param name="places">what the columns read and write</param>
    /// <param name="left">the left factor of the first row and turn</param>
    /// <param name="right">from where the places are counted</param>
    /// <param name="result">from where the places are counted, in the first row</param>
    /// <param name="bias">one for each row, where the factors have it</param>
    public static void Run<T, TVector, TLanes, TFactors>(ChainTile* tile, int rows, int columns, TilePlace* places, T* left, T* right, T* result, T* bias)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector> where TFactors : struct, ITileFactors<T, TVector>
    {
        switch (rows)
        {
            case 1: Columns<T, TVector, TLanes, TFactors, Number.One>(tile, columns, places, left, right, result, bias); break;
            case 2: Columns<T, TVector, TLanes, TFactors, Number.Two>(tile, columns, places, left, right, result, bias); break;
            case 3: Columns<T, TVector, TLanes, TFactors, Number.Three>(tile, columns, places, left, right, result, bias); break;
            case 4: Columns<T, TVector, TLanes, TFactors, Number.Four>(tile, columns, places, left, right, result, bias); break;
            case 5: Columns<T, TVector, TLanes, TFactors, Number.Five>(tile, columns, places, left, right, result, bias); break;
            case 6: Columns<T, TVector, TLanes, TFactors, Number.Six>(tile, columns, places, left, right, result, bias); break;
        }
    }

    private static void Columns<T, TVector, TLanes, TFactors, TRows>(ChainTile* tile, int columns, TilePlace* places, T* left, T* right, T* result, T* bias)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector> where TFactors : struct, ITileFactors<T, TVector> where TRows : unmanaged
    {
        int width = sizeof(TVector) == 64 || sizeof(TRows) < 3 ? 4 : 2, done = columns / width * width;
        if (done > 0 && width == 4) Tiles<T, TVector, TLanes, TFactors, TRows, Number.Four>(tile, 0, done, places, left, right, result, bias);
        else if (done > 0) Tiles<T, TVector, TLanes, TFactors, TRows, Number.Two>(tile, 0, done, places, left, right, result, bias);
        switch (columns - done)
        {
            case 1: Tiles<T, TVector, TLanes, TFactors, TRows, Number.One>(tile, done, columns, places, left, right, result, bias); break;
            case 2: Tiles<T, TVector, TLanes, TFactors, TRows, Number.Two>(tile, done, columns, places, left, right, result, bias); break;
            case 3: Tiles<T, TVector, TLanes, TFactors, TRows, Number.Three>(tile, done, columns, places, left, right, result, bias); break;
        }
    }

    /// <summary>Rows 0 to 5 by columns a, b, c, d, again and again from the first column to the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<T, TVector, TLanes, TFactors, TRows, TColumns>(ChainTile* tile, int first, int end, TilePlace* places, T* left, T* right, T* result, T* bias)
        where T : unmanaged where TVector : unmanaged where TLanes : struct, ILanes<T, TVector> where TFactors : struct, ITileFactors<T, TVector>
        where TRows : unmanaged where TColumns : unmanaged
    {
        int shift = tile->PlaceShift, mask = (1 << shift) - 1, lanes = sizeof(TVector) / sizeof(T);
        nint row1 = tile->LeftRow, row2 = 2 * row1, row3 = 3 * row1, row4 = 4 * row1, row5 = 5 * row1, next = tile->ResultRow;
        nint leftInner = tile->LeftInner, rightInner = tile->RightInner;
        for (int column = first; column < end; column += sizeof(TColumns))
        {
            int a = column, b = sizeof(TColumns) > 1 ? column + 1 : a, c = sizeof(TColumns) > 2 ? column + 2 : a, d = sizeof(TColumns) > 3 ? column + 3 : a;
            nint from = places[a >> shift].Right + (a & mask) * lanes;
            nint fromB = places[b >> shift].Right + (b & mask) * lanes - from;
            nint fromC = places[c >> shift].Right + (c & mask) * lanes - from;
            nint fromD = places[d >> shift].Right + (d & mask) * lanes - from;
            T* toA = result + places[a >> shift].Result + (a & mask) * lanes;
            T* toB = result + places[b >> shift].Result + (b & mask) * lanes;
            T* toC = result + places[c >> shift].Result + (c & mask) * lanes;
            T* toD = result + places[d >> shift].Result + (d & mask) * lanes;
            TVector a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
            TVector b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
            TVector c0 = default, c1 = default, c2 = default, c3 = default, c4 = default, c5 = default;
            TVector d0 = default, d1 = default, d2 = default, d3 = default, d4 = default, d5 = default;
            if (sizeof(TRows) > 0) { a0 = TFactors.Start(toA); if (sizeof(TColumns) > 1) b0 = TFactors.Start(toB); if (sizeof(TColumns) > 2) c0 = TFactors.Start(toC); if (sizeof(TColumns) > 3) d0 = TFactors.Start(toD); }
            if (sizeof(TRows) > 1) { a1 = TFactors.Start(toA + next); if (sizeof(TColumns) > 1) b1 = TFactors.Start(toB + next); if (sizeof(TColumns) > 2) c1 = TFactors.Start(toC + next); if (sizeof(TColumns) > 3) d1 = TFactors.Start(toD + next); }
            if (sizeof(TRows) > 2) { a2 = TFactors.Start(toA + 2 * next); if (sizeof(TColumns) > 1) b2 = TFactors.Start(toB + 2 * next); if (sizeof(TColumns) > 2) c2 = TFactors.Start(toC + 2 * next); if (sizeof(TColumns) > 3) d2 = TFactors.Start(toD + 2 * next); }
            if (sizeof(TRows) > 3) { a3 = TFactors.Start(toA + 3 * next); if (sizeof(TColumns) > 1) b3 = TFactors.Start(toB + 3 * next); if (sizeof(TColumns) > 2) c3 = TFactors.Start(toC + 3 * next); if (sizeof(TColumns) > 3) d3 = TFactors.Start(toD + 3 * next); }
            if (sizeof(TRows) > 4) { a4 = TFactors.Start(toA + 4 * next); if (sizeof(TColumns) > 1) b4 = TFactors.Start(toB + 4 * next); if (sizeof(TColumns) > 2) c4 = TFactors.Start(toC + 4 * next); if (sizeof(TColumns) > 3) d4 = TFactors.Start(toD + 4 * next); }
            if (sizeof(TRows) > 5) { a5 = TFactors.Start(toA + 5 * next); if (sizeof(TColumns) > 1) b5 = TFactors.Start(toB + 5 * next); if (sizeof(TColumns) > 2) c5 = TFactors.Start(toC + 5 * next); if (sizeof(TColumns) > 3) d5 = TFactors.Start(toD + 5 * next); }
            T* outerLeft = left, outerRight = right + from;
            for (int outer = tile->Outer; outer > 0; outer--)
            {
                T* middleLeft = outerLeft, middleRight = outerRight;
                for (int middle = tile->Middle; middle > 0; middle--)
                {
                    T* l = middleLeft, r = middleRight;
                    for (int inner = tile->Inner; inner > 0; inner--)
                    {
                        TVector v, x = *(TVector*)r, y = default, z = default, u = default;
                        if (sizeof(TColumns) > 1) y = *(TVector*)(r + fromB);
                        if (sizeof(TColumns) > 2) z = *(TVector*)(r + fromC);
                        if (sizeof(TColumns) > 3) u = *(TVector*)(r + fromD);
                        if (sizeof(TRows) > 0) { v = TFactors.Left(l); a0 = TLanes.MultiplyAdd(v, x, a0); if (sizeof(TColumns) > 1) b0 = TLanes.MultiplyAdd(v, y, b0); if (sizeof(TColumns) > 2) c0 = TLanes.MultiplyAdd(v, z, c0); if (sizeof(TColumns) > 3) d0 = TLanes.MultiplyAdd(v, u, d0); }
                        if (sizeof(TRows) > 1) { v = TFactors.Left(l + row1); a1 = TLanes.MultiplyAdd(v, x, a1); if (sizeof(TColumns) > 1) b1 = TLanes.MultiplyAdd(v, y, b1); if (sizeof(TColumns) > 2) c1 = TLanes.MultiplyAdd(v, z, c1); if (sizeof(TColumns) > 3) d1 = TLanes.MultiplyAdd(v, u, d1); }
                        if (sizeof(TRows) > 2) { v = TFactors.Left(l + row2); a2 = TLanes.MultiplyAdd(v, x, a2); if (sizeof(TColumns) > 1) b2 = TLanes.MultiplyAdd(v, y, b2); if (sizeof(TColumns) > 2) c2 = TLanes.MultiplyAdd(v, z, c2); if (sizeof(TColumns) > 3) d2 = TLanes.MultiplyAdd(v, u, d2); }
                        if (sizeof(TRows) > 3) { v = TFactors.Left(l + row3); a3 = TLanes.MultiplyAdd(v, x, a3); if (sizeof(TColumns) > 1) b3 = TLanes.MultiplyAdd(v, y, b3); if (sizeof(TColumns) > 2) c3 = TLanes.MultiplyAdd(v, z, c3); if (sizeof(TColumns) > 3) d3 = TLanes.MultiplyAdd(v, u, d3); }
                        if (sizeof(TRows) > 4) { v = TFactors.Left(l + row4); a4 = TLanes.MultiplyAdd(v, x, a4); if (sizeof(TColumns) > 1) b4 = TLanes.MultiplyAdd(v, y, b4); if (sizeof(TColumns) > 2) c4 = TLanes.MultiplyAdd(v, z, c4); if (sizeof(TColumns) > 3) d4 = TLanes.MultiplyAdd(v, u, d4); }
                        if (sizeof(TRows) > 5) { v = TFactors.Left(l + row5); a5 = TLanes.MultiplyAdd(v, x, a5); if (sizeof(TColumns) > 1) b5 = TLanes.MultiplyAdd(v, y, b5); if (sizeof(TColumns) > 2) c5 = TLanes.MultiplyAdd(v, z, c5); if (sizeof(TColumns) > 3) d5 = TLanes.MultiplyAdd(v, u, d5); }
                        l += leftInner;
                        r += rightInner;
                    }
                    middleLeft += tile->LeftMiddle;
                    middleRight += tile->RightMiddle;
                }
                outerLeft += tile->LeftOuter;
                outerRight += tile->RightOuter;
            }
            if (sizeof(TRows) > 0) { *(TVector*)toA = TFactors.End(a0, bias); if (sizeof(TColumns) > 1) *(TVector*)toB = TFactors.End(b0, bias); if (sizeof(TColumns) > 2) *(TVector*)toC = TFactors.End(c0, bias); if (sizeof(TColumns) > 3) *(TVector*)toD = TFactors.End(d0, bias); }
            if (sizeof(TRows) > 1) { *(TVector*)(toA + next) = TFactors.End(a1, bias + 1); if (sizeof(TColumns) > 1) *(TVector*)(toB + next) = TFactors.End(b1, bias + 1); if (sizeof(TColumns) > 2) *(TVector*)(toC + next) = TFactors.End(c1, bias + 1); if (sizeof(TColumns) > 3) *(TVector*)(toD + next) = TFactors.End(d1, bias + 1); }
            if (sizeof(TRows) > 2) { *(TVector*)(toA + 2 * next) = TFactors.End(a2, bias + 2); if (sizeof(TColumns) > 1) *(TVector*)(toB + 2 * next) = TFactors.End(b2, bias + 2); if (sizeof(TColumns) > 2) *(TVector*)(toC + 2 * next) = TFactors.End(c2, bias + 2); if (sizeof(TColumns) > 3) *(TVector*)(toD + 2 * next) = TFactors.End(d2, bias + 2); }
            if (sizeof(TRows) > 3) { *(TVector*)(toA + 3 * next) = TFactors.End(a3, bias + 3); if (sizeof(TColumns) > 1) *(TVector*)(toB + 3 * next) = TFactors.End(b3, bias + 3); if (sizeof(TColumns) > 2) *(TVector*)(toC + 3 * next) = TFactors.End(c3, bias + 3); if (sizeof(TColumns) > 3) *(TVector*)(toD + 3 * next) = TFactors.End(d3, bias + 3); }
            if (sizeof(TRows) > 4) { *(TVector*)(toA + 4 * next) = TFactors.End(a4, bias + 4); if (sizeof(TColumns) > 1) *(TVector*)(toB + 4 * next) = TFactors.End(b4, bias + 4); if (sizeof(TColumns) > 2) *(TVector*)(toC + 4 * next) = TFactors.End(c4, bias + 4); if (sizeof(TColumns) > 3) *(TVector*)(toD + 4 * next) = TFactors.End(d4, bias + 4); }
            if (sizeof(TRows) > 5) { *(TVector*)(toA + 5 * next) = TFactors.End(a5, bias + 5); if (sizeof(TColumns) > 1) *(TVector*)(toB + 5 * next) = TFactors.End(b5, bias + 5); if (sizeof(TColumns) > 2) *(TVector*)(toC + 5 * next) = TFactors.End(c5, bias + 5); if (sizeof(TColumns) > 3) *(TVector*)(toD + 5 * next) = TFactors.End(d5, bias + 5); }
        }
    }
}
