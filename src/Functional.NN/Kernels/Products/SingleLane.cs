using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels.Products;

/// <summary>A vector of one number: for processors without fused multiply-adds of vectors, and for the last columns where there are no masks.</summary>
internal readonly unsafe struct SingleLane<T> : ITileLanes<T, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public static int MostRows => 4;

    public static int MostRowsOfTwo => 4;

    public static int MostPages => int.MaxValue;

    public static int MostHalfPages => int.MaxValue;

    public static bool HasMasks => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T All(T value) => value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load(T* from) => *from;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(T value, T* to) => *to = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T MultiplyAdd(T x, T y, T z) => T.FusedMultiplyAdd(x, y, z);
}
