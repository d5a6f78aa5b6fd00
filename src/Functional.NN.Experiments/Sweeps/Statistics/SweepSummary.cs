using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What came of a sweep: every setting over its seeds, which is best, and which differ.</summary>
/// <remarks>
/// The best setting is the one with the best mean among those of which every trial is complete (among all, where there is none); several with the same mean are all best. It was chosen
/// among several by the same figures that are shown, so these flatter it a little; the more so, the more settings there were.
/// </remarks>
/// <param name="Plan">the plan</param>
/// <param name="Metric">what settings are compared by</param>
/// <param name="Better">which of two figures is better</param>
/// <param name="Outcomes">what came of each trial, in their order</param>
/// <param name="Settings">what came of each setting, in their order</param>
/// <param name="Best">the best settings: one, or several whose means are the same; none where nothing is complete</param>
/// <param name="Comparisons">comparisons seed by seed, adjusted for how many there are</param>
public sealed record SweepSummary(
    SweepPlan Plan, string Metric, Better Better, ImmutableArray<TrialOutcome> Outcomes, ImmutableArray<SettingResult> Settings, ImmutableArray<int> Best, ImmutableArray<PairedComparison> Comparisons)
{
    /// <summary>The summary of outcomes.</summary>
    /// <param name="plan">the plan</param>
    /// <param name="outcomes">what came of each trial, in their order</param>
    /// <param name="metric">what settings are compared by, where the sweep does not say</param>
    /// <exception cref="NNException">Outcomes and trials are not the same ones, or nothing says which figure of the metric is better.</exception>
    public static SweepSummary Of(SweepPlan plan, IEnumerable<TrialOutcome> outcomes, string metric)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(outcomes);
        ImmutableArray<TrialOutcome> all = [.. outcomes];
        if (!all.Select(o => o.Trial).SequenceEqual(plan.Trials)) throw new NNException(Invariant.Text($"SweepSummary: needs an outcome for each of the {plan.Trials.Length} trials, in their order; got {all.Length}."));
        string by = plan.Sweep.Metric ?? metric;
        var better = plan.Sweep.Better ?? MetricDirection.Of(by);
        var bySetting = all.ToLookup(o => o.Trial.Setting);
        ImmutableArray<SettingResult> settings = [.. plan.Settings.Select(setting => SettingResult.Of(plan, setting, [.. bySetting[setting.Index]]))];
        var ranking = new SettingRanking(by, better);
        return new(plan, by, better, all, settings, ranking.Best(settings), [.. SettingComparisons.Of(plan, ranking, settings, bySetting)]);
    }

    /// <summary>True when plan and outcomes are the same, and what they are compared by.</summary>
    public bool Equals(SweepSummary? other) => other is not null && Plan.Equals(other.Plan) && Metric == other.Metric && Better == other.Better && Outcomes.SequenceEqual(other.Outcomes);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Metric, Outcomes.Length);
}
