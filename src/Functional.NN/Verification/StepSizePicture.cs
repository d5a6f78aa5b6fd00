using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN;

/// <summary>The picture of a study of step sizes.</summary>
internal static class StepSizePicture
{
    private const double Smallest = 1.0 / (1L << 54);

    public static Picture Of(StepSizeStudy study)
    {
        double unit = study.Derivative == 0 || !double.IsFinite(study.Derivative) ? 1 : Math.Abs(study.Derivative);
        ChartSeries Curve(string label, int colour, ChartStroke stroke, Func<StepSizePoint, double> error, params IEnumerable<StepSizePoint> points) =>
            new(label, colour, stroke, [.. points.Where(p => !double.IsNaN(error(p))).Select(p => new ChartPoint(p.Step, Math.Max(error(p) / unit, Smallest)))]);
        ImmutableArray<ChartSeries> all =
        [
            Curve("forward difference: h·f″/2 + η/h", 1, ChartStroke.Line, p => p.Forward, study.Points),
            Curve("complex step: h²·f‴/6, and no noise", 3, ChartStroke.Line, p => p.ComplexStep, study.Points),
            Curve("central difference: h²·f‴/6 + η/h", 0, ChartStroke.Line, p => p.Central, study.Points),
            Curve("bound of the central difference", 0, ChartStroke.Dashes, p => p.Bound, study.Points),
            Curve("extrapolated: h⁴·f⁽⁵⁾/30 + η/h", 2, ChartStroke.Line, p => p.Extrapolated, study.Points),
            Curve("error and bound at the check’s step", 0, ChartStroke.Rings, p => p.Central, study.Chosen, study.Chosen with { Central = study.Chosen.Bound }),
        ];
        return new LineChart("Error of a derivative against the step",
            "Two logarithmic axes. From right to left the errors of difference quotients fall with the step until rounding takes over, and then rise; the bound lies above the error of the central difference at every step.",
            new("step h") { Logarithmic = true }, new("relative error") { Logarithmic = true }, [.. all.Where(curve => !curve.Points.IsEmpty)])
        { Width = 760, FrameHeight = 380, NamesAtEnds = false };
    }
}
