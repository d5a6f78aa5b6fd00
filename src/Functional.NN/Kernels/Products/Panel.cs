using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels.Products;

/// <summary>One or two vectors of columns of C over all its rows, in row tiles of nearly equal height: one row more or less, never a short last one.</summary>
internal static unsafe class Panel<T, TVector, TLanes, TVectors, TEnd>
    where T : unmanaged where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector> where TVectors : unmanaged where TEnd : unmanaged
{
    /// <remarks>The parameters are those of <see cref="Tile{T, TVector, TLanes, TVectors, TEnd}"/>, with m rows.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, nint rowStep, nint depthStep, T* b, nint bStep, T* c, nint cStep, int m, int k, int rest, bool accumulate)
    {
        int most = sizeof(TVectors) == 1 ? TLanes.MostRows : TLanes.MostRowsOfTwo, tiles = (m + most - 1) / most, height = m / tiles, taller = m % tiles;
        for (int tile = 0; tile < tiles; tile++)
        {
            int rows = tile < taller ? height + 1 : height;
            Rows(rows, a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate);
            a += rows * rowStep;
            c += rows * cStep;
        }
    }

    private static void Rows(int rows, T* a, nint rowStep, nint depthStep, T* b, nint bStep, T* c, nint cStep, int k, int rest, bool accumulate)
    {
        switch (rows)
        {
            case 1: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.One>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 2: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Two>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 3: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Three>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 4: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Four>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 5: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Five>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 6: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Six>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 7: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Seven>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 8: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Eight>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 9: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Nine>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 10: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Ten>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 11: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Eleven>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 12: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Twelve>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 13: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Thirteen>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
            case 14: Tile<T, TVector, TLanes, TVectors, TEnd>.Run<Number.Fourteen>(a, rowStep, depthStep, b, bStep, c, cStep, k, rest, accumulate); break;
        }
    }
}
