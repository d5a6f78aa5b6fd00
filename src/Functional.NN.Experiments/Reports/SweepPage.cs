using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>What the page of a sweep says.</summary>
/// <param name="Name">what the experiment is called</param>
/// <param name="Metric">what settings are compared by</param>
/// <param name="SmallerIsBetter">which of two is better</param>
/// <param name="Axes">the names of what varies</param>
/// <param name="Rows">the settings</param>
internal sealed record SweepPage(string Name, string Metric, bool SmallerIsBetter, ImmutableArray<string> Axes, ImmutableArray<SweepRow> Rows)
{
    private const int MostCurves = 7;

    /// <summary>The figures at the top.</summary>
    public ImmutableArray<Headline> Headlines { get; init; } = [];

    /// <summary>The comparisons.</summary>
    public ImmutableArray<SweepPair> Pairs { get; init; } = [];

    /// <summary>What failed.</summary>
    public ImmutableArray<FailedTrial> Failed { get; init; } = [];

    /// <summary>Sentences about the result, such as what was expected and what was found.</summary>
    public ImmutableArray<string> Findings { get; init; } = [];

    /// <summary>The hashes by name.</summary>
    public ImmutableArray<(string Name, string Sha256)> Hashes { get; init; } = [];

    /// <summary>The sweep in its canonical form.</summary>
    public string Sweep { get; init; } = "";

    /// <summary>What to type to get the same again.</summary>
    public ImmutableArray<string> Commands { get; init; } = [];

    /// <summary>The page.</summary>
    public string ToHtml() => ReportPage.Of(Name, $"{Invariant.Text($"{Rows.Length:N0}")} settings, compared by {Metric}: {(SmallerIsBetter ? "smaller" : "larger")} is better",
    [
        PageParts.Tiles([.. Headlines, .. Best()]),
        PageParts.Section("Findings", Findings.Select(sentence => Html.Element("p", sentence))),
        PageParts.Section("Settings", SettingTable(), Html.Of("p", "under", "Mean over the seeds, standard deviation (n − 1), and the 95 % confidence interval of the mean (Student’s t). The best setting was chosen by the same figures, which flatters it a little.")),
        PageParts.Section("Failures", Failed.IsEmpty ? [] : [PageParts.Table([new("trial", false), new("what went wrong", false)], Failed.Select(f => (Html[])[f.Trial, f.Why])), Html.Of("p", "under", "Failed trials are in no figure above.")]),
        PageParts.Section("Pictures", PageParts.Pictures(Pictures())),
        PageParts.Section("Compared seed by seed", Pairs.IsEmpty ? [] : [PairTable(), Html.Of("p", "under", "The first less the second over the seeds that both have: mean difference, its 95 % confidence interval, p of the paired t test, the same adjusted for all comparisons (Holm), p of Wilcoxon’s exact signed-rank test, which with five pairs cannot fall below 0.0625.")]),
        PageParts.Section("The same again", Commands.IsEmpty ? [] : [Html.Element("p", "In the folder of this sweep; the numbers must be the same, bit for bit:"), PageParts.Commands(Commands)]),
        PageParts.Section("Hashes", Hashes.IsEmpty ? [] : [PageParts.Facts(Hashes.Select(hash => (hash.Name, PageParts.Hash(hash.Sha256))))]),
        PageParts.Section("Sweep", Sweep == "" ? [] : [PageParts.Folded("The sweep in its canonical form", Html.Element("pre", Html.Element("code", Sweep)))]),
    ]);

    private IEnumerable<Headline> Best() => Rows.Where(row => row.IsBest).Take(1).Select(row => new Headline(Rows.Count(r => r.IsBest) > 1 ? "one of several best settings" : "best setting", row.Label, row.Mean is { } mean ? $"{Metric} {PageText.Metric(Metric, mean)}" : null));

    private Html SettingTable()
    {
        bool notes = Rows.Any(row => row.Note != "");
        PageColumn[] columns = [.. Axes.Length == 0 ? [new PageColumn("setting", false)] : Axes.Select(axis => new PageColumn(axis, false)), new("seeds"), new("mean"), new("± sd"), new("95 % from"), new("to"), new("single"), .. notes ? [new PageColumn("note", false)] : Array.Empty<PageColumn>()];
        return PageParts.Table(columns, Rows.Select(row => (Html[])
        [
            .. Axes.Length == 0 ? [row.Label] : row.Settings.Select(value => (Html)value), Invariant.Text($"{row.Values.Length}"), Written(row.Mean), Written(row.Deviation), Written(row.Low), Written(row.High), string.Join("  ", row.Values.Select(v => PageText.Metric(Metric, v))),
            .. notes ? [row.Note] : Array.Empty<Html>(),
        ]), i => Rows[i].IsBest);
    }

    private Html PairTable() => PageParts.Table([new("first", false), new("second", false), new("pairs"), new("difference"), new("95 % from"), new("to"), new("p (t)"), new("adjusted"), new("p (signed rank)"), new("differ?", false)],
        Pairs.Select(pair => (Html[])
        [
            pair.First, pair.Second, Invariant.Text($"{pair.Pairs}"), Signed(pair.Difference), Signed(pair.Low), Signed(pair.High), P(pair.Probability), P(pair.Adjusted), P(pair.SignedRank), pair.Differ ? "yes" : "not shown",
        ]));

    private IEnumerable<Picture> Pictures()
    {
        string[] whole = [.. Rows.Where(row => row.Mean is not null).Select(row => row.Label)];
        yield return new RowChart(RunCurves.Capital(Metric), $"The {Metric} of {whole.Length} settings: mean, 95 % confidence interval, and each seed.", RunCurves.Suited(Metric, []),
            [.. Rows.Where(row => row.Mean is not null).OrderBy(row => SmallerIsBetter ? row.Mean : -row.Mean).Select(row => new ChartRow(row.Label, row.Mean!.Value, row.Low ?? double.NaN, row.High ?? double.NaN) { Singles = row.Values, Text = PageText.Metric(Metric, row.Mean.Value) })], Bars: false)
        {
            Notes = ["Filled: the mean, with the 95 % confidence interval. Rings: each seed."],
        };
        ImmutableArray<SweepRow> drawn = [.. Rows.Where(row => !row.Curve.IsEmpty).OrderBy(row => row.Mean is null).ThenBy(row => SmallerIsBetter ? row.Mean : -row.Mean).Take(MostCurves)];
        if (drawn.IsEmpty) yield break;
        yield return new LineChart($"{RunCurves.Capital(Metric)} over the epochs", $"The {Metric} over the epochs, mean and confidence band over seeds.", new("epoch", NumberForm.Whole), RunCurves.Suited(Metric, drawn.SelectMany(row => row.Curve).Select(p => p.Up)), [.. drawn.Select((row, k) => ChartSeries.Of(k, row.Label, row.Curve))])
        {
            Notes = [drawn.Any(row => row.Curve.Any(p => p.HasBand)) ? "Bands: the 95 % confidence interval of the mean over seeds." : "One seed each.", .. Rows.Count(row => !row.Curve.IsEmpty) > MostCurves ? new[] { Invariant.Text($"The best {MostCurves} settings are drawn.") } : []],
        };
    }

    private string Written(double? value) => value is { } v ? PageText.Metric(Metric, v) : "–";

    private string Signed(double? value) => value is { } v ? (v > 0 ? "+" : "") + PageText.Metric(Metric, v).Replace('-', '−') : "–";

    private static string P(double? p) => p is { } value ? PageText.Probability(value) : "–";
}
