using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>The numbers of one block of a gradient: of a parameter, a state, the inputs.</summary>
/// <param name="Name">what the block is called</param>
/// <param name="Entries">its numbers that were checked, in row-major order</param>
public sealed record GradientBlock(string Name, ImmutableArray<GradientEntry> Entries)
{
    /// <summary>How many of its numbers have this verdict.</summary>
    public int Count(GradientVerdict verdict) => Entries.Count(e => e.Verdict == verdict);

    /// <summary>The number that is farthest off: wrong before cannot tell before kink before right.</summary>
    public GradientEntry Worst => Entries.OrderBy(e => VerdictText.Rank(e.Verdict)).ThenByDescending(e => e.Severity).First();

    /// <summary>The largest <see cref="GradientEntry.Detectable"/> among those called right: no larger mistake is in them.</summary>
    public double Detectable => Entries.Where(e => e.Verdict == GradientVerdict.Right).Select(e => e.Detectable).DefaultIfEmpty(double.NaN).Max();

    /// <summary>True when name and entries are the same.</summary>
    public bool Equals(GradientBlock? other) => other is not null && Name == other.Name && Entries.SequenceEqual(other.Entries);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Name, Entries.Length);
}
