namespace Functional.NN.Experiments;

/// <summary>A page that is one file: no script, nothing from a network, readable for as long as there are browsers.</summary>
internal static class ReportPage
{
    /// <summary>What a browser may do with it: nothing but show it.</summary>
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    /// <summary>The text of the file.</summary>
    /// <param name="title">the heading, and the name of its tab</param>
    /// <param name="under">stands below the heading</param>
    /// <param name="content">the page</param>
    public static string Of(string title, Html under, params IEnumerable<Html> content)
    {
        var head = Html.Element("head",
            Html.Element("meta").With("charset", "utf-8"),
            Html.Element("meta").With("http-equiv", "Content-Security-Policy").With("content", Policy),
            Html.Element("meta").With("name", "viewport").With("content", "width=device-width, initial-scale=1"),
            Html.Element("meta").With("name", "color-scheme").With("content", "light dark"),
            Html.Element("title", title), Html.Style(PageStyle.Rules));
        var main = Html.Element("main", [Html.Element("h1", title), Html.Of("p", "under", under), .. content, Html.Element("footer", $"Functional.NN {RunEnvironment.Version}")]);
        return "<!DOCTYPE html>\n" + Html.Element("html", head, Html.Element("body", main)).With("lang", "en").Written() + "\n";
    }
}
