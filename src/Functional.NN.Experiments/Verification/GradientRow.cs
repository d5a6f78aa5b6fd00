using System.Collections.Immutable;

namespace Functional.NN.Experiments.Verification;

/// <summary>A line of the table: a rule with what became of its cases.</summary>
/// <param name="Kind">layer, activation, loss, and the like</param>
/// <param name="Name">what it is called</param>
/// <param name="Outcomes">of each case</param>
internal sealed record GradientRow(string Kind, string Name, ImmutableArray<GradientOutcome> Outcomes)
{
    /// <summary>Of all cases together.</summary>
    public GradientTally Tally { get; } = Outcomes.Aggregate(GradientTally.None, (sum, outcome) => sum + outcome.Tally);

    /// <summary>How long all took, one after the other.</summary>
    public double Seconds => Outcomes.Sum(outcome => outcome.Seconds);

    /// <summary>The verdict that matters most: anything bad before right, right before what cannot be told.</summary>
    public GradientVerdict Verdict => Outcomes.FirstOrDefault(outcome => outcome.IsBad) is { } bad ? bad.Verdict
        : Tally.Checked > 0 || Outcomes.Any(outcome => outcome.Verdict == GradientVerdict.Right) ? GradientVerdict.Right
        : Tally.Kinks > 0 ? GradientVerdict.Kink : GradientVerdict.CannotTell;

    /// <summary>Whether a case must not stay as it is.</summary>
    public bool IsBad => Outcomes.Any(outcome => outcome.IsBad);
}
