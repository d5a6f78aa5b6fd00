using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>How far two states are from each other, in units of the last place.</summary>
internal static class StateDistance
{
    /// <summary>The largest difference in every tensor that both have in the same shape: how many numbers of the precision lie between, −0 and +0 being neighbours, and all NaNs one beyond infinity.</summary>
    public static ImmutableSortedDictionary<string, ulong> Ulps<T>(RunState<T> first, RunState<T> second) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var others = StateBlocks<T>.Of(second).All.ToDictionary(block => block.Name, block => block.Tensor);
        var ulps = ImmutableSortedDictionary.CreateBuilder<string, ulong>(StringComparer.Ordinal);
        foreach (var block in StateBlocks<T>.Of(first).All)
            if (block.Tensor is { } a && others.GetValueOrDefault(block.Name) is { } b && a.Shape == b.Shape) ulps.Add(block.Name, Largest(a.AsSpan(), b.AsSpan()));
        return ulps.ToImmutable();
    }

    private static ulong Largest<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong largest = 0;
        for (int i = 0; i < a.Length; i++)
        {
            Int128 distance = (Int128)Rank(a[i]) - Rank(b[i]);
            largest = Math.Max(largest, (ulong)Int128.Abs(distance));
        }
        return largest;
    }

    /// <summary>A whole number that grows with the number, by one from each to the next.</summary>
    private static long Rank<T>(T number) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (T.IsNaN(number)) number = T.NaN;
        long bits = number is float single ? BitConverter.SingleToInt32Bits(T.IsNaN(number) ? float.NaN : single) : BitConverter.DoubleToInt64Bits(double.CreateTruncating(number));
        if (T.IsNaN(number)) return number is float ? int.MaxValue : long.MaxValue;
        long sign = number is float ? int.MinValue : long.MinValue;
        return bits >= 0 ? bits : sign - bits - 1;
    }
}
