namespace Functional.NN.Kernels.Products;

/// <summary>Memory that a thread's products share, one after the other: it grows to the largest asked for, and stays until the thread ends.</summary>
internal static unsafe class Scratch
{
    /// <summary>The bytes of a line of the cache; the memory starts with one.</summary>
    public const int Line = 64;

    [ThreadStatic] private static byte[]? memory;

    /// <summary>At least so many bytes with anything in them, the thread's until its next call.</summary>
    public static void* Of(nint bytes)
    {
        if (memory is null || memory.Length < bytes + Line) memory = GC.AllocateUninitializedArray<byte>((int)bytes + Line, pinned: true);
        fixed (byte* start = memory) return (void*)(((nint)start + Line - 1) / Line * Line);
    }
}
