namespace Functional.NN.Properties.Saving;

/// <summary>Numbers of all kinds, bit by bit: ordinary ones, zeros of either sign, subnormals, infinities, and NaN that are quiet or signal, with something to say.</summary>
internal static class Bits
{
    private const int Kinds = 7;

    public static Tensor<double> OfDouble(RandomKey key, Shape shape) => Tensor.Of(shape, Drawn(key, shape).Select(d => BitConverter.UInt64BitsToDouble(Pattern(d.Kind, d.Bits, 64, 52))));

    public static Tensor<float> OfSingle(RandomKey key, Shape shape) => Tensor.Of(shape, Drawn(key, shape).Select(d => BitConverter.UInt32BitsToSingle((uint)Pattern(d.Kind, d.Bits >> 32, 32, 23))));

    private static IEnumerable<(int Kind, ulong Bits)> Drawn(RandomKey key, Shape shape)
    {
        int size = shape.Size;
        var (kinds, high, low) = (key.Fold("kinds").Integers(size, Kinds), key.Fold("high").Integers(size, int.MaxValue), key.Fold("low").Integers(size, int.MaxValue));
        return Enumerable.Range(0, size).Select(i => (kinds[i], (ulong)high[i] << 33 ^ (ulong)low[i] << 2 ^ (ulong)kinds[i]));
    }

    /// <summary>A number of a kind: its sign and fraction as drawn where the kind leaves them free.</summary>
    private static ulong Pattern(int kind, ulong bits, int width, int fraction)
    {
        ulong sign = bits & 1UL << (width - 1), payload = bits & (1UL << fraction) - 1, infinity = (1UL << (width - 1)) - (1UL << fraction), quiet = 1UL << (fraction - 1);
        return kind switch
        {
            0 => sign,
            1 => sign | payload,
            2 => sign | infinity,
            3 => sign | infinity | quiet | payload,
            4 => sign | infinity | (payload & ~quiet) | 1,
            _ => bits & (width == 64 ? ulong.MaxValue : uint.MaxValue),
        };
    }
}
