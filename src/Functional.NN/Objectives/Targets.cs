namespace Functional.NN;

/// <summary>Targets some of which are not known.</summary>
internal static class Targets
{
    /// <summary>Targets with 0 in place of what is not known, and what each sample weighs: nothing where a number of its target is a NaN.</summary>
    /// <param name="targets">(N × numbers)</param>
    /// <param name="weights">(N), or none</param>
    public static (Var Targets, Var Weights) Known(Var targets, Var? weights)
    {
        // A comparison with a NaN is false, whatever it is compared with.
        var known = Var.Greater(targets, double.NegativeInfinity);
        var labelled = Var.Greater(known.Sum(1), targets.Shape[1] - 0.5);
        return (Var.Where(known, targets, 0), weights is null ? labelled : labelled * weights);
    }
}
