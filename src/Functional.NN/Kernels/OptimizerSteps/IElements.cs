namespace Functional.NN.Kernels;

/// <summary>A few neighbouring elements of θ's shape, so that an optimizer's rule is written once for every width. Each operation is rounded by itself; lanes never meet.</summary>
internal interface IElements<TSelf, T> where TSelf : unmanaged, IElements<TSelf, T> where T : unmanaged
{
    /// <summary>How many elements there are.</summary>
    static abstract int Count { get; }

    /// <summary>The same number for every element.</summary>
    static abstract implicit operator TSelf(T value);

    static abstract TSelf operator +(TSelf x, TSelf y);

    static abstract TSelf operator -(TSelf x, TSelf y);

    static abstract TSelf operator *(TSelf x, TSelf y);

    static abstract TSelf operator /(TSelf x, TSelf y);

    static abstract TSelf Sqrt(TSelf x);

    static abstract TSelf Abs(TSelf x);

    /// <summary>y where it is larger than x, else x: a NaN in x stays.</summary>
    static abstract TSelf Max(TSelf x, TSelf y);

    /// <summary>y where it is smaller than x, else x: a NaN in x stays.</summary>
    static abstract TSelf Min(TSelf x, TSelf y);

    /// <summary>1 where x is positive, −1 where it is negative, else 0.</summary>
    static abstract TSelf Sign(TSelf x);

    /// <summary>Of the first where x is positive, of the second where it is negative, else of the third.</summary>
    static abstract TSelf BySign(TSelf x, TSelf positive, TSelf negative, TSelf zero);

    /// <summary>
    /// x, and +0 where |x| is below the smallest normal number of T (2⁻¹²⁶ or 2⁻¹⁰²²); a NaN stays. The moments of an input that is always 0 decay into such numbers,
    /// and arithmetic on them is several times slower; so optimizers are defined to have none in their state.
    /// </summary>
    static abstract TSelf Flushed(TSelf x);

    /// <summary>Marks what is not finite: a mark grows by the bits of x − x, of which a finite x has none and all else (a NaN) has some.</summary>
    static abstract TSelf Mark(TSelf mark, TSelf x);

    /// <summary>Is no element marked?</summary>
    static abstract bool IsUnmarked(TSelf mark);

    static abstract unsafe TSelf Load(T* from);

    static abstract unsafe void Store(TSelf x, T* to);
}
