using System.Runtime.CompilerServices;

namespace Functional.NN.Kernels;

/// <summary>What becomes of random words on their way to memory: one T from each.</summary>
internal unsafe interface IWordForm<T> where T : unmanaged
{
    /// <summary>The numbers of the two words of several blocks.</summary>
    void Store<TWords>(TWords even, TWords odd, T* to) where TWords : unmanaged, IWords<TWords>;
}

/// <summary>The words themselves, in their order.</summary>
internal readonly unsafe struct InOrder : IWordForm<ulong>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TWords>(TWords even, TWords odd, ulong* to) where TWords : unmanaged, IWords<TWords> => TWords.StorePairs(even, odd, to);
}

/// <summary>The words themselves: of each vector of blocks first the even ones, then the odd ones.</summary>
internal readonly unsafe struct ByHalves : IWordForm<ulong>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TWords>(TWords even, TWords odd, ulong* to) where TWords : unmanaged, IWords<TWords>
    {
        TWords.Store(even, to);
        TWords.Store(odd, to + TWords.Count);
    }
}

/// <summary>1 where the upper 53 bits of a word are below a limit, else 0.</summary>
internal readonly unsafe struct OnesBelow<T>(ulong limit) : IWordForm<T> where T : unmanaged
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store<TWords>(TWords even, TWords odd, T* to) where TWords : unmanaged, IWords<TWords>
    {
        TWords below0 = TWords.UpperBelow(even, limit), below1 = TWords.UpperBelow(odd, limit);
        const ulong doubleOne = 0x3FF0_0000_0000_0000, floatOne = 0x3F80_0000;
        if (typeof(T) == typeof(double)) TWords.StorePairs(below0 & doubleOne, below1 & doubleOne, (ulong*)to);
        else TWords.Store((below0 & floatOne) ^ (below1 & (floatOne << 32)), (ulong*)to); // two floats fill one word, the first in its lower half
    }
}
