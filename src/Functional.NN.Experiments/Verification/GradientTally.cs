namespace Functional.NN.Experiments.Verification;

/// <summary>How many coordinates (or directions) came to which verdict.</summary>
/// <param name="Right">agree</param>
/// <param name="Wrong">do not</param>
/// <param name="Kinks">lie on kinks, and were skipped</param>
/// <param name="CannotTell">are too uncertain to tell</param>
/// <param name="Worst">the largest error in units of what was allowed, of those that are right or wrong</param>
internal sealed record GradientTally(int Right, int Wrong, int Kinks, int CannotTell, double Worst)
{
    /// <summary>Nothing was checked.</summary>
    public static GradientTally None { get; } = new(0, 0, 0, 0, 0);

    /// <summary>How many have a verdict.</summary>
    public int Checked => Right + Wrong;

    /// <summary>Both together.</summary>
    public static GradientTally operator +(GradientTally a, GradientTally b) => new(a.Right + b.Right, a.Wrong + b.Wrong, a.Kinks + b.Kinks, a.CannotTell + b.CannotTell, Math.Max(a.Worst, b.Worst));

    /// <summary>Counts entries.</summary>
    public static GradientTally Of(IEnumerable<GradientEntry> entries) => entries.Aggregate(None, (sum, entry) => sum + Of(entry));

    private static GradientTally Of(GradientEntry entry) => entry.Verdict switch
    {
        GradientVerdict.Right => new(1, 0, 0, 0, entry.Severity),
        GradientVerdict.Kink => new(0, 0, 1, 0, 0),
        GradientVerdict.CannotTell => new(0, 0, 0, 1, 0),
        _ => new(0, 1, 0, 0, entry.Severity),
    };
}
