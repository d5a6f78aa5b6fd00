namespace Functional.NN.Experiments;

/// <summary>Which settings of a sweep are compared with which, and the comparisons.</summary>
internal static class SettingComparisons
{
    /// <summary>With an axis to compare: its choices, each at its best setting, pair by pair; else every setting with the best (the first of several).</summary>
    public static IEnumerable<PairedComparison> Of(SweepPlan plan, SettingRanking ranking, IReadOnlyList<SettingResult> settings, ILookup<int, TrialOutcome> outcomes) =>
        PairedComparison.Together([.. Pairs(plan, ranking, settings).Select(pair => PairedComparison.Of(pair.First, pair.Second, [.. Differences(outcomes[pair.First], outcomes[pair.Second], ranking.Metric)]))]);

    private static IEnumerable<(int First, int Second)> Pairs(SweepPlan plan, SettingRanking ranking, IReadOnlyList<SettingResult> settings)
    {
        SettingResult[] measured = [.. settings.Where(s => s.Of(ranking.Metric) is not null)];
        if (plan.Sweep.Compare is not { } compare) return ranking.Best(measured) is [var best, ..] ? measured.Where(s => s.Setting.Index != best).Select(s => (best, s.Setting.Index)) : [];
        int axis = plan.Sweep.Varied.TakeWhile(a => a.Name != compare).Count();
        int[] bests = [.. measured.GroupBy(s => s.Setting.Choices[axis].Label).Select(alike => ranking.Best(alike)[0])];
        return bests.SelectMany((first, i) => bests.Skip(i + 1).Select(second => (first, second)));
    }

    /// <summary>First less second, for the seeds of which both trials are complete, in the order of the seeds.</summary>
    private static IEnumerable<double> Differences(IEnumerable<TrialOutcome> first, IEnumerable<TrialOutcome> second, string metric) =>
        first.Zip(second).Where(pair => pair.First.End == TrialEnd.Complete && pair.Second.End == TrialEnd.Complete)
            .Select(pair => pair.First.Of(metric) - pair.Second.Of(metric)).OfType<double>();
}
