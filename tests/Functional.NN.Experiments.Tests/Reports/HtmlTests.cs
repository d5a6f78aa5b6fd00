using System.Xml.Linq;

namespace Functional.NN.Experiments.Tests.Reports;

/// <summary>Words from outside stay words.</summary>
public class HtmlTests
{
    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("a & \"b\" 'c'", "a &amp; &quot;b&quot; &#39;c&#39;")]
    [InlineData("line\r\nline", "line\nline")]
    public void Words_are_escaped(string words, string written) => Assert.Equal(written, ((Html)words).Written());

    [Fact]
    public void What_no_page_can_hold_is_marked() => Assert.Equal("nul\uFFFD and \uFFFD and \uFFFD and 😀", ((Html)"nul\0 and \uD800 and \u202E and 😀").Written());

    [Fact]
    public void Values_of_attributes_are_escaped() => Assert.Equal("<img alt=\"&quot;&gt;&lt;b&gt;\" />", Html.Element("img").With("alt", "\"><b>").Written());

    [Fact]
    public void A_page_forbids_all_but_itself_and_is_xml()
    {
        string html = ReportPage.Of("<&>", "x", Html.Element("p", "]]>"));
        var root = TrainedRuns.Parsed(html);
        Assert.Equal("<&>", root.Descendants("h1").Single().Value);
        Assert.Contains("default-src 'none'", root.Descendants("meta").Attributes("content").Select(a => a.Value).First(v => v.Contains("default-src", StringComparison.Ordinal)), StringComparison.Ordinal);
    }
}
