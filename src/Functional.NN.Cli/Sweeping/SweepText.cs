using System.Globalization;
using Functional.NN.Experiments;
using Spectre.Console;

namespace Functional.NN.Cli;

/// <summary>Sweeps as text for people.</summary>
internal static class SweepText
{
    private const int MostFailures = 10;

    /// <summary>What is about to be run, in three lines.</summary>
    public static void Heading(Terminal terminal, PreparedSweep sweep)
    {
        var plan = sweep.Plan;
        int seeds = plan.Trials.Length / plan.Settings.Length;
        terminal.Line($"sweep      {sweep.Source.Name}: {Counted(plan.Trials.Length, "trial")}, {Counted(plan.Settings.Length, "setting")} × {Counted(seeds, "seed")}");
        terminal.Line($"axes       {string.Join(", ", plan.Sweep.Axes.Select(Axis))}");
        string halving = plan.Sweep.Halving is { } given ? $"; halving: {string.Join(", ", given.Rungs(plan.Settings.Length, sweep.Measure.Epochs).Select(rung => Text($"{Counted(rung.Settings, "setting")} to epoch {rung.Epoch}")))}" : "";
        terminal.Line($"compared   by {sweep.Metric}, the {(sweep.Better == Better.Smaller ? "smaller" : "larger")} the better{halving}");
    }

    /// <summary>Every trial, one a line.</summary>
    public static void Plan(Terminal terminal, PreparedSweep sweep)
    {
        foreach (var trial in sweep.Trials) terminal.Line($"{trial.Trial.Number,5}  {trial.Name}  {sweep.Plan.Label(trial.Trial)}");
        terminal.Line($"sweep sha256: {sweep.Sha256}");
    }

    /// <summary>What came of a sweep: the settings, the best, comparisons, failures.</summary>
    public static void Show(Terminal terminal, PreparedSweep sweep, SweepSummary summary)
    {
        terminal.Console().Write(Settings(summary));
        terminal.Out.WriteLine(Best(summary));
        if (summary.Comparisons.Any(comparison => comparison.Confidence is not null)) terminal.Console().Write(Comparisons(summary));
        foreach (string line in Failures(sweep, summary)) terminal.Out.WriteLine(line);
    }

    /// <summary>A figure as people read it: a share in percent, anything else with four decimals.</summary>
    public static string Figure(string metric, double value) => IsShare(metric) ? TrainingText.Percent(value) : Text($"{value:0.0000}");

    /// <summary><c>1 trial</c>, <c>3 trials</c>.</summary>
    public static string Counted(int count, string what) => Text($"{count} {what}{(count == 1 ? "" : "s")}");

    private static Table Settings(SweepSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("setting");
        foreach (string column in new[] { "runs", summary.Metric, "± sd", "95 % confidence", "" }) table.AddColumn(new TableColumn(Markup.Escape(column)).RightAligned());
        foreach (var setting in summary.Settings)
        {
            var over = setting.Of(summary.Metric);
            string confidence = over?.Confidence is { } interval ? $"{Figure(summary.Metric, interval.Low)} to {Figure(summary.Metric, interval.High)}" : "";
            string[] cells = [setting.Label, Text($"{setting.Complete}"), over is null ? "–" : Figure(summary.Metric, over.Mean), over?.Deviation is { } deviation ? Figure(summary.Metric, deviation) : "", confidence, Remark(summary, setting)];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }
        return table;
    }

    private static string Remark(SweepSummary summary, SettingResult setting) => string.Join(", ", new[]
    {
        summary.Best.Contains(setting.Setting.Index) ? "best" : null,
        setting.Failed.IsEmpty ? null : Text($"{setting.Failed.Length} failed"),
        setting.Missing.IsEmpty ? null : Text($"{setting.Missing.Length} missing"),
        setting.GivenUpAfter is { } epoch ? Text($"given up after epoch {epoch}") : null,
    }.OfType<string>());

    /// <summary>The best setting, or several.</summary>
    public static string Best(SweepSummary summary) => summary.Best switch
    {
        [] => $"no setting has a {summary.Metric} yet",
        [var one] => $"best: {summary.Settings[one].Label}{Chosen(summary)}",
        var several => $"best, with the same mean: {string.Join("; ", several.Select(setting => summary.Settings[setting].Label))}{Chosen(summary)}",
    };

    /// <summary>What is chosen by test samples looks better on them than it is.</summary>
    private static string Chosen(SweepSummary summary) => summary.Settings.Length > 1 && summary.Metric.StartsWith("test ", StringComparison.Ordinal) ? " (chosen by the test samples, so its figure flatters it; compare by validation figures to choose)" : "";

    private static Table Comparisons(SweepSummary summary)
    {
        var table = new Table().Border(TableBorder.Rounded).AddColumn("compared seed by seed");
        foreach (string column in new[] { "pairs", "difference", "95 % confidence", "p (t, Holm)", "p (signed ranks)", "" }) table.AddColumn(new TableColumn(column).RightAligned());
        foreach (var c in summary.Comparisons)
        {
            string[] cells =
            [
                $"{summary.Settings[c.First].Label} – {summary.Settings[c.Second].Label}", Text($"{c.Pairs}"), c.Difference is { } d ? Figure(summary.Metric, d) : "–",
                c.Confidence is { } interval ? $"{Figure(summary.Metric, interval.Low)} to {Figure(summary.Metric, interval.High)}" : "", Probability(c.Adjusted), Probability(c.SignedRank), c.Differs ? "differ" : "",
            ];
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }
        return table;
    }

    private static IEnumerable<string> Failures(PreparedSweep sweep, SweepSummary summary)
    {
        TrialOutcome[] failed = [.. summary.Outcomes.Where(outcome => outcome.End == TrialEnd.Failed)];
        foreach (var outcome in failed.Take(MostFailures)) yield return Text($"trial {outcome.Trial.Number} ({sweep.Plan.Label(outcome.Trial)}) failed: {outcome.Why}");
        if (failed.Length > MostFailures) yield return Text($"and {failed.Length - MostFailures} more; they are in summary.json");
    }

    private static string Axis(SweepAxis axis) => axis switch
    {
        RangeAxis range => Text($"{axis.Name} from {range.Low} to {range.High}"),
        ListAxis list when list.Choices.Length > 4 => $"{axis.Name} {list.Choices[0]}, {list.Choices[1]}, … {list.Choices[^1]}",
        ListAxis list => $"{axis.Name} {string.Join(", ", list.Choices)}",
        _ => axis.Name,
    };

    private static string Probability(double? p) => p is { } value ? value < 0.0001 ? "< 0.0001" : Text($"{value:0.0000}") : "–";

    private static bool IsShare(string metric) => metric.EndsWith("accuracy", StringComparison.Ordinal);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
