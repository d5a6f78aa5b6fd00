namespace Functional.NN.Exhaustive;

/// <summary>What was found: how many floats, the worst error in ulp and where, how often the function turned, and a checksum of the bits of all results.</summary>
/// <remarks>A turn is where it fell after having risen or rose after having fallen: a monotone function has none. It is looked for
/// within each chunk of 2¹⁸ neighbours. The checksum is Σ bits(f(x))·(2·bits(x) + 1) modulo 2⁶⁴: the same on every machine, in whatever order the floats were visited.</remarks>
internal readonly record struct Survey(long Count, double Worst, float Argument, long Turns, ulong Checksum)
{
    private const long Floats = 1L << 32;
    private const int Chunks = 1 << 14;

    /// <summary>Compares a function with its oracle at every stride-th of all 2³² floats, on all cores.</summary>
    public static Survey Of(Func<float, float> function, Func<double, double> oracle, long stride)
    {
        var parts = new Survey[Chunks];
        Parallel.For(0, Chunks, chunk => parts[chunk] = OfChunk(function, oracle, chunk, stride));
        return parts.Aggregate((a, b) => new(
            a.Count + b.Count,
            Math.Max(a.Worst, b.Worst),
            a.Worst >= b.Worst ? a.Argument : b.Argument,
            a.Turns + b.Turns,
            a.Checksum + b.Checksum));
    }

    private static Survey OfChunk(Func<float, float> function, Func<double, double> oracle, int chunk, long stride)
    {
        const long size = Floats / Chunks;
        var (count, worst, argument, checksum) = (0L, 0.0, 0f, 0UL);
        var (before, direction, turns) = (float.NaN, 0, 0L);
        for (var i = (chunk * size + stride - 1) / stride * stride; i < (chunk + 1) * size; i += stride)
        {
            var x = BitConverter.UInt32BitsToSingle((uint)i);
            var y = function(x);
            var error = ErrorInUlp(y, oracle(x));
            if (error > worst)
                (worst, argument) = (error, x);
            var step = y > before ? 1 : y < before ? -1 : 0;
            turns += step * direction < 0 ? 1 : 0;
            (before, direction) = (y, step == 0 ? direction : step);
            checksum += BitConverter.SingleToUInt32Bits(y) * (2UL * (ulong)i + 1UL);
            count++;
        }

        return new(count, worst, argument, turns, checksum);
    }

    /// <summary>|y − truth| in ulps of float at the truth; infinity stands for 2¹²⁸; a NaN is right only for a NaN.</summary>
    private static double ErrorInUlp(float y, double truth)
    {
        if (double.IsNaN(truth) || float.IsNaN(y))
            return double.IsNaN(truth) && float.IsNaN(y) ? 0.0 : double.PositiveInfinity;
        const double limit = 340282366920938463463374607431768211456.0;
        var value = Math.Clamp((double)y, -limit, limit);
        var wanted = Math.Clamp(truth, -limit, limit);
        var exponent = (int)(BitConverter.DoubleToInt64Bits(truth) >> 52) & 0x7FF;
        var ulp = BitConverter.Int64BitsToDouble((long)(Math.Clamp(exponent, 1023 - 126, 1023 + 127) - 23) << 52);
        return Math.Abs(value - wanted) / ulp;
    }
}
