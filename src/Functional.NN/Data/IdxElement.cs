namespace Functional.NN;

/// <summary>What an IDX file holds, under the number its third byte has.</summary>
public enum IdxElement
{
    /// <summary>Whole numbers from 0 to 255.</summary>
    UnsignedByte = 0x08,

    /// <summary>Whole numbers from −128 to 127.</summary>
    SignedByte = 0x09,

    /// <summary>Whole numbers of two bytes, the high one first.</summary>
    Int16 = 0x0B,

    /// <summary>Whole numbers of four bytes, the highest first.</summary>
    Int32 = 0x0C,

    /// <summary>IEEE numbers of four bytes, the highest first.</summary>
    Float32 = 0x0D,

    /// <summary>IEEE numbers of eight bytes, the highest first.</summary>
    Float64 = 0x0E,
}
