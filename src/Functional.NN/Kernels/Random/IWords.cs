using System.Diagnostics.CodeAnalysis;

namespace Functional.NN.Kernels;

/// <summary>One word of 64 bits or several side by side, so that random bits are written once for all widths. Every operation is exact, and lanes never meet.</summary>
internal interface IWords<TSelf> where TSelf : unmanaged, IWords<TSelf>
{
    /// <summary>How many words there are.</summary>
    static abstract int Count { get; }

    /// <summary>0, 1, 2, …</summary>
    static abstract TSelf Ascending { get; }

    /// <summary>The same word in every lane.</summary>
    static abstract implicit operator TSelf(ulong value);

    /// <summary>The sum modulo 2⁶⁴.</summary>
    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator ^(TSelf x, TSelf y);

    static abstract TSelf operator &(TSelf x, TSelf y);

    static abstract TSelf RotateLeft(TSelf x, [ConstantExpected] byte count);

    /// <summary>All bits where the upper 53 bits of a word, as a number, are below a limit of at most 2⁵³; elsewhere none.</summary>
    static abstract TSelf UpperBelow(TSelf x, TSelf limit);

    /// <summary>The words to memory.</summary>
    static abstract unsafe void Store(TSelf x, ulong* to);

    /// <summary>Two words of each lane to memory: even₀, odd₀, even₁, odd₁, …</summary>
    static abstract unsafe void StorePairs(TSelf even, TSelf odd, ulong* to);
}
