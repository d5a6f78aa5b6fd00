using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels;

/// <summary>Four words in a vector of AVX2.</summary>
internal readonly struct FourWords(Vector256<ulong> lanes) : IWords<FourWords>
{
    private readonly Vector256<ulong> lanes = lanes;

    public static int Count => 4;

    public static FourWords Ascending
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector256.Create(0UL, 1, 2, 3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator FourWords(ulong value) => new(Vector256.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourWords operator +(FourWords x, FourWords y) => new(x.lanes + y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourWords operator ^(FourWords x, FourWords y) => new(x.lanes ^ y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourWords operator &(FourWords x, FourWords y) => new(x.lanes & y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourWords RotateLeft(FourWords x, [ConstantExpected] byte count) => new((x.lanes << count) | (x.lanes >>> (64 - count)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FourWords UpperBelow(FourWords x, FourWords limit) =>
        new(Vector256.LessThan((x.lanes >>> 11).AsInt64(), limit.lanes.AsInt64()).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(FourWords x, ulong* to) => x.lanes.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePairs(FourWords even, FourWords odd, ulong* to)
    {
        Vector256<ulong> low = Avx2.UnpackLow(even.lanes, odd.lanes), high = Avx2.UnpackHigh(even.lanes, odd.lanes);
        Avx2.Permute2x128(low, high, 0x20).Store(to);
        Avx2.Permute2x128(low, high, 0x31).Store(to + 4);
    }
}
