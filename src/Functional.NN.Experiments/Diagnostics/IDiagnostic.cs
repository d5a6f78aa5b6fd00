using System.Collections.Immutable;
using System.Numerics;

namespace Functional.NN.Experiments;

/// <summary>A number measured of a state.</summary>
/// <param name="Name">what of: a layer's or block's path, or a name</param>
/// <param name="Value">the number</param>
public readonly record struct Diagnostic(string Name, double Value);

/// <summary>What a diagnostic measured.</summary>
/// <param name="Numbers">the numbers; none where the network has nothing to measure</param>
/// <param name="CriticalPoint">what kind of point the curvature makes of θ, where that was asked: <c>minimum</c>, <c>maximum</c>, <c>saddle</c>, <c>flat</c>, <c>not decided</c></param>
public sealed record Findings(ImmutableArray<Diagnostic> Numbers, string? CriticalPoint = null)
{
    /// <summary>True when numbers and words are the same, number by number.</summary>
    public bool Equals(Findings? other) => other is not null && CriticalPoint == other.CriticalPoint && Numbers.SequenceEqual(other.Numbers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Numbers.Length, CriticalPoint);
}

/// <summary>A pure function of the state after an epoch, and of a batch that stays the same through the run.</summary>
public interface IDiagnostic
{
    /// <summary>What is measured after an epoch.</summary>
    Findings Measure<T>(Diagnosed<T> at) where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    /// <summary>What was measured, in a few words for a table.</summary>
    string Brief(Findings findings);

    /// <summary>Whether a number has another unit than the rest, so that it is drawn apart.</summary>
    bool IsApart(string number) => false;
}
