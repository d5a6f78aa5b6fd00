using Functional.NN.Drawing;

namespace Functional.NN.Experiments.Tests.Reports;

/// <summary>The page of a sweep.</summary>
public class SweepPageTests
{
    private static readonly System.Xml.Linq.XElement Page = TrainedRuns.Parsed(SweepPages.Whole.ToHtml());

    [Fact]
    public void Every_setting_is_a_row_with_mean_deviation_and_interval_and_the_best_stands_out()
    {
        var best = Page.Descendants("tr").Single(row => row.Attribute("class")?.Value == "best");
        Assert.Equal(["Adam", "64", "5", "99.00 %", "0.16 %", "98.80 %", "99.20 %", "98.80 %  98.90 %  99.00 %  99.10 %  99.20 %", ""], best.Elements().Select(cell => cell.Value));
        Assert.Equal(6, Page.Descendants("table").First().Element("tbody")!.Elements().Count());
    }

    [Fact]
    public void Failures_are_named_and_in_no_figure()
    {
        Assert.Contains("Step 3: the loss is NaN.", Page.Value, StringComparison.Ordinal);
        var picture = Page.Descendants(Svg.Name + "svg").First();
        Assert.DoesNotContain("diverged", picture.Descendants(Svg.Name + "text").Select(t => t.Value));
    }

    [Fact]
    public void Comparisons_say_the_difference_with_its_sign_and_every_p()
    {
        var row = Page.Descendants("tr").Single(r => r.Elements().FirstOrDefault()?.Value == "Adam" && r.Elements().Last().Value == "yes");
        Assert.Equal(["Adam", "SGD with momentum", "5", "+0.50 %", "+0.10 %", "+0.90 %", "< 0.0005", "< 0.0005", "0.063", "yes"], row.Elements().Select(cell => cell.Value));
    }

    [Fact]
    public void Names_stay_words() => Assert.Contains(Page.Descendants("th"), th => th.Value == SweepPages.Hostile);

    [Fact]
    public void Curves_have_bands_over_the_seeds()
    {
        var curves = Page.Descendants(Svg.Name + "svg").Last();
        Assert.Equal("Test accuracy over the epochs", curves.Elements(Svg.Name + "title").Single().Value);
        Assert.Equal(5, curves.Descendants(Svg.Name + "polygon").Count());
    }
}
