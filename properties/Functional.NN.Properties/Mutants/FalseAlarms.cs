using System.Collections.Immutable;

namespace Functional.NN.Properties.Mutants;

/// <summary>What the checker says of right rules: how often of each verdict, and every alarm.</summary>
/// <param name="Cases">how many cases of each kind</param>
/// <param name="Verdicts">how many coordinates of each verdict</param>
/// <param name="Alarms">the cases that were not let pass, each with what was said of it</param>
internal sealed record FalseAlarms(ImmutableSortedDictionary<string, int> Cases, ImmutableSortedDictionary<GradientVerdict, int> Verdicts, ImmutableArray<string> Alarms)
{
    private static readonly FalseAlarms None = new(ImmutableSortedDictionary<string, int>.Empty, ImmutableSortedDictionary<GradientVerdict, int>.Empty, []);

    public int Count(GradientVerdict verdict) => Verdicts.GetValueOrDefault(verdict);

    /// <summary>Checks so many random cases.</summary>
    public static FalseAlarms Of(int cases)
    {
        var found = None;
        var trial = Trial.Over(CorrectCases.Any, c => found = found.With(c), cases);
        return trial.Passed ? found : found with { Alarms = found.Alarms.Add(trial.Refusal!) };
    }

    private FalseAlarms With(CorrectCase c)
    {
        var report = c.Report;
        var verdicts = report.Entries.GroupBy(entry => entry.Verdict).Aggregate(Verdicts, (sum, group) => sum.SetItem(group.Key, sum.GetValueOrDefault(group.Key) + group.Count()));
        return new(Cases.SetItem(c.Kind, Cases.GetValueOrDefault(c.Kind) + 1), verdicts, report.IsRight ? Alarms : Alarms.Add($"{c}: {report.Worst?.ToString() ?? report.Reason}"));
    }
}
