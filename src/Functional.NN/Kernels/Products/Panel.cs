using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels.Products;

/// <summary>One or two vectors of columns of C over all its rows, in tiles of nearly equal height: one row more or less, and never a short last tile.</summary>
internal static unsafe class Panel<T, TVector, TLanes, TVectors, TEnd>
    where T : unmanaged where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector> where TVectors : unmanaged where TEnd : unmanaged
{
    /// <summary>The depth from which the sums of a tile take longer than memory needs to bring the next.</summary>
    private const int DeepTile = 256;

    /// <remarks>The parameters are those of the tile, with m rows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, T* b, T* c, in Steps steps, int m, int k, int rest, bool accumulate)
    {
        if (m == 0) return;
        int most = sizeof(TVectors) == 1 ? TLanes.MostRows : TLanes.MostRowsOfTwo, tiles = (m + most - 1) / most, height = m / tiles, taller = m % tiles;
        for (int tile = 0; tile < tiles; tile++)
        {
            int rows = tile < taller ? height + 1 : height;
            T* next = c + rows * steps.RowOfC;
            if (accumulate && k >= DeepTile && tile + 1 < tiles && Sse.IsSupported) Fetch(next, steps.RowOfC, rows);
            RunTile(rows, a, b, c, steps, k, rest, accumulate);
            a += rows * steps.RowOfA;
            c = next;
        }
    }

    /// <summary>Asks for the next tile's rows of C while this tile is computed.</summary>
    private static void Fetch(T* c, nint step, int rows)
    {
        for (int row = 0; row < rows; row++, c += step)
        {
            Sse.Prefetch0(c);
            if (sizeof(TVectors) == 2) Sse.Prefetch0(c + sizeof(TVector) / sizeof(T));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunTile(int rows, T* a, T* b, T* c, in Steps steps, int k, int rest, bool accumulate)
    {
        switch (rows)
        {
            case 1: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.One>(a, b, c, steps, k, rest, accumulate); break;
            case 2: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Two>(a, b, c, steps, k, rest, accumulate); break;
            case 3: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Three>(a, b, c, steps, k, rest, accumulate); break;
            case 4: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Four>(a, b, c, steps, k, rest, accumulate); break;
            case 5: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Five>(a, b, c, steps, k, rest, accumulate); break;
            case 6: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Six>(a, b, c, steps, k, rest, accumulate); break;
            case 7: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Seven>(a, b, c, steps, k, rest, accumulate); break;
            case 8: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Eight>(a, b, c, steps, k, rest, accumulate); break;
            case 9: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Nine>(a, b, c, steps, k, rest, accumulate); break;
            case 10: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Ten>(a, b, c, steps, k, rest, accumulate); break;
            case 11: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Eleven>(a, b, c, steps, k, rest, accumulate); break;
            case 12: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Twelve>(a, b, c, steps, k, rest, accumulate); break;
            case 13: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Thirteen>(a, b, c, steps, k, rest, accumulate); break;
            case 14: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Fourteen>(a, b, c, steps, k, rest, accumulate); break;
        }
    }
}
