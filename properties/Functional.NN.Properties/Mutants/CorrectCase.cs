namespace Functional.NN.Properties.Mutants;

/// <summary>A rule that is right, at a point that may be an awkward one.</summary>
/// <param name="Kind">what it is a rule of: a primitive, an activation, a loss, a layer, a network</param>
/// <param name="Subject">which one, and where</param>
/// <param name="Check">what the checker says of it</param>
internal sealed record CorrectCase(string Kind, string Subject, Func<GradientCheckOptions, GradientReport> Check)
{
    public override string ToString() => $"{Kind}: {Subject}";
}
