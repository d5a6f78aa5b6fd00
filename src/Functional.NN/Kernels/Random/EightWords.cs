using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Functional.NN.Kernels;

/// <summary>Eight words in a vector of AVX-512.</summary>
internal readonly struct EightWords(Vector512<ulong> lanes) : IWords<EightWords>
{
    private readonly Vector512<ulong> lanes = lanes;

    public static int Count => 8;

    public static EightWords Ascending
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(Vector512.Create(0UL, 1, 2, 3, 4, 5, 6, 7));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator EightWords(ulong value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightWords operator +(EightWords x, EightWords y) => new(x.lanes + y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightWords operator ^(EightWords x, EightWords y) => new(x.lanes ^ y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightWords operator &(EightWords x, EightWords y) => new(x.lanes & y.lanes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightWords RotateLeft(EightWords x, [ConstantExpected] byte count) => new(Avx512F.RotateLeft(x.lanes, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static EightWords UpperBelow(EightWords x, EightWords limit) =>
        new(Vector512.LessThan((x.lanes >>> 11).AsInt64(), limit.lanes.AsInt64()).AsUInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(EightWords x, ulong* to) => x.lanes.Store(to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePairs(EightWords even, EightWords odd, ulong* to)
    {
        Avx512F.PermuteVar8x64x2(even.lanes, Vector512.Create(0UL, 8, 1, 9, 2, 10, 3, 11), odd.lanes).Store(to);
        Avx512F.PermuteVar8x64x2(even.lanes, Vector512.Create(4UL, 12, 5, 13, 6, 14, 7, 15), odd.lanes).Store(to + 8);
    }
}
