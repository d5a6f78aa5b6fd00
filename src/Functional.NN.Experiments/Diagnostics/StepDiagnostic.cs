using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>gᵀg against ½ε·gᵀHg, and ε* = gᵀg/gᵀHg.</summary>
internal sealed class StepDiagnostic : IDiagnostic
{
    private const string Slope = "gradient squared", Curvature = "curvature", Term = "half rate curvature", Best = "best step";

    public Findings Measure<T>(Diagnosed<T> at) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var predicted = PredictedStep.Of(at.Objective, at.Parameters);
        var term = at.Rate is { } ε ? new[] { new Diagnostic(Term, predicted.CurvatureTerm(ε)) } : [];
        return new([new(Slope, predicted.GradientSquared), new(Curvature, predicted.Curvature), .. term, new(Best, predicted.BestStep)]);
    }

    public string Brief(Findings findings)
    {
        string Text(string name, string symbol) => findings.Numbers.Where(n => n.Name == name).Select(n => $"{symbol} {PageText.Number(n.Value)}").FirstOrDefault("");
        return string.Join(", ", new[] { Text(Slope, "gᵀg"), Text(Term, "½ε·gᵀHg"), Text(Best, "ε*") }.Where(text => text.Length > 0));
    }

    public bool IsApart(string number) => number is Best or Curvature;
}
