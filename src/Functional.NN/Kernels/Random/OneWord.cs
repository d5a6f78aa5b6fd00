using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>One word: for a single block, and for all of them where there are no vectors.</summary>
internal readonly struct OneWord(ulong value) : IWords<OneWord>
{
    public ulong Value { get; } = value;

    public static int Count => 1;

    public static OneWord Ascending => new(0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static implicit operator OneWord(ulong value) => new(value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneWord operator +(OneWord x, OneWord y) => new(x.Value + y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneWord operator ^(OneWord x, OneWord y) => new(x.Value ^ y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneWord operator &(OneWord x, OneWord y) => new(x.Value & y.Value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneWord RotateLeft(OneWord x, [ConstantExpected] byte count) => new(BitOperations.RotateLeft(x.Value, count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static OneWord UpperBelow(OneWord x, OneWord limit) => new(x.Value >> 11 < limit.Value ? ulong.MaxValue : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void Store(OneWord x, ulong* to) => *to = x.Value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static unsafe void StorePairs(OneWord even, OneWord odd, ulong* to)
    {
        to[0] = even.Value;
        to[1] = odd.Value;
    }
}
