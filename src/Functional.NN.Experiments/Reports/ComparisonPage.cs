using System.Collections.Immutable;

namespace Functional.NN.Experiments;

/// <summary>What the page of several runs says.</summary>
/// <param name="Runs">the runs</param>
/// <param name="Fields">what differs in their experiments</param>
/// <param name="Partings">for each run but the first: where its bits part from those of the first, in sentences</param>
/// <param name="Commands">what to type to see where two part</param>
internal sealed record ComparisonPage(ImmutableArray<ComparedRun> Runs, ImmutableArray<ComparedField> Fields, ImmutableArray<string> Partings, ImmutableArray<string> Commands)
{
    /// <summary>The page.</summary>
    public string ToHtml() => ReportPage.Of(Invariant.Text($"Comparison of {Runs.Length} runs"), string.Join(", ", Runs.Select(run => run.Label)),
    [
        PageParts.Section("Results", Results()),
        PageParts.Section("What differs in the experiments", Fields.IsEmpty ? Html.Element("p", "Nothing: the experiments are the same.") : FieldTable()),
        PageParts.Section("Where the bits part", [.. Partings.Select(parting => Html.Element("p", parting)), .. Commands.IsEmpty ? [] : new[] { PageParts.Commands(Commands) }]),
        PageParts.Section("Curves", PageParts.Pictures(ComparisonCurves.Of(Runs))),
    ]);

    private Html Results()
    {
        string[] metrics = [.. Runs.SelectMany(run => run.Test?.Values.Keys ?? []).Distinct().Order(StringComparer.Ordinal)];
        PageColumn[] columns = [new("run", false), new("ended", false), new("epochs"), new("steps"), new("test loss"), .. metrics.Select(name => new PageColumn($"test {name}")), new("time"), new("state sha256", false)];
        return PageParts.Table(columns, Runs.Select(run => (Html[])
        [
            run.Label, run.End, Invariant.Text($"{run.Epochs.Length:N0}"), Invariant.Text($"{run.Steps.Length:N0}"), run.Test is { } test ? PageText.Number(test.DataLoss) : "–",
            .. metrics.Select(name => (Html)(run.Test?.Values.TryGetValue(name, out double value) == true ? PageText.Metric(name, value) : "–")), run.Seconds is { } seconds ? PageText.Time(seconds) : "–", PageParts.Hash(run.StateSha256 is { } hash ? hash[..16] + "…" : "–"),
        ]));
    }

    private Html FieldTable() => PageParts.Table([new("field", false), .. Runs.Select(run => new PageColumn(run.Label, false))], Fields.Select(field => (Html[])[field.Path, .. field.Values.Select(value => value is null ? "–" : Html.Element("code", value))]));
}
