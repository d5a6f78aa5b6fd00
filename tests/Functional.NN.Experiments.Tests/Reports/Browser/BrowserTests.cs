using System.Collections.Immutable;
using Functional.NN.Drawing;

namespace Functional.NN.Experiments.Tests.Reports;

/// <summary>Pages as a real browser shows them: nothing complains, every plot is there, no word lies on another, all can be read; on a telephone and on a wide screen, in both colour schemes.</summary>
public class BrowserTests(TrainedRuns runs, Chromium browser) : IClassFixture<TrainedRuns>, IClassFixture<Chromium>
{
    [ChromiumFact]
    public void The_page_of_a_run_is_in_order() => IsInOrder("run.html", TrainedRuns.Html(runs.Digits));

    [ChromiumFact]
    public void The_page_of_a_run_that_diverged_is_in_order() => IsInOrder("diverged.html", TrainedRuns.Html(runs.Diverged));

    [ChromiumFact]
    public void The_page_of_two_runs_is_in_order() => IsInOrder("comparison.html", ComparisonReport.Html(runs.Digits, runs.OtherSeed));

    [ChromiumFact]
    public void The_page_of_a_sweep_is_in_order() => IsInOrder("sweep.html", SweepPages.Whole.ToHtml());

    [ChromiumFact]
    public void Every_kind_of_picture_is_in_order() => IsInOrder("pictures.html", ReportPage.Of("Pictures", "", PageParts.Pictures(Pictures())));

    [ChromiumFact]
    public void Print_is_on_light_paper_though_the_system_is_dark() => Assert.Empty(Faults("print.html", TrainedRuns.Html(runs.Digits), 800, dark: true, print: true));

    /// <summary>A page with a mistake in it: what is looked for can be found.</summary>
    [ChromiumFact]
    public void What_is_out_of_order_is_found()
    {
        var picture = Pictures().First().ToElement();
        picture.Add(Svg.Words("tick", 12, 30, "written over the title"), Svg.Words("title", 700, 30, "beside the paper"));
        string html = ReportPage.Of("Mistakes", "", PageParts.Pictures(Pictures().Take(1))).Replace("</main>", picture + "<p style=\"color: #888888; min-width: 3000px\">grey</p></main>", StringComparison.Ordinal);
        string faults = string.Join('\n', Faults("mistakes.html", html, 1400, dark: false));
        foreach (string expected in new[] { "“written over the title” lies on", "“beside the paper” leaves", "“grey” has a contrast of 3.", " wide in a window of 1400" }) Assert.Contains(expected, faults, StringComparison.Ordinal);
    }

    private void IsInOrder(string name, string html)
    {
        foreach (int width in new[] { 400, 1400 })
            foreach (bool dark in new[] { false, true })
                Assert.True(Faults(name, html, width, dark) is [], $"{name}, {width} wide, {(dark ? "dark" : "light")}:\n{string.Join('\n', Faults(name, html, width, dark).Take(12))}");
    }

    private IReadOnlyList<string> Faults(string name, string html, int width, bool dark, bool print = false)
    {
        string file = runs.File(name);
        System.IO.File.WriteAllText(file, html);
        return browser.Faults(file, width, dark, print);
    }

    private static IEnumerable<Picture> Pictures()
    {
        Axis epoch = new("epoch", NumberForm.Whole), loss = new("loss");
        ImmutableArray<ChartPoint> Points(int count, Func<int, double> up) => [.. Enumerable.Range(1, count).Select(i => new ChartPoint(i, up(i), up(i) * 0.9, up(i) * 1.1))];
        yield return new LineChart("Names at the ends, close together", "d", epoch, loss, [.. Enumerable.Range(0, 5).Select(k => ChartSeries.Of(k, $"curve {k}", Points(9, i => 1 + 0.001 * k * i)))]);
        yield return new LineChart("A legend of many", "d", epoch, loss with { Logarithmic = true }, [.. Enumerable.Range(0, 9).Select(k => ChartSeries.Of(k, $"setting number {k}", Points(60, i => 1e-9 * Math.Pow(10, k) * i)))]);
        yield return new LineChart("Gaps, and a title that is so long that it does not fit into one line, nor into two, so that it is cut", "d", epoch, loss, [ChartSeries.Of(0, "a", Points(30, i => i % 7 == 0 ? double.NaN : i % 11 == 0 ? double.PositiveInfinity : -i * 1e7))]) { Rules = [new("best epoch: 12", 12)] };
        yield return new LineChart("One point", "d", epoch, loss, [ChartSeries.Of(0, "a", Points(1, _ => 12345.678))]);
        yield return new LineChart("Nothing", "d", epoch, loss, []);
        yield return ConfusionPicture.Of("Ten classes", Matrix(10, 12345), Enumerable.Range(0, 10).Select(i => $"{i}"));
        yield return ConfusionPicture.Of("Thirty classes with long names", Matrix(30, 12), Enumerable.Range(0, 30).Select(i => $"a class with the number {i}"));
        yield return new RowChart("Bars", "d", new("seconds"), [.. Enumerable.Range(0, 5).Select(k => new ChartRow($"width {k}", 1000.0 * k, 900.0 * k, 1100.0 * k) { Text = $"{1000 * k} s" })], Bars: true);
        yield return new Histogram("Numbers", "d", new("value"), Bins.Of(RandomKey.FromSeed(1).Normal<double>([500]).ToArray()));
        yield return FilterGrid.Of("Filters", RandomKey.FromSeed(1).Normal<float>([20, 1, 5, 5]), [1, 28, 28])!;
        yield return new ImageGrid("Images", "d", [.. Enumerable.Range(0, 12).Select(i => new GridImage(Pixels.Signed(4, RandomKey.FromSeed((ulong)i).Normal<double>([16]).ToArray(), 2), $"{i} → {i + 1}, a long caption"))]);
    }

    private static ConfusionMatrix Matrix(int classes, int right) => new(Tensor.Of([classes, classes], Enumerable.Range(0, classes * classes).Select(i => i / classes == i % classes ? right : i % 3 == 0 ? i : 0.0)));
}
