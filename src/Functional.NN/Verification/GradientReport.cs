using System.Collections.Immutable;

namespace Functional.NN;

/// <summary>What a check says of a whole gradient: every number that was looked at, the worst first, and what it cost.</summary>
public sealed class GradientReport
{
    internal GradientReport(string subject, IEnumerable<GradientEntry> entries, GradientVerdict? verdict = null, string? reason = null, int evaluations = 0, TimeSpan elapsed = default, double noise = 1)
    {
        (Subject, Reason, Evaluations, Elapsed, Noise) = (subject, reason, evaluations, elapsed, noise);
        Entries = [.. entries.OrderBy(e => VerdictText.Rank(e.Verdict)).ThenByDescending(e => e.Severity)];
        Blocks = [.. Entries.GroupBy(e => e.Block).Select(block => new GradientBlock(block.Key, [.. block.OrderBy(e => e.Place)])).OrderBy(b => b.Name, StringComparer.Ordinal)];
        Verdict = verdict ?? Overall(Entries);
    }

    /// <summary>What was checked.</summary>
    public string Subject { get; }

    /// <summary>Wrong if any number is; else cannot tell if any is so; else kink if every number is one; else right. A gradient without numbers is right.</summary>
    public GradientVerdict Verdict { get; }

    /// <summary>Why there is no more to say, where there is a reason: an exception, a limit of time, a function that has no shadow.</summary>
    public string? Reason { get; }

    /// <summary>Every number that was checked: wrong ones, then those of which the check cannot tell, kinks, and right ones; each kind with the larger error first.</summary>
    public ImmutableArray<GradientEntry> Entries { get; }

    /// <summary>The numbers block by block.</summary>
    public ImmutableArray<GradientBlock> Blocks { get; }

    /// <summary>The smallest case in which the gradient is wrong; none unless a network or a layer was checked, was wrong, and was to be shrunk (<see cref="GradientCheckOptions.Shrink"/>). A layer whose mistake does not show under a squared error or a sum of its outputs has none.</summary>
    public SmallestCase? Smallest { get; private init; }

    /// <summary>How often the function was evaluated.</summary>
    public int Evaluations { get; }

    /// <summary>How long it took.</summary>
    public TimeSpan Elapsed { get; }

    /// <summary>κ: the measured noise of the function in units of rounding its value.</summary>
    public double Noise { get; }

    /// <summary>The numbers that are wrong, the worst first.</summary>
    public IEnumerable<GradientEntry> Wrong => Entries.Where(e => e.Verdict == GradientVerdict.Wrong);

    /// <summary>The number that is farthest off; none when there are no numbers at all.</summary>
    public GradientEntry? Worst => Entries.IsEmpty ? null : Entries[0];

    /// <summary>True when no number is wrong and nothing kept the check from being made. Kinks and numbers of which it cannot tell are no mistakes: <see cref="Verdict"/> and <see cref="Count"/> say whether there are any.</summary>
    public bool IsRight => Verdict is GradientVerdict.Right or GradientVerdict.Kink or GradientVerdict.CannotTell;

    /// <summary>How many numbers have this verdict.</summary>
    public int Count(GradientVerdict verdict) => Entries.Count(e => e.Verdict == verdict);

    /// <summary>The same report with the smallest case.</summary>
    internal GradientReport With(SmallestCase smallest) => new(Subject, Entries, Verdict, Reason, Evaluations, Elapsed, Noise) { Smallest = smallest };

    /// <summary>The numbers of one block, in row-major order.</summary>
    public IReadOnlyList<GradientEntry> this[string block] => Blocks.FirstOrDefault(b => b.Name == block)?.Entries
        ?? throw new NNException($"GradientReport: there is no block \"{block}\"; there are {(Blocks.IsEmpty ? "none" : string.Join(", ", Blocks.Select(b => b.Name)))}.");

    /// <summary>This report, or an error when a number is wrong or the check could not be made.</summary>
    /// <exception cref="NNException">The sentence names the worst number and both its values, or says what kept the check from being made.</exception>
    public GradientReport ThrowIfWrong() => IsRight ? this : throw new NNException(GradientReportText.Mistake(this));

    /// <summary>This report, or an error unless every number is right or a kink, and one is right.</summary>
    /// <exception cref="NNException">As for <see cref="ThrowIfWrong"/>, or some number is one of which the check cannot tell.</exception>
    public GradientReport ThrowUnlessRight() => Verdict == GradientVerdict.Right ? this : throw new NNException(GradientReportText.Mistake(this));

    /// <summary>The verdict, the counts, and the worst numbers one line each, the same under every culture.</summary>
    public override string ToString() => GradientReportText.Of(this);

    /// <summary>The whole report as JSON: subject, verdict, reason, counts, cost, blocks, and every entry. Numbers read back to the same bits; those that are not finite are the strings NaN, Infinity and -Infinity.</summary>
    public string ToJson() => GradientReportJson.Of(this);

    /// <summary>The report as JUnit XML for dashboards: a test suite with a test case for each block.</summary>
    public string ToJUnitXml() => ToJUnitXml([this]);

    /// <summary>Several reports as one JUnit XML document: a test suite for each, with a test case for each block.</summary>
    public static string ToJUnitXml(IEnumerable<GradientReport> reports) => GradientReportJUnit.Of(reports);

    private static GradientVerdict Overall(ImmutableArray<GradientEntry> entries) =>
        entries.IsEmpty ? GradientVerdict.Right
        : entries[0].Verdict is GradientVerdict.Wrong or GradientVerdict.CannotTell ? entries[0].Verdict
        : entries[^1].Verdict;
}
