using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>Which settings are best by a metric.</summary>
internal sealed record SettingRanking(string Metric, Better Better)
{
    /// <summary>The settings with the best mean: among those without failed or missing trials, else among all that have a figure.</summary>
    public ImmutableArray<int> Best(IEnumerable<SettingResult> settings)
    {
        SettingResult[] measured = [.. settings.Where(s => s.Of(Metric) is not null)], whole = [.. measured.Where(IsWhole)];
        SettingResult[] candidates = whole.Length > 0 ? whole : measured;
        if (candidates.Length == 0) return [];
        double best = Better == Better.Smaller ? candidates.Min(Mean) : candidates.Max(Mean);
        return [.. candidates.Where(s => Mean(s) == best).Select(s => s.Setting.Index)];
    }

    private double Mean(SettingResult setting) => setting.Of(Metric)!.Mean;

    private static bool IsWhole(SettingResult setting) => setting.Failed.IsEmpty && setting.Missing.IsEmpty && setting.GivenUpAfter is null;
}
