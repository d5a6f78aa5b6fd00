using System.Globalization;
using System.Text.Json.Nodes;

namespace Functional.NN.Experiments;

/// <summary>The summary of a sweep as JSON: the same bytes for the same records, however many trials ran at once.</summary>
/// <remarks>
/// Figures are written with all their bits. Confidence intervals and p values come from Student's distribution, whose last bits differ between systems; they are written with six digits.
/// Trials and settings are numbered from 1.
/// </remarks>
internal static class SummaryJson
{
    private const string SixDigits = "G6";

    public static JsonObject Of(PreparedSweep prepared, SweepSummary summary) => new()
    {
        ["format"] = "Functional.NN sweep summary 1",
        ["sweep sha256"] = prepared.Sha256,
        ["metric"] = summary.Metric,
        ["better"] = summary.Better == Better.Smaller ? "smaller" : "larger",
        ["complete"] = Count(summary, TrialEnd.Complete),
        ["failed"] = Count(summary, TrialEnd.Failed),
        ["missing"] = Count(summary, TrialEnd.Missing),
        ["given up"] = Count(summary, TrialEnd.GivenUp),
        ["best"] = new JsonArray([.. summary.Best.Select(setting => (JsonNode)(setting + 1))]),
        ["settings"] = new JsonArray([.. summary.Settings.Select(Setting)]),
        ["comparisons"] = new JsonArray([.. summary.Comparisons.Select(Comparison)]),
        ["trials"] = new JsonArray([.. summary.Outcomes.Zip(prepared.Trials, Trial)]),
    };

    private static int Count(SweepSummary summary, TrialEnd end) => summary.Outcomes.Count(outcome => outcome.End == end);

    private static JsonObject Setting(SettingResult setting) => new()
    {
        ["setting"] = setting.Setting.Index + 1,
        ["label"] = setting.Label,
        ["complete"] = setting.Complete,
        ["failed trials"] = Numbers(setting.Failed),
        ["missing trials"] = Numbers(setting.Missing),
        ["given up after epoch"] = setting.GivenUpAfter,
        ["metrics"] = new JsonObject(setting.Metrics.Select(metric => KeyValuePair.Create(metric.Metric, (JsonNode?)Statistics(metric.Over)))),
    };

    private static JsonObject Statistics(SeedStatistics over) => new()
    {
        ["count"] = over.Count,
        ["mean"] = ExactNumbers.Node(over.Mean),
        ["standard deviation"] = over.Deviation is { } deviation ? ExactNumbers.Node(deviation) : null,
        ["95 % confidence"] = Bounds(over.Confidence),
        ["least"] = ExactNumbers.Node(over.Least),
        ["greatest"] = ExactNumbers.Node(over.Greatest),
    };

    private static JsonObject Comparison(PairedComparison comparison) => new()
    {
        ["first"] = comparison.First + 1,
        ["second"] = comparison.Second + 1,
        ["pairs"] = comparison.Pairs,
        ["mean difference"] = Number(comparison.Difference),
        ["standard deviation"] = Number(comparison.Deviation),
        ["95 % confidence"] = Bounds(comparison.Confidence),
        ["p, paired t test"] = Number(comparison.Probability),
        ["p, adjusted by Holm"] = Number(comparison.Adjusted),
        ["p, Wilcoxon's signed ranks"] = Number(comparison.SignedRank),
        ["differs"] = comparison.Differs,
    };

    private static JsonObject Trial(TrialOutcome outcome, PreparedTrial trial) => new()
    {
        ["trial"] = outcome.Trial.Number,
        ["name"] = trial.Name,
        ["setting"] = outcome.Trial.Setting + 1,
        ["seed"] = outcome.Trial.Seed is { } seed ? JsonNode.Parse(seed) : null,
        ["end"] = Words(outcome.End),
        ["why"] = outcome.Why,
        ["epochs"] = outcome.Epochs,
        ["experiment sha256"] = trial.Sha256,
        ["state sha256"] = outcome.StateSha256,
        ["chain sha256"] = outcome.ChainSha256,
        ["figures"] = new JsonObject(outcome.Figures.Select(figure => KeyValuePair.Create(figure.Metric, (JsonNode?)ExactNumbers.Node(figure.Value)))),
    };

    /// <summary>How a trial stands, in words.</summary>
    public static string Words(TrialEnd end) => end switch { TrialEnd.Complete => "complete", TrialEnd.Failed => "failed", TrialEnd.GivenUp => "given up", _ => "missing" };

    private static JsonArray Numbers(IEnumerable<int> indices) => new([.. indices.Select(index => (JsonNode)(index + 1))]);

    private static JsonArray? Bounds(Interval? interval) => interval is null ? null : new(Number(interval.Low), Number(interval.High));

    private static JsonValue? Number(double? value) => value is { } number ? JsonValue.Create(double.Parse(number.ToString(SixDigits, CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)) : null;
}
