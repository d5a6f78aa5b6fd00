namespace Functional.NN;

/// <summary>The verdict on one number: the claimed one against the measured one.</summary>
/// <remarks>
/// What is small must be small beside something. The natural size of a derivative is Σ|ȳₖfₖ|/max(1, |x|); roundings of the claimed number are counted in units of the larger of that and
/// the number itself. A mistake that must be visible is the resolution times the number, or times the largest number of the block where that is larger but not above the natural size: so the zeros of a
/// gradient are right, and a block whose gradient vanishes beside the function's rounding is one of which the check cannot tell. Samples of the claimed number's own rounding, where there are any,
/// add to the tolerance; where they are larger than a mistake that must be visible, the check cannot tell either. In <c>double</c> they are asked for only before a number is called wrong.
/// </remarks>
internal sealed class Judge(GradientProblem problem, GradientCheckOptions options, Tensor<double>[] claimed, Tensor<double>[][] roundoff, LineProbe probe, Func<RoundingSamples?> sampled)
{
    /// <summary>What noise of the function adds to the roundings of the claimed gradient.</summary>
    private const double NoiseShare = 16;

    private readonly double[] _largest = [.. claimed.Select(Largest)];

    private double Relative => options.Tolerance ?? Math.Min(options.Resolution / 4, problem.Roundings * problem.Epsilon + NoiseShare * probe.Amplification * Rounding.Double);

    private readonly Lazy<RoundingSamples?> _sampled = new(sampled);

    public GradientEntry Entry(Line line, Slopes slopes)
    {
        var quick = slopes.Quick(line);
        var entry = Judged(line, quick);
        if (entry.Verdict != GradientVerdict.Right && !quick.IsExact) entry = Judged(line, slopes.Thorough(line, quick));
        return entry.Verdict == GradientVerdict.Wrong && options.Tolerance is null && _sampled.Value is { } rounding ? Confirmed(line, slopes.With(rounding), quick, rounding) : entry;
    }

    /// <summary>Before a number is called wrong, what rounding does to it and to the value is looked at operation by operation.</summary>
    private GradientEntry Confirmed(Line line, Slopes slopes, SlopeEstimate quick, RoundingSamples rounding) =>
        new Judge(problem, options, claimed, rounding.Gradient, probe, () => null).Judged(line, quick.IsExact ? quick : slopes.Thorough(line, quick));

    private GradientEntry Judged(Line line, SlopeEstimate slope)
    {
        double analytic = line.Along(claimed), own = Math.Max(Size(analytic), Size(slope.Value)), natural = probe.Size / Math.Max(1, Math.Abs(line.Here)), others = Others(line);
        double relative = Relative * Math.Max(own, slope.IsExact ? Math.Max(natural, others) : natural), rounding = double.IsFinite(analytic) ? Sampled(line) : 0, tolerance = relative + rounding;
        double visible = Math.Max(relative, options.Resolution * Math.Max(own, Visible(natural, others)));
        var (block, shape, place) = line.Name;
        return new(block, shape, place, analytic, slope.Value, slope.Bound, tolerance, Verdict(slope, analytic, tolerance, Math.Max(slope.Bound, rounding) <= visible)) { Sides = slope.Kink };
    }

    private static GradientVerdict Verdict(SlopeEstimate slope, double analytic, double tolerance, bool isVisible)
    {
        if (slope.Kink is not null) return GradientVerdict.Kink;
        if (!double.IsFinite(slope.Value)) return GradientVerdict.CannotTell;
        if (!(Math.Abs(analytic - slope.Value) <= slope.Bound + tolerance)) return slope.Excludes(analytic, tolerance) ? GradientVerdict.Wrong : GradientVerdict.CannotTell;
        return isVisible ? GradientVerdict.Right : GradientVerdict.CannotTell;
    }

    /// <summary>How far rounding may have moved the claimed number, where that is sampled and no tolerance is given.</summary>
    private double Sampled(Line line) => options.Tolerance is not null || roundoff.Length == 0 ? 0 : SampledRounding.Bound(roundoff.Select(line.Along));

    private static double Visible(double natural, double others) => (natural, others) switch
    {
        (0, 0) => double.PositiveInfinity,
        (0, _) => others,
        (_, 0) => natural,
        _ => Math.Min(natural, others),
    };

    /// <summary>The largest claimed number of the block; √Σ(gᵢuᵢ)² for a direction, the size a derivative along a random one has.</summary>
    private double Others(Line line) => line is CoordinateLine coordinate ? _largest[coordinate.Block]
        : Math.Sqrt(claimed.Zip(line.Direction, (g, u) => (g * u * (g * u)).Sum().ToScalar()).Where(double.IsFinite).Sum());

    private static double Largest(Tensor<double> block) => block.ToArray().Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();

    private static double Size(double value) => double.IsFinite(value) ? Math.Abs(value) : 0;
}
