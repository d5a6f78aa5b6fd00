using Functional.NN.Drawing;

namespace Functional.NN.Experiments;

/// <summary>A figure that stands at the top of a page.</summary>
/// <param name="Label">what it is of</param>
/// <param name="Value">the figure</param>
/// <param name="Small">what stands below it</param>
internal sealed record Headline(string Label, string Value, string? Small = null);

/// <summary>A column of a table.</summary>
/// <param name="Name">its heading</param>
/// <param name="IsNumber">whether its cells end at its right</param>
internal readonly record struct PageColumn(string Name, bool IsNumber = true);

/// <summary>What pages of reports are put together from.</summary>
internal static class PageParts
{
    public static Html Tiles(IEnumerable<Headline> headlines) => Html.Of("dl", "tiles", headlines.Select(headline =>
        Html.Of("div", "tile", Html.Element("dt", headline.Label), Html.Element("dd", [headline.Value, .. headline.Small is { } small ? new[] { Html.Of("span", "small", small) } : []]))));

    /// <summary>A part of the page with a heading; nothing when it has no content.</summary>
    public static Html Section(string title, params IEnumerable<Html> content) =>
        content.ToList() is { Count: > 0 } all ? Html.Element("section", [Html.Element("h2", title), .. all]) : Html.Join();

    /// <summary>Pictures side by side as there is room.</summary>
    public static Html Pictures(params IEnumerable<Picture> pictures) => Html.Of("div", "grid", pictures.Select(picture => Html.Of("figure", "card", Html.Of(picture))));

    /// <summary>A table; the first cell of a row is its heading.</summary>
    public static Html Table(IReadOnlyList<PageColumn> columns, IEnumerable<IReadOnlyList<Html>> rows, Func<int, bool>? best = null)
    {
        Html Row(IReadOnlyList<Html> cells, int number) => Html.Of("tr", best?.Invoke(number) == true ? "best" : "row", cells.Select((cell, i) => (i == 0 ? Html.Of("th", Kind(columns[i]), cell).With("scope", "row") : Html.Of("td", Kind(columns[i]), cell))));
        return Html.Of("div", "card scroll", Html.Element("table",
            Html.Element("thead", Html.Element("tr", columns.Select(column => Html.Of("th", Kind(column), column.Name).With("scope", "col")))), Html.Element("tbody", rows.Select(Row))));
    }

    /// <summary>Facts, one a row.</summary>
    public static Html Facts(IEnumerable<(string Name, Html Value)> facts) =>
        Html.Of("div", "card", Html.Of("table", "facts", Html.Element("tbody", facts.Select(fact => Html.Element("tr", Html.Element("th", fact.Name).With("scope", "row"), Html.Element("td", fact.Value))))));

    public static Html Hash(string hash) => Html.Of("span", "hash", hash);

    /// <summary>Lines to type into a shell.</summary>
    public static Html Commands(params IEnumerable<string> lines) => Html.Element("pre", Html.Element("code", string.Join('\n', lines)));

    /// <summary>What is opened by those who want to see it.</summary>
    public static Html Folded(string summary, params IEnumerable<Html> content) => Html.Element("details", [Html.Element("summary", summary), .. content]);

    private static string Kind(PageColumn column) => column.IsNumber ? "number" : "words";
}
