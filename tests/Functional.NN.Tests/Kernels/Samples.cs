using Functional.NN.Kernels;

namespace Functional.NN.Tests.Kernels;

/// <summary>Pseudo-random arguments from Threefry: the same on every run.</summary>
internal static class Samples
{
    /// <summary>count numbers even over [low, high].</summary>
    public static IEnumerable<double> Uniform(ulong key, double low, double high, int count) =>
        Words(key, count).Select(word => low + (high - low) * ((word >> 11) * (1.0 / 9007199254740992.0)));

    /// <summary>count numbers whose bits are even over [low, high], 0 &lt; low: about logarithmic, subnormal ones included.</summary>
    public static IEnumerable<double> Logarithmic(ulong key, double low, double high, int count)
    {
        var first = BitConverter.DoubleToUInt64Bits(low);
        var span = BitConverter.DoubleToUInt64Bits(high) - first;
        return Words(key, count).Select(word => BitConverter.UInt64BitsToDouble(first + word % (span + 1)));
    }

    /// <summary>The numbers and their negatives, by turns.</summary>
    public static IEnumerable<double> OfBothSigns(this IEnumerable<double> numbers) => numbers.Select((x, i) => i % 2 == 0 ? x : -x);

    /// <summary>count words of 64 bits.</summary>
    public static IEnumerable<ulong> Words(ulong key, int count) =>
        Enumerable.Range(0, count).Select(i => Threefry.Block(key, 0, (ulong)i, 0).Word0);
}
