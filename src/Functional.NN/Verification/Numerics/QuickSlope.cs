using Functional.NN.Kernels;

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
        double h = CentralStep(probe, line);
        LineStep one = probe.Sample(line, h), two = probe.Sample(line, 2 * h);
        return IsSmooth(one, two) ? Central(one, two) : SlopeEstimate.None;
    }

    /// <summary>∛(3κε)·max(1, |x|).</summary>
    public static double CentralStep(LineProbe probe, Line line) => Elementary.Pow(3 * probe.Amplification * Rounding.Double, 1.0 / 3) * Math.Max(1, Math.Abs(line.Here));

    /// <summary>D(h) with its bound |D(2h) − D(h)| + 6η/h.</summary>
    public static SlopeEstimate Central(in LineStep one, in LineStep two) => new(one.Central, Math.Abs(two.Central - one.Central) + 6 * Noise(one)) { Step = one.Step };

    public static SlopeEstimate Extrapolated(LineProbe probe, Line line)
    {
        double h = Elementary.Pow(probe.Amplification * Rounding.Double, 0.2) * Math.Max(1, Math.Abs(line.Here));
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
