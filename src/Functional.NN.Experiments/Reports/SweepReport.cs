using System.Collections.Immutable;
using System.Text;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>The page of a sweep: every setting over its seeds, curves with confidence bands, comparisons, and what failed.</summary>
internal static class SweepReport
{
    /// <summary>The page of a sweep in a folder, as far as it was run.</summary>
    /// <returns>the file</returns>
    /// <exception cref="DataException">There is no sweep, or the file cannot be written.</exception>
    public static string Write(string folder, DataPlaces places, string? path = null)
    {
        var record = SweepRecord.Read(folder, places);
        var (prepared, plan) = (record.Prepared, record.Prepared.Plan);
        TrialRecord[] records = [.. prepared.Trials.Select(trial => TrialReader.Read(record.Folder, trial))];
        var stage = SweepStage.Of(plan, prepared.Measure, records, _ => true);
        return Write(record, records, SweepSummary.Of(plan, SweepOutcomes.Of(plan, stage, records), prepared.Metric), path);
    }

    /// <summary>The page of a sweep whose records were read already.</summary>
    /// <returns>the file</returns>
    public static string Write(SweepRecord record, IReadOnlyList<TrialRecord> records, SweepSummary summary, string? path = null)
    {
        string html = Page(record, records, summary).ToHtml(), file = path ?? record.Folder.Report;
        WholeFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(html)));
        return file;
    }

    internal static SweepPage Page(SweepRecord record, IReadOnlyList<TrialRecord> records, SweepSummary summary)
    {
        var (prepared, plan) = (record.Prepared, record.Prepared.Plan);
        string Label(int setting) => Called(summary.Settings[setting]);
        return new(prepared.Name, summary.Metric, summary.Better == Better.Smaller, [.. plan.Sweep.Varied.Select(axis => axis.Name)], [.. summary.Settings.Select(setting => Row(setting, records, summary))])
        {
            Headlines = [.. Headlines(summary)],
            Pairs = [.. summary.Comparisons.Select(c => new SweepPair(Label(c.First), Label(c.Second), c.Pairs, c.Difference, c.Confidence?.Low, c.Confidence?.High, c.Probability, c.Adjusted, c.SignedRank, c.Differs))],
            Failed = [.. summary.Outcomes.Where(o => o.End == TrialEnd.Failed).Select(o => new FailedTrial(Invariant.Text($"{o.Trial.Number}: ") + plan.Label(o.Trial), o.Why ?? "it ended with an error"))],
            Hashes = [("sweep", prepared.Sha256), .. summary.Outcomes.Where(o => o.ChainSha256 is not null).Select(o => (Invariant.Text($"chain of trial {o.Trial.Number}"), o.ChainSha256!))],
            Sweep = prepared.SweepText,
            Commands = ["fnn sweep source.json"],
        };
    }

    /// <summary>The name of a setting; where only one thing varies, that is not said again.</summary>
    private static string Called(SettingResult setting) => setting.Setting.Choices is [var only] ? only.Label : setting.Label;

    private static SweepRow Row(SettingResult setting, IReadOnlyList<TrialRecord> records, SweepSummary summary)
    {
        var over = setting.Of(summary.Metric);
        string[] notes = [Counted(setting.Failed.Length, "failed"), Counted(setting.Missing.Length, "not run to the end"), setting.GivenUpAfter is { } epoch ? Invariant.Text($"given up after epoch {epoch}") : ""];
        return new(Called(setting), [.. setting.Setting.Choices.Select(choice => choice.Label)], over?.Values ?? [])
        {
            Mean = over?.Mean,
            Deviation = over?.Deviation,
            Low = over?.Confidence?.Low,
            High = over?.Confidence?.High,
            IsBest = summary.Best.Contains(setting.Setting.Index),
            Note = string.Join("; ", notes.Where(note => note != "")),
            Curve = [.. Curve(summary.Outcomes.Where(o => o.Trial.Setting == setting.Setting.Index && o.End is TrialEnd.Complete or TrialEnd.GivenUp).Select(o => records[o.Trial.Index].Epochs), summary.Metric)],
        };
    }

    /// <summary>The mean over the runs with its confidence interval, for those epochs that all of them have.</summary>
    private static IEnumerable<ChartPoint> Curve(IEnumerable<ImmutableArray<TrialEpoch>> runs, string metric)
    {
        ImmutableArray<TrialEpoch>[] all = [.. runs];
        for (int epoch = 0; all.Length > 0 && epoch < all.Min(run => run.Length); epoch++)
        {
            double[] figures = [.. all.SelectMany(run => run[epoch].Figures.Where(figure => figure.Metric == metric && double.IsFinite(figure.Value)).Select(figure => figure.Value))];
            if (figures.Length < all.Length) yield return new(epoch + 1, double.NaN);
            else if (SeedStatistics.Of(figures) is var over) yield return new(epoch + 1, over.Mean, over.Confidence?.Low ?? double.NaN, over.Confidence?.High ?? double.NaN);
        }
    }

    private static IEnumerable<Headline> Headlines(SweepSummary summary)
    {
        int Ended(TrialEnd end) => summary.Outcomes.Count(o => o.End == end);
        string[] others = [Counted(Ended(TrialEnd.Failed), "failed"), Counted(Ended(TrialEnd.Missing), "missing"), Counted(Ended(TrialEnd.GivenUp), "given up")];
        yield return new("settings", Invariant.Text($"{summary.Settings.Length:N0}"), string.Join(", ", summary.Plan.Sweep.Varied.Select(axis => axis.Name)));
        yield return new("complete runs", Invariant.Text($"{Ended(TrialEnd.Complete):N0} of {summary.Outcomes.Length:N0}"), string.Join(", ", others.Where(other => other != "")));
    }

    private static string Counted(int count, string what) => count == 0 ? "" : Invariant.Text($"{count:N0} {what}");
}
