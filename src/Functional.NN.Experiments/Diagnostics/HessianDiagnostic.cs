using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>The smallest and the largest eigenvalue of the Hessian, with their bounds and what they make of θ.</summary>
internal sealed class HessianDiagnostic : IDiagnostic
{
    private const int Products = 40;

    /// <summary>What stands behind the name of a number in that of its bound.</summary>
    public const string Bound = " bound";

    private const string Smallest = "smallest", Largest = "largest";

    public Findings Measure<T>(Diagnosed<T> at) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (at.Parameters.Layout.All(block => block.Frozen || block.Shape.Size == 0)) return new([]);
        var found = HessianExtremes.Of(at.Objective, at.Parameters, at.Key, new LanczosOptions(Products));
        return new([new(Smallest, found.Smallest.Value), new(Smallest + Bound, found.Smallest.Bound), new(Largest, found.Largest.Value), new(Largest + Bound, found.Largest.Bound)], Words(found.Verdict));
    }

    public string Brief(Findings findings)
    {
        string Text(string name) => PageText.Number(findings.Numbers.Where(n => n.Name == name).Select(n => n.Value).FirstOrDefault(double.NaN));
        return findings.Numbers.IsEmpty ? "–" : $"{Text(Smallest)} … {Text(Largest)}, {findings.CriticalPoint}";
    }

    private static string Words(CriticalPoint verdict) => verdict switch
    {
        CriticalPoint.Minimum => "minimum",
        CriticalPoint.Maximum => "maximum",
        CriticalPoint.Saddle => "saddle",
        CriticalPoint.Flat => "flat",
        _ => "not decided",
    };
}
