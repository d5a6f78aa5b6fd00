namespace Functional.NN.Kernels;

/// <summary>
/// One double or several side by side, so that a function is written once for all widths. Every operation is exact or rounded once in each lane,
/// and lanes never meet, so the width cannot change a bit. Choices are made by selection: there are no branches on numbers.
/// </summary>
internal interface IDoubles<TSelf> where TSelf : unmanaged, IDoubles<TSelf>
{
    /// <summary>How many numbers there are.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract implicit operator TSelf(double value);

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    static abstract TSelf operator *(TSelf x, TSelf y);

    static abstract TSelf operator /(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x);

    /// <summary>x·y + z, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf x, TSelf y, TSelf z);

    static abstract TSelf Abs(TSelf x);

    static abstract TSelf SquareRoot(TSelf x);

    /// <summary>|x| with the sign of another.</summary>
    static abstract TSelf CopySign(TSelf x, TSelf sign);

    /// <summary>x &lt; y ? a : b.</summary>
    static abstract TSelf WhereLess(TSelf x, TSelf y, TSelf a, TSelf b);

    /// <summary>x ≤ y ? a : b.</summary>
    static abstract TSelf WhereAtMost(TSelf x, TSelf y, TSelf a, TSelf b);

    /// <summary>x = y ? a : b.</summary>
    static abstract TSelf WhereEqual(TSelf x, TSelf y, TSelf a, TSelf b);

    /// <summary>The sum of the bits as 64-bit integers, modulo 2⁶⁴.</summary>
    static abstract TSelf AddBits(TSelf x, TSelf y);

    /// <summary>The difference of the bits as 64-bit integers, modulo 2⁶⁴.</summary>
    static abstract TSelf SubtractBits(TSelf x, TSelf y);

    static abstract TSelf ExclusiveOr(TSelf x, TSelf y);

    static abstract TSelf And(TSelf x, TSelf y);

    static abstract TSelf ShiftBitsLeft(TSelf x, int count);

    /// <summary>The bits moved to the right, zeros coming in.</summary>
    static abstract TSelf ShiftBitsRight(TSelf x, int count);

    /// <summary>Is x ≤ y in every lane?</summary>
    static abstract bool AllAtMost(TSelf x, TSelf y);

    /// <summary>As many numbers from memory, widened exactly.</summary>
    static abstract unsafe TSelf Load<T>(T* from) where T : unmanaged;

    /// <summary>The numbers to memory, each rounded once to T.</summary>
    static abstract unsafe void Store<T>(TSelf x, T* to) where T : unmanaged;
}
