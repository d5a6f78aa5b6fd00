using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>A metric over the seeds of a setting.</summary>
/// <param name="Metric">its name</param>
/// <param name="Over">mean, deviation and interval</param>
public sealed record MetricResult(string Metric, SeedStatistics Over);

/// <summary>What came of a setting. Failed and missing trials are not in the figures; they are counted here.</summary>
/// <param name="Setting">the setting</param>
/// <param name="Label">what it is called</param>
/// <param name="Metrics">each metric over the seeds that are complete</param>
/// <param name="Complete">how many trials are complete</param>
/// <param name="Failed">the trials that failed, by index</param>
/// <param name="Missing">the trials not yet run to their end, by index</param>
/// <param name="GivenUpAfter">the epoch at which halving gave the setting up; none where it did not</param>
public sealed record SettingResult(SweepSetting Setting, string Label, ImmutableArray<MetricResult> Metrics, int Complete, ImmutableArray<int> Failed, ImmutableArray<int> Missing, int? GivenUpAfter)
{
    /// <summary>A metric over the seeds; none where no run has it.</summary>
    public SeedStatistics? Of(string metric) => Metrics.FirstOrDefault(result => result.Metric == metric)?.Over;

    /// <summary>The result of a setting.</summary>
    internal static SettingResult Of(SweepPlan plan, SweepSetting setting, IReadOnlyList<TrialOutcome> outcomes)
    {
        TrialOutcome[] complete = [.. outcomes.Where(o => o.End == TrialEnd.Complete)];
        var metrics = complete.SelectMany(o => o.Figures).Select(figure => figure.Metric).Distinct()
            .Select(metric => (Metric: metric, Values: complete.Select(o => o.Of(metric)).OfType<double>().ToArray())).Where(m => m.Values.Length > 0);
        return new(setting, plan.Label(setting), [.. metrics.Select(m => new MetricResult(m.Metric, SeedStatistics.Of(m.Values)))], complete.Length,
            Indices(TrialEnd.Failed), Indices(TrialEnd.Missing), outcomes.Where(o => o.End == TrialEnd.GivenUp).Select(o => (int?)o.Epochs).Max());

        ImmutableArray<int> Indices(TrialEnd end) => [.. outcomes.Where(o => o.End == end).Select(o => o.Trial.Index)];
    }
}
