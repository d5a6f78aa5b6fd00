namespace Functional.NN;

/// <summary>The measured slopes of a check, by its method: a quick one, and a thorough one for what looks suspicious.</summary>
internal sealed class Slopes(GradientProblem problem, GradientCheckOptions options, Evaluations evaluations, LineProbe? probe, Tensor<double> cotangent)
{
    /// <summary>How many roundings of its largest term a tangent may be off.</summary>
    private const double TangentRoundings = 64;

    private bool Extrapolated => options.Method == GradientMethod.Richardson;

    public SlopeEstimate Quick(Line line) =>
        problem.Slope is not null ? evaluations.Slope(line)
        : options.Method is GradientMethod.ForwardMode or GradientMethod.Adjoint ? ByTangents(line)
        : Extrapolated ? QuickSlope.Extrapolated(probe!, line) : QuickSlope.Central(probe!, line);

    public SlopeEstimate Thorough(Line line, SlopeEstimate quick) => new StepLadder(probe!, line, quick, Extrapolated).Slope();

    /// <summary>The same slopes, with what rounding does to the value as samples show it.</summary>
    public Slopes With(RoundingSamples rounding) => new(problem, options, evaluations, probe?.WithRounding(rounding.Value), cotangent);

    private SlopeEstimate ByTangents(Line line)
    {
        var terms = cotangent * evaluations.Tangent(line.Direction);
        double value = terms.Sum().ToScalar();
        return double.IsFinite(value) ? new(value, TangentRoundings * problem.Epsilon * terms.Abs().Sum().ToScalar()) { IsExact = true } : SlopeEstimate.None;
    }
}
