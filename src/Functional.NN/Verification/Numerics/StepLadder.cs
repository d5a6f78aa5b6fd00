using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>Slopes at many steps, h = s·2⁻⁴, s·2⁻⁶, …, s·2⁻³⁶: what is asked where a quick look left something suspicious.</summary>
/// <remarks>
/// Two neighbours of the ladder, 4h and h, give an estimate with its bound: the cut-off error of D(h) is |D(4h) − D(h)|/15 where the series holds (a third more than thrice that is allowed),
/// that of the extrapolated (16·D(h) − D(4h))/15 is |ΔD|/255 (thrice that); noise adds 8η/h, with undetected kinks. An estimate counts only where J = (4·jump(h) − jump(4h))/3 is
/// within 6η/h of 0. The best is the one with the smallest bound, as in Ridders (1982), that of the quick look included; the others are its witnesses. Where the two slopes differ at three steps in a row, always with the same
/// sign and never shrinking as h does, there is a kink.
/// </remarks>
internal sealed class StepLadder(LineProbe probe, Line line, SlopeEstimate quick, bool extrapolated)
{
    private const int Steps = 17;
    private const double SmallNumber = 0.01;

    public SlopeEstimate Slope()
    {
        double here = Math.Abs(line.Here);
        LineStep[] wide = Samples(Math.Max(1, here));
        double hidden = wide.Max(s => s.Hidden), noise = Math.Max(hidden, FunctionNoise.Along(probe, line, hidden / (probe.Amplification * Rounding.Double)));
        var (slope, kink) = From(wide, noise);
        if (kink is null && here is > 0 and < SmallNumber && From(Samples(here), noise) is var finer && (finer.Slope.Bound < slope.Bound || finer.Kink is not null)) (slope, kink) = finer;
        return kink ?? slope;
    }

    private LineStep[] Samples(double scale) => [.. Enumerable.Range(0, Steps).Select(j => probe.Sample(line, scale * Math.ScaleB(1, -4 - 2 * j)))];

    private (SlopeEstimate Slope, SlopeEstimate? Kink) From(LineStep[] samples, double noise)
    {
        LineStep[] steps = [.. samples.Where(s => s.IsFinite).Select(s => s with { Noise = Math.Max(s.Noise, noise) })];
        var estimates = Estimates(steps);
        if (estimates.IsEmpty) return (SlopeEstimate.None, Kink(steps));
        if (double.IsFinite(quick.Value)) estimates = estimates.Add(quick with { Bound = quick.Bound + 8 * noise / quick.Step });
        var best = estimates.MinBy(e => e.Bound);
        return (best with { Witnesses = estimates.Remove(best), Hidden = best.Bound == 0 ? Rounding.Double / steps[0].Step : 0 }, null);
    }

    private ImmutableArray<SlopeEstimate> Estimates(LineStep[] steps)
    {
        var smooth = ImmutableArray.CreateBuilder<SlopeEstimate>();
        for (int j = 1; j < steps.Length; j++)
            if (!IsKinked(steps[j - 1], steps[j])) smooth.Add(extrapolated && j > 1 ? Extrapolated(steps[j - 2], steps[j - 1], steps[j]) : Central(steps[j - 1], steps[j]));
        return smooth.ToImmutable();
    }

    private static SlopeEstimate Central(in LineStep wide, in LineStep narrow) => new(narrow.Central, Math.Abs(wide.Central - narrow.Central) / 4 + 8 * narrow.Noise / narrow.Step);

    private static SlopeEstimate Extrapolated(in LineStep widest, in LineStep wide, in LineStep narrow)
    {
        double coarse = (16 * wide.Central - widest.Central) / 15, fine = (16 * narrow.Central - wide.Central) / 15;
        return new(fine, Math.Abs(coarse - fine) / 80 + 9 * narrow.Noise / narrow.Step);
    }

    private static bool IsKinked(in LineStep wide, in LineStep narrow) => Math.Abs(4 * narrow.Jump - wide.Jump) / 3 > 6 * narrow.Noise / narrow.Step;

    private static SlopeEstimate? Kink(LineStep[] steps)
    {
        for (int j = steps.Length - 1; j >= 2; j--)
            if (Persists(steps[j - 2], steps[j - 1]) && Persists(steps[j - 1], steps[j]))
                return new SlopeEstimate(steps[j].Central, Math.Abs(steps[j].Jump) / 2) { Kink = new(steps[j].Left, steps[j].Right) };
        return null;
    }

    private static bool Persists(in LineStep wide, in LineStep narrow) =>
        Math.Abs(narrow.Jump) > 4 * narrow.Noise / narrow.Step && narrow.Jump / wide.Jump is > 0.5 and < 5;
}
