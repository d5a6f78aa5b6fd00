using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels.Products;

/// <summary>A rectangle of C in panels two vectors wide; the last columns take one vector where that is enough, and a mask where they end within it.</summary>
internal static unsafe class Rectangle<T, TVector, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector>
{
    /// <summary>The columns of a panel.</summary>
    public static int Columns => 2 * sizeof(TVector) / sizeof(T);

    /// <remarks>The parameters are those of the tile, with m rows and n columns.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, T* b, T* c, in Steps steps, int m, int k, int n, bool accumulate)
    {
        for (; n >= Columns; n -= Columns, b += Columns, c += Columns)
            Panel<T, TVector, TLanes, Number.Two, Number.One>.Run(a, b, c, steps, m, k, 0, accumulate);
        int lanes = Columns / 2;
        if (n == 0) return;
        if (n == lanes) Panel<T, TVector, TLanes, Number.One, Number.One>.Run(a, b, c, steps, m, k, 0, accumulate);
        else if (!TLanes.HasMasks) Rectangle<T, T, SingleLane<T>>.Run(a, b, c, steps, m, k, n, accumulate);
        else if (n < lanes) Panel<T, TVector, TLanes, Number.One, Number.Two>.Run(a, b, c, steps, m, k, n, accumulate);
        else Panel<T, TVector, TLanes, Number.Two, Number.Two>.Run(a, b, c, steps, m, k, n - lanes, accumulate);
    }
}
