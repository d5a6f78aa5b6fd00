using System.Numerics;
using System.Runtime.InteropServices;

namespace Functional.NN.References;

/// <summary>Equality bit by bit. Every NaN is the same: which of two NaN comes out of an operation, and with which sign, is the processor's choice.</summary>
internal static class SameBits
{
    public static void Assert<T>(Tensor<T> expected, Tensor<T> got, object what) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Xunit.Assert.True(expected.Shape == got.Shape, $"{what}: expected the shape {expected.Shape}, got {got.Shape}");
        Assert(expected.AsSpan(), got.AsSpan(), what);
    }

    public static void Assert<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> got, object what) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(got))) return;
        Xunit.Assert.Equal(expected.Length, got.Length);
        for (int i = 0; i < expected.Length; i++)
            if (!Same(expected[i], got[i])) Xunit.Assert.Fail(FormattableString.Invariant($"{what}: element {i} of {expected.Length} should be {expected[i]:R}, got {got[i]:R}"));
    }

    private static bool Same<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.IsNaN(x) ? T.IsNaN(y) : x.Equals(y) && T.IsNegative(x) == T.IsNegative(y);
}
