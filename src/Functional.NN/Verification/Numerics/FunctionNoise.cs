namespace Functional.NN;

/// <summary>How much of a function is noise: ECNoise of Moré and Wild (2011), <i>Estimating computational noise</i>, SIAM J. Sci. Comput. 33(3).</summary>
/// <remarks>
/// Values at m + 1 points a small step apart are a smooth function plus noise. k-th differences of the smooth part vanish quickly with k, those of independent noise of
/// deviation σ have the mean square σ²·(2k)!/(k!)². Three levels in a row that agree within a factor of 4, of differences with both signs, give σ. What looks like noise must still be there at
/// a step 64 times smaller, or be gone altogether as the steps of a staircase are: kinks shrink with the step. Each side of the point is looked at by itself and the quieter one counts, because
/// a kink or a jump at the point is no noise. The first step is no power of two: from a point of few digits such steps lead to others of few digits, where nothing is rounded that elsewhere is.
/// </remarks>
internal static class FunctionNoise
{
    private const int Points = 9, Attempts = 10;
    private const double FirstStep = 1e-9, LargestStep = 1.0 / (1 << 7), Agreement = 4, Closer = 1.0 / 64, Persistence = 1.0 / 8;

    /// <summary>4σ of ⟨ȳ, f⟩ along a line; 0 where no noise can be found above rounding.</summary>
    /// <param name="probe">evaluates</param>
    /// <param name="line">the line</param>
    /// <param name="size">Σ|ȳₖfₖ| over the numbers that change along it, whose rounding is no noise</param>
    public static double Along(LineProbe probe, Line line, double size)
    {
        double scale = Math.Max(1, Math.Abs(line.Here));
        return 4 * Math.Min(OneSide(probe, line, scale, size), OneSide(probe, line, -scale, size));
    }

    private static double OneSide(LineProbe probe, Line line, double scale, double size)
    {
        double h = FirstStep, tooSmall = 0, tooLarge = double.PositiveInfinity, found = 0;
        for (int attempt = 0; attempt < Attempts && h < LargestStep && tooLarge > 4 * tooSmall; attempt++)
        {
            double[] values = [.. Enumerable.Range(1, Points).Select(i => probe.Rise(line, i * h * scale))];
            if (IsConstantInPart(values))
            {
                if (found > 0) return found;
                tooSmall = h;
            }
            else
            {
                tooLarge = h;
                var (σ, most) = Level(values);
                if (4 * most <= Rounding.Double * size) return 0;
                if (σ > 0 && σ >= found * Persistence && found > 0) return Math.Max(σ, found);
                found = σ;
            }
            h = Next(tooSmall, tooLarge, found > 0);
        }
        return 0;
    }

    /// <summary>Between a step at which nothing changes and one at which more than noise is seen; outwards where only one of the two is known.</summary>
    private static double Next(double tooSmall, double tooLarge, bool found) =>
        found ? tooLarge * Closer : tooSmall == 0 ? tooLarge / 100 : double.IsInfinity(tooLarge) ? tooSmall * 100 : Math.Sqrt(tooSmall * tooLarge);

    /// <summary>κ: the noise in units of rounding, the larger of two random directions'.</summary>
    public static double Amplification(LineProbe probe, GradientProblem problem, RandomKey key) =>
        Enumerable.Range(0, 2).Max(i => Ratio(Along(probe, new DirectionLine("noise", problem.Point, key.Fold("noise").Fold(i), i), probe.Size), Rounding.Double * probe.Size));

    private static double Ratio(double noise, double unit) => noise > unit && unit > 0 ? noise / unit : 1;

    /// <summary>Half of the values being the same, the step is too small to see anything.</summary>
    private static bool IsConstantInPart(double[] values) => values.Zip(values.Skip(1)).Count(pair => pair.First == pair.Second) >= values.Length / 2;

    /// <summary>σ, where three levels agree on it and else 0; and the smallest level, above which it cannot be.</summary>
    private static (double Agreed, double Most) Level(double[] values)
    {
        if (!Array.TrueForAll(values, double.IsFinite)) return (0, double.PositiveInfinity);
        var levels = new double[Points];
        var bothSigns = new bool[Points];
        double γ = 1;
        double[] differences = [.. values];
        for (int k = 1; k < Points; k++)
        {
            for (int i = 0; i < Points - k; i++) differences[i] = differences[i + 1] - differences[i];
            γ *= 0.5 * k / (2 * k - 1);
            var now = differences.AsSpan(0, Points - k).ToArray();
            levels[k] = Math.Sqrt(γ * now.Sum(d => d * d) / now.Length);
            bothSigns[k] = now.Min() * now.Max() < 0;
        }
        for (int k = 1; k <= Points - 3; k++)
            if (bothSigns[k] && Spread(levels[k], levels[k + 1], levels[k + 2]) <= Agreement) return (levels[k], levels[k]);
        return (0, levels.Skip(1).Min());
    }

    private static double Spread(params double[] levels) => levels.Max() / levels.Min();
}
