using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What can be said of the slope of a function along a line.</summary>
/// <param name="Value">the slope; NaN where none can be measured</param>
/// <param name="Bound">how far it may lie from the true one</param>
internal readonly record struct SlopeEstimate(double Value, double Bound)
{
    public static SlopeEstimate None { get; } = new(double.NaN, double.PositiveInfinity);

    /// <summary>The slopes on the two sides, where there is a kink.</summary>
    public OneSidedSlopes? Kink { get; init; }

    /// <summary>Slopes at other steps, each with a bound of its own; none for methods without steps.</summary>
    public ImmutableArray<SlopeEstimate> Witnesses { get; init; } = [];

    /// <summary>True when the value comes without steps, so that it needs no witness.</summary>
    public bool IsExact { get; init; }

    /// <summary>h, of an estimate from steps.</summary>
    public double Step { get; init; }

    /// <summary>Of a function that stands still at every step: the slope that rounding hides when the function is made of numbers of size 1, as ln(1 + e⁻⁴⁰) is, so that it is no mistake to claim it.</summary>
    public double Hidden { get; init; }

    /// <summary>True when another step excludes the claim as well, and no step that is good enough to tell the claim from the value disagrees with the value.</summary>
    public bool Excludes(double claimed, double tolerance)
    {
        if (IsExact) return true;
        double value = Value, bound = Bound, apart = Math.Abs(claimed - value);
        if (apart <= Hidden) return false;
        double needed = double.IsFinite(apart) ? apart : Math.Max(Math.Abs(value), bound) + double.Epsilon;
        SlopeEstimate[] informed = [.. Witnesses.Where(w => w.Bound < needed)];
        return Array.Exists(informed, w => !(Math.Abs(claimed - w.Value) <= w.Bound + tolerance)) && Array.TrueForAll(informed, w => Math.Abs(w.Value - value) <= w.Bound + bound);
    }
}
