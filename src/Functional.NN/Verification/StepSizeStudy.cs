using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The error of difference quotients against their step, for one coordinate of one function: why no step is right for all, and how far the bound of a check is from the error.</summary>
/// <remarks>
/// <code>StepSizeStudy.Of(x => Math.Exp(x[0]), x => [Math.Exp(x[0])], [1.0]).ToSvg();</code>
/// Steps go down from a tenth of max(1, |x|), four a decade, for as long as x + h is another number, and to 10⁻²⁰ with a function of complex numbers. Where the function throws beside the point, or is not finite, the errors are NaN.
/// </remarks>
public sealed class StepSizeStudy
{
    private const int PerDecade = 4, Decades = 19;

    /// <summary>10^(−k/4).</summary>
    private static readonly double[] Fractions = [1, 0.5623413251903491, 0.31622776601683794, 0.1778279410038923];

    private StepSizeStudy(double derivative, double noise, StepSizePoint chosen, IEnumerable<StepSizePoint> points) => (Derivative, Noise, Chosen, Points) = (derivative, noise, chosen, [.. points]);

    /// <summary>Measures the errors.</summary>
    /// <param name="f">the function</param>
    /// <param name="gradient">x ↦ ∇f(x), which is taken to be right</param>
    /// <param name="at">where</param>
    /// <param name="coordinate">along which coordinate</param>
    /// <param name="complex">the same function of complex numbers, or none</param>
    /// <exception cref="NNException">There is no such coordinate, or the function or its gradient cannot be evaluated at the point.</exception>
    public static StepSizeStudy Of(Func<double[], double> f, Func<double[], double[]> gradient, double[] at, int coordinate = 0, Func<Complex[], Complex>? complex = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        ArgumentNullException.ThrowIfNull(gradient);
        ArgumentNullException.ThrowIfNull(at);
        if (coordinate < 0 || coordinate >= at.Length) throw new NNException(Sentence.Of($"StepSizeStudy: the coordinate must be from 0 to {at.Length - 1}, got {coordinate}."));
        try
        {
            return Measured(PlainProblem.Of(f, gradient, [.. at]), coordinate, complex);
        }
        catch (BrokenFunctionException broken)
        {
            throw new NNException($"StepSizeStudy: {broken.Message}.", broken);
        }
    }

    /// <summary>The derivative the errors are measured from.</summary>
    public double Derivative { get; }

    /// <summary>κ: the measured noise of the function in units of rounding its value.</summary>
    public double Noise { get; }

    /// <summary>The errors at the step a check looks at first, ∛(3κε)·max(1, |x|), with the bound it states.</summary>
    public StepSizePoint Chosen { get; }

    /// <summary>The errors at every step, the widest first.</summary>
    public ImmutableArray<StepSizePoint> Points { get; }

    /// <summary>The errors, relative to the derivative, against the step, both axes logarithmic; an error below 2⁻⁵⁴ is drawn there.</summary>
    public string ToSvg() => StepSizePicture.Of(this).ToSvg();

    private static StepSizeStudy Measured(GradientProblem problem, int coordinate, Func<Complex[], Complex>? complex)
    {
        var one = Tensor.Scalar(1.0);
        var evaluations = new Evaluations(problem);
        var here = evaluations.Here();
        if (!here.IsFinite) throw new BrokenFunctionException(CheckRun.NotFinite(here));
        var probe = new LineProbe(evaluations, one, here);
        probe = probe.WithNoise(FunctionNoise.Amplification(probe, problem, GradientCheckOptions.Default.Key));
        var line = new CoordinateLine(problem.Names[0], problem.Point, 0, coordinate);
        double derivative = evaluations.Gradient(one)[0].AsSpan()[coordinate];
        StepSizePoint At(double h) => Errors(probe.Sample(line, h), probe.Sample(line, 2 * h), h, derivative, complex is null ? double.NaN : Imaginary(problem, complex, line, h));
        return new(derivative, probe.Amplification, At(QuickSlope.CentralStep(probe, line)), Steps(Math.Max(1, Math.Abs(line.Here))).Select(At).Where(p => !double.IsNaN(p.Central) || !double.IsNaN(p.ComplexStep)));
    }

    private static IEnumerable<double> Steps(double scale)
    {
        double power = 1;
        for (int k = 0; k <= PerDecade * Decades; k++)
        {
            if (k % PerDecade == 0) power *= 10;
            yield return scale * Fractions[k % PerDecade] / power;
        }
    }

    private static double Imaginary(GradientProblem problem, Func<Complex[], Complex> complex, Line line, double h) =>
        new Evaluations(problem with { Slope = along => new(PlainProblem.Imaginary(complex, along, h), 0) }).Slope(line).Value;

    private static StepSizePoint Errors(in LineStep one, in LineStep two, double h, double derivative, double imaginary) => new(h, Math.Abs(one.Right - derivative), Math.Abs(one.Central - derivative),
        Math.Abs((4 * one.Central - two.Central) / 3 - derivative), Math.Abs(imaginary - derivative), QuickSlope.Central(one, two).Bound);
}
