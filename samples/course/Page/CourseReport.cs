using Functional.NN.Experiments;

namespace Functional.NN.Course;

/// <summary>A sample with what it found.</summary>
/// <param name="Sample">the sample</param>
/// <param name="Findings">what it found</param>
public sealed record ShownSample(Sample Sample, Findings Findings)
{
    /// <summary>What is kept of it.</summary>
    public SampleRecord Record { get; } = SampleRecord.Of(Sample, Findings);
}

/// <summary>The course as a page: one HTML file with every claim, figure, picture and table. It holds nothing of the machine it was made on, so that it is the same to the byte everywhere.</summary>
public static class CourseReport
{
    /// <summary>Writes the page, whole or not at all.</summary>
    public static void Write(string path, IReadOnlyList<ShownSample> shown) => RecordJson.WriteText(path, ToHtml(shown));

    /// <summary>The page.</summary>
    public static string ToHtml(IReadOnlyList<ShownSample> shown)
    {
        CourseRecord record = new([.. shown.Select(one => one.Record)]);
        return ReportPage.Of("The course, shown", "Every claim with the figure measured for it and what came of it; the same command gives the same bytes.",
        [
            PageParts.Tiles([.. Counts(record), new Headline("course sha256", record.Sha256[..16] + "…")]),
            PageParts.Section("Claims", ClaimTable(shown)),
            .. CourseSamples.Chapters.Select(chapter => PageParts.Section(chapter.Name, shown.Where(one => chapter.Samples.Any(sample => sample.Name == one.Sample.Name)).Select(Part))),
        ]);
    }

    private static IEnumerable<Headline> Counts(CourseRecord record) =>
        [new("claims", Written.Of($"{record.Claims.Count()}")), .. Enum.GetValues<Verdict>().Select(verdict => new Headline(verdict.Words(), Written.Of($"{record.Claims.Count(claim => claim.Verdict == verdict)}")))];

    private static Html ClaimTable(IReadOnlyList<ShownSample> shown) => PageParts.Table([new("sample", false), new("statement", false), new("measured", false), new("verdict", false)],
        shown.SelectMany(one => one.Findings.Claims.Select(claim => (Html[])[Html.Element("a", one.Sample.Name).With("href", "#" + one.Sample.Name), claim.Statement, claim.Figure, Word(claim.Verdict)])));

    private static Html Part(ShownSample shown) => Html.Of("section", "sample",
    [
        Html.Element("h3", shown.Sample.Title).With("id", shown.Sample.Name),
        Html.Of("p", "under", $"{shown.Sample.Name} · {shown.Sample.Source}"),
        .. shown.Findings.Claims.Select(claim => Html.Element("p", Html.Element("b", claim.Statement), " ", claim.Figure, "; ", Word(claim.Verdict), ".")),
        Html.Of("div", "grid", shown.Findings.Exhibits.OfType<PictureExhibit>().Select(picture => Html.Of("figure", "card", Html.OfSvg(picture.Svg)))),
        .. shown.Findings.Exhibits.OfType<TableExhibit>().SelectMany(table => (Html[])[Html.Of("p", "under", table.Title), Table(table)]),
    ]);

    private static Html Table(TableExhibit table) => PageParts.Table([.. table.Columns.Select((name, i) => new PageColumn(name, i > 0))], table.Rows.Select(row => (Html[])[.. row.Select(cell => (Html)cell)]));

    private static Html Word(Verdict verdict) => verdict == Verdict.Held ? verdict.Words() : Html.Of("span", "bad", verdict.Words());
}
