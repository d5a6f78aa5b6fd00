using System.Numerics;

namespace Functional.NN.References;

/// <summary>Numbers to try a kernel with, the same on every run.</summary>
internal static class MixedNumbers
{
    /// <summary>Numbers between −1 and 1, now and then a zero of either sign or a whole number, so that some are equal; and when told extreme ones among them.</summary>
    /// <param name="count">how many</param>
    /// <param name="seed">of the random numbers</param>
    /// <param name="extremes">whether every twentieth or so is infinite, NaN, subnormal, huge or nearly nothing</param>
    public static T[] Of<T>(int count, int seed, bool extremes = false) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(20) switch
        {
            0 => T.NegativeZero,
            1 => T.Zero,
            2 => T.CreateChecked(random.Next(-2, 3)),
            3 when extremes => Extreme<T>(random.Next(10)),
            _ => T.CreateTruncating(2 * random.NextDouble() - 1),
        })];
    }

    /// <inheritdoc cref="Of{T}(int, int, bool)"/>
    public static Tensor<T> Of<T>(Shape shape, int seed, bool extremes = false) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Tensor.Of(shape, Of<T>(shape.Size, seed, extremes));

    private static T Extreme<T>(int kind) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool single = typeof(T) == typeof(float);
        return kind switch
        {
            0 => T.PositiveInfinity,
            1 => T.NegativeInfinity,
            2 => T.NaN,
            3 => T.Epsilon,
            4 => -T.Epsilon,
            5 => T.CreateChecked(single ? -3e-39 : 3e-310),
            6 => T.CreateChecked(single ? 1.5e-38 : -2e-307),
            7 => T.CreateChecked(single ? 3e38 : -1e308),
            8 => T.CreateChecked(single ? -2e19 : 1e155),
            _ => T.CreateChecked(100),
        };
    }
}
