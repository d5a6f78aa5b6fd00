using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>The words of a key one after the other, made some at a time.</summary>
/// <param name="key">the key</param>
/// <param name="use">the second word of the counter</param>
/// <param name="ahead">room for words made in advance, an even number of them</param>
internal ref struct WordStream(RandomKey key, ulong use, Span<ulong> ahead)
{
    private readonly Span<ulong> _ahead = ahead;
    private int _taken = ahead.Length;
    private ulong _block;

    /// <summary>A number from 0 to <paramref name="bound"/> − 1, all equally likely (Lemire 2019: multiply, and reject the biased rest).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong Below(ulong bound)
    {
        while (true)
        {
            ulong number = Math.BigMul(Next(), bound, out ulong rest);
            if (rest >= bound || rest >= (0 - bound) % bound) return number; // the remainder is below the bound and slow to find: seldom needed
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Next()
    {
        if (_taken == _ahead.Length) Refill();
        return _ahead[_taken++];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Refill()
    {
        ThreefryBlocks.Draw<ulong, InOrder>(key, _block, use, default, _ahead);
        _block += (ulong)_ahead.Length / 2;
        _taken = 0;
    }
}
