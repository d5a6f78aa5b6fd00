using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels.Products;

/// <summary>A whole rectangle of C, in panels two vectors wide; the last columns take one vector where that is enough, and masks where they end within one.</summary>
internal static unsafe class Rectangle<T, TVector, TLanes>
    where T : unmanaged, IBinaryFloatingPointIeee754<T> where TVector : unmanaged where TLanes : struct, ITileLanes<T, TVector>
{
    /// <remarks>The parameters are those of <see cref="MatrixProduct.Multiply{T}(T*, nint, nint, T*, nint, T*, nint, int, int, int, bool)"/>.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* a, nint rowStep, nint depthStep, T* b, nint bStep, T* c, nint cStep, int m, int k, int n, bool accumulate)
    {
        int lanes = sizeof(TVector) / sizeof(T);
        for (; n >= 2 * lanes; n -= 2 * lanes, b += 2 * lanes, c += 2 * lanes)
            Panel<T, TVector, TLanes, Number.Two, Number.One>.Run(a, rowStep, depthStep, b, bStep, c, cStep, m, k, 0, accumulate);
        if (n == 0) return;
        if (n == lanes)
            Panel<T, TVector, TLanes, Number.One, Number.One>.Run(a, rowStep, depthStep, b, bStep, c, cStep, m, k, 0, accumulate);
        else if (!TLanes.HasMasks)
            Rectangle<T, T, SingleLane<T>>.Run(a, rowStep, depthStep, b, bStep, c, cStep, m, k, n, accumulate);
        else if (n < lanes)
            Panel<T, TVector, TLanes, Number.One, Number.Two>.Run(a, rowStep, depthStep, b, bStep, c, cStep, m, k, n, accumulate);
        else
            Panel<T, TVector, TLanes, Number.Two, Number.Two>.Run(a, rowStep, depthStep, b, bStep, c, cStep, m, k, n - lanes, accumulate);
    }
}
