namespace Functional.NN;

/// <summary>A slope from central differences at h and 2h (and 4h, extrapolated), for the many coordinates where nothing is special.</summary>
/// <remarks>
/// h = ∛(3κε)·max(1, |x|), where the cut-off h²f‴/6 and the noise η/h balance for functions of natural scale; extrapolated, ⁵√(κε). |D(2h) − D(h)| is three times the
/// cut-off error of D(h). The slopes of the two sides differ by h·f″ where f is smooth and by the same J at every step where it has a kink: J = 2·jump(h) − jump(2h) vanishes up to
/// 10η/h on smooth functions; a smaller J cannot be seen, moves the central difference by at most J/2, and is in the bound. Extrapolated, where steps are wider, the h³ of J(h) and J(2h) is taken away as well.
/// </remarks>
internal static class QuickSlope
{
    public static SlopeEstimate Central(LineProbe probe, Line line)
    {
        double h = Math.Cbrt(3 * probe.Amplification * Rounding.Double) * Math.Max(1, Math.Abs(line.Here));
        LineStep one = probe.Sample(line, h), two = probe.Sample(line, 2 * h);
        return IsSmooth(one, two) ? new(one.Central, Math.Abs(two.Central - one.Central) + 6 * Noise(one)) { Step = h } : SlopeEstimate.None;
    }

    public static SlopeEstimate Extrapolated(LineProbe probe, Line line)
    {
        double h = Math.Pow(probe.Amplification * Rounding.Double, 0.2) * Math.Max(1, Math.Abs(line.Here));
        LineStep one = probe.Sample(line, h), two = probe.Sample(line, 2 * h), four = probe.Sample(line, 4 * h);
        if (!one.IsFinite || !two.IsFinite || !four.IsFinite || Math.Abs(8 * Kink(one, two) - Kink(two, four)) / 7 > 12 * Noise(one)) return SlopeEstimate.None;
        double fine = (4 * one.Central - two.Central) / 3, coarse = (4 * two.Central - four.Central) / 3;
        return new(fine, Math.Abs(coarse - fine) + 10 * Noise(one)) { Step = h };
    }

    private static bool IsSmooth(in LineStep one, in LineStep two) => one.IsFinite && two.IsFinite && Math.Abs(Kink(one, two)) <= 10 * Noise(one);

    /// <summary>J = 2·jump(h) − jump(2h) = the jump of the slope at the point − h³f⁗/2 + …</summary>
    private static double Kink(in LineStep one, in LineStep two) => 2 * one.Jump - two.Jump;

    private static double Noise(in LineStep step) => step.Noise / step.Step;
}
